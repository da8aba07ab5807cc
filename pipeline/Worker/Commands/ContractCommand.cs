using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook contract list|add|end|preview|drop</c></summary>
internal static class ContractCommand
{
    private const string NoLedger = "no contract in it. 'daybook contract add' makes both.";

    private static readonly Argument<string> Last = new("DATE") { Description = "The last day it is in force." };
    private static readonly Option<string?> Through = new("--through") { Description = "The last day to look at; without it yesterday.", HelpName = "DATE" };

    public static Command Create(Surroundings world)
    {
        var command = new Command("contract", "What is to be worked, dated: list the contracts, add one, end one, see first what would change.");
        command.Subcommands.Add(new Command("list", "List the contracts, whoever says them. With --json those made by hand, a file that 'daybook import' takes.")
            .Doing(world, "daybook contract list", List));
        command.Subcommands.Add(new Command("add", "Add a contract; one that is open ends the day before.") { ByHand.DryRun }.WithContract()
            .Doing(world, "daybook contract add --from 2026-01-01 --hours 38:30 --region DE-BY --vacation \"30 days\"", Add));
        command.Subcommands.Add(new Command("end", "End the contract that is in force on a date, with that date.") { Last, ByHand.DryRun }
            .Doing(world, "daybook contract end 2026-12-31", End));
        command.Subcommands.Add(new Command("preview", "Show by month what a contract would change, and change nothing. What is closed never changes.") { Through }.WithContract()
            .Doing(world, "daybook contract preview --from 2026-07-01 --hours 30 --days mon-thu", Preview));
        command.Subcommands.Add(new Command("drop", "Take back a contract made by hand; the ledger keeps it as one that was dropped.") { ByHand.Id, ByHand.DryRun }
            .Doing(world, "daybook contract drop last --dry-run", Drop));
        return command;
    }

    private static ExitCode Add(CommandContext context)
    {
        var row = ContractOptions.RowOf(context);
        return ByHand.Terms(context, "contract add", null, account => new ContractPlans(account).Add(row));
    }

    private static ExitCode End(CommandContext context)
    {
        var last = CommandContext.DateOf(context.Get(Last), Last.Name)!.Value;
        return ByHand.Terms(context, "contract end", NoLedger, account => new ContractPlans(account).End(last));
    }

    private static ExitCode Drop(CommandContext context)
    {
        var id = context.Get(ByHand.Id)!;
        return ByHand.Terms(context, "contract drop", NoLedger, account => new ContractPlans(account).Drop(id));
    }

    private static ExitCode List(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
        var own = account.Own(DaybookTerm.Contracts);
        if (context.IsJson)
        {
            context.World.Output.Write(Encoding.UTF8.GetString(DaybookDocument.Of(own)));
            return ExitCode.Done;
        }
        var contracts = account.Terms.Contracts;
        var table = new TextTable(1, 2, 3, 4, 5);
        foreach (var contract in contracts.All)
            table.Row(contract.Source == account.Hand.Source && own.FirstOrDefault(c => c.Id == contract.Id) is { } mine ? account.ShortId(mine) : "-",
                Model.Period.Iso(contract.From), contracts.EndOf(contract) is { } end ? Model.Period.Iso(end) : "open", TermText.HoursOf(contract), contract.Source, Particulars(contract));
        if (contracts.All.Count > 0)
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        else context.Say("no contract. Add one: daybook contract add --from 2026-01-01 --hours 40");
        foreach (var problem in account.Problems) context.Complain($"warning: {Printable.Line(problem)}");
        return ExitCode.Done;
    }

    private static string Particulars(Contract contract)
    {
        var said = new List<string>();
        if (contract.Region is { } region) said.Add(region);
        if (contract.Zone is { } zone) said.Add(zone);
        if (contract.DayStart is { } start) said.Add($"days from {start:HH:mm}");
        if (contract.FirstWeekday != IsoDayOfWeek.Monday) said.Add($"weeks from {contract.FirstWeekday}");
        if (contract.Opening is { } opening) said.Add($"opens at {Hours.Signed(opening)}");
        if (contract.Policy != AllWeekPolicies.Usual) said.Add(contract.Policy);
        if (contract.Cap is { } cap) said.Add($"at most {Hours.Text(cap.Micros)} at the end of a {cap.At.ToString().ToLowerInvariant()}");
        if (contract.Vacation is { } vacation) said.Add(vacation.Days is { } days ? $"{VacationText.Days(days)} days of vacation" : $"{Hours.Text(vacation.Micros ?? 0)} of vacation");
        return string.Join(", ", said);
    }

    private static ExitCode Preview(CommandContext context)
    {
        var (row, through) = (ContractOptions.RowOf(context), CommandContext.DateOf(context.Get(Through), Through.Name));
        using var ledger = context.OpenExisting("contract preview", isRehearsal: true);
        var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
        var plan = new ContractPlans(account).Add(row);
        var preview = new PreviewStage(ledger, context.Settings, context.Now).Run(account, plan, through);
        if (context.IsJson)
        {
            context.World.Output.WriteLine(Json(preview, plan));
            return ExitCode.Done;
        }
        foreach (var note in plan.Notes) context.Say($"note: {Printable.Line(note)}");
        if (preview.ClosedThrough is { } closed) context.Say($"note: {Model.Period.Iso(closed)} and before are closed and stay as they are");
        if (preview.Months.Count > 0)
        {
            var table = new TextTable().Row("month", "planned", "would be", "balance", "would be", "change");
            foreach (var month in preview.Months)
                table.Row(month.Month.Name, Hours.Text(month.PlannedBefore), Hours.Text(month.PlannedAfter), Hours.Signed(month.DeltaBefore), Hours.Signed(month.DeltaAfter), Hours.Signed(month.DeltaAfter - month.DeltaBefore));
            foreach (var line in table.Lines()) context.Say(line);
        }
        context.Say($"{(preview.Months.Count == 0 ? "nothing changes" : "in all")} until {Model.Period.Iso(preview.Through)}: the balance of {Hours.Balance(preview.BalanceBefore)} would be {Hours.Balance(preview.BalanceAfter)}");
        return ExitCode.Done;
    }

    private static string Json(ContractPreview preview, HandPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("through", Model.Period.Iso(preview.Through));
            if (preview.ClosedThrough is { } closed) json.WriteString("closed_through", Model.Period.Iso(closed));
            json.WriteStartArray("months");
            foreach (var month in preview.Months)
            {
                json.WriteStartObject();
                json.WriteString("month", month.Month.Name);
                json.WriteNumber("planned_before_us", month.PlannedBefore);
                json.WriteNumber("planned_after_us", month.PlannedAfter);
                json.WriteNumber("delta_before_us", month.DeltaBefore);
                json.WriteNumber("delta_after_us", month.DeltaAfter);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("balance_before_us", preview.BalanceBefore);
            json.WriteNumber("balance_after_us", preview.BalanceAfter);
            json.WriteStartArray("notes");
            foreach (var note in plan.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
