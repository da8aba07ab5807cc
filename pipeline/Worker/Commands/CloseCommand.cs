using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook close [--through DATE]</c></summary>
internal static class CloseCommand
{
    private static readonly Option<string?> Through = new("--through") { Description = "The last day to close; without it yesterday.", HelpName = "DATE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be closed and change nothing." };

    public static Command Create(Surroundings world) =>
        new Command("close", "Seal the days that are complete, in order, and the weeks they fill. What is sealed is corrected later, never rewritten.") { Through, DryRun }
            .Doing(world, "daybook close --through 2026-10-31", Run);

    private static ExitCode Run(CommandContext context)
    {
        var through = CommandContext.DateOf(context.Get(Through), Through.Name);
        using var ledger = context.OpenExisting("close", context.Get(DryRun));
        var result = new CloseStage(ledger, context.Settings, context.Now).Close(through);
        if (context.IsJson)
        {
            context.World.Output.WriteLine(Json(result, context.Get(DryRun)));
            return ExitCode.Done;
        }
        var would = context.Get(DryRun) ? "would be " : "";
        if (result.Reopened is { } from) context.Say($"{would}opened again from {Period.Iso(from)} on, for late facts");
        foreach (var late in result.Late) context.Say($"late: {Period.Iso(late.Date)} {Hours.Signed(late.Micros)}{Whose(late)}, {Treated(late)}");
        if (result.Days is [var first, .., var last]) context.Say($"{would}closed {Period.Iso(first.Date)} to {Period.Iso(last.Date)}: {CommandContext.Number(result.Days.Count)} days, {CommandContext.Number(result.Weeks.Count)} weeks");
        else if (result.Days is [var only]) context.Say($"{would}closed {Period.Iso(only.Date)}{(result.Weeks.Count > 0 ? " and its week" : "")}");
        else context.Say("nothing to close");
        if (result.Days.Count > 0) context.Say($"the balance is {Hours.Balance(result.Days[^1].Closing)}");
        if (result.Held is { } held)
            foreach (var reason in held.Reasons) context.Say($"{Period.Iso(held.Date)} stays open: {Printable.Line(reason)}");
        return ExitCode.Done;
    }

    private static string Whose(LateTime late) => late.Sources.Count == 0 ? late.Treatment == LateTreatment.Hold ? ", by other settings" : ", taken back" : $" from {string.Join(", ", late.Sources.Select(Printable.Line))}";

    private static string Treated(LateTime late) => late.Treatment switch
    {
        LateTreatment.Adjust => "booked on the first open day",
        LateTreatment.Hold => "held: it is in no balance",
        _ => "its day is opened again",
    };

    private static string Json(CloseResult result, bool isRehearsal)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteBoolean("dry_run", isRehearsal);
            if (result.Reopened is { } from) json.WriteString("reopened_from", Period.Iso(from));
            json.WriteStartArray("days");
            foreach (var day in result.Days)
            {
                json.WriteStartObject();
                json.WriteString("date", Period.Iso(day.Date));
                json.WriteNumber("balance_us", day.Closing);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("weeks");
            foreach (var week in result.Weeks) json.WriteStringValue(Period.Iso(week));
            json.WriteEndArray();
            json.WriteStartArray("late");
            foreach (var late in result.Late)
            {
                json.WriteStartObject();
                json.WriteString("date", Period.Iso(late.Date));
                json.WriteNumber("late_us", late.Micros);
                json.WriteStartArray("sources");
                foreach (var source in late.Sources) json.WriteStringValue(source);
                json.WriteEndArray();
                json.WriteString("treatment", late.Treatment.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (result.Held is { } held)
            {
                json.WriteStartObject("held");
                json.WriteString("date", Period.Iso(held.Date));
                json.WriteStartArray("reasons");
                foreach (var reason in held.Reasons) json.WriteStringValue(reason);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
