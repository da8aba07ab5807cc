using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary>What the commands have in common that take something down by hand.</summary>
internal static class ByHand
{
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would happen and change nothing." };
    public static readonly Option<string?> Zone = new("--zone") { Description = "The zone of the times you type; remembered. Without it that of the configuration or of your account.", HelpName = "ZONE" };
    public static readonly Option<string?> At = new("--at") { Description = "When, in place of now: 09:00, or \"2026-10-21 23:50\".", HelpName = "TIME" };
    public static readonly Argument<string> Id = new("ID") { Description = "Beginning or end of its id, as 'daybook entries' shows it, or last: what was made or changed last." };

    private static readonly Option<string?> Project = new("--project", "-p") { Description = "What it was for.", HelpName = "NAME" };
    private static readonly Option<string?> Client = new("--client") { Description = "Whom it was for.", HelpName = "NAME" };
    private static readonly Option<string?> Task = new("--task") { Description = "What of the project.", HelpName = "NAME" };
    private static readonly Option<string?> Note = new("--note", "-n") { Description = "Your own words.", HelpName = "TEXT" };
    private static readonly Option<string[]> Tag = new("--tag") { Description = "As many as you like.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool?> Billable = new("--billable") { Description = "Whether it is paid for: alone, or true or false." };

    /// <summary>The command with the options that say what was done.</summary>
    public static Command WithWork(this Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Project, Client, Task, Note, Tag, Billable, Zone, DryRun]) command.Options.Add(option);
        return command;
    }

    public static HandWork WorkOf(CommandContext context) => new(
        context.Get(Project), context.Get(Client), context.Get(Task), context.Get(Note),
        context.Get(Tag) is { Length: > 0 } tags ? tags : null, context.Get(Billable));

    public static SaidTime? TimeOf(CommandContext context, Option<string?> option)
    {
        if (context.Get(option) is not { } text) return null;
        return HandText.TryTime(text, out var time) ? time
            : throw new UsageException($"{option.Name}: '{Printable.Line(text)}' is not a time; write it like 09:00 or \"2026-10-21 09:00\"");
    }

    /// <summary>Makes the plan of entries, carries it out, and says what it did.</summary>
    /// <param name="makesLedger">Whether the command makes a ledger where there is none.</param>
    public static ExitCode Run(CommandContext context, string command, bool makesLedger, Func<HandPlans, HandStage, HandPlan> planned) =>
        Carry(context, command, makesLedger ? null : "nothing made by hand. 'daybook start' or 'daybook add' makes one.", hand =>
        {
            var plans = new HandPlans(hand);
            return (planned(plans, hand), item => plans.Shown((DaybookEntry)item));
        });

    /// <summary>Likewise, of contracts, absences and corrections.</summary>
    /// <param name="withoutLedger">What there is not where there is no ledger; null where the command makes one.</param>
    public static ExitCode Terms(CommandContext context, string command, string? withoutLedger, Func<HandAccount, HandPlan> planned) => Carry(context, command, withoutLedger, hand =>
    {
        var account = new HandAccount(hand, context.Settings);
        return (planned(account), item => account.Shown((DaybookTerm)item));
    });

    /// <summary>Makes a plan, carries it out, and says what it did.</summary>
    /// <param name="withoutLedger">What there is not where there is no ledger; null where the command makes one.</param>
    /// <param name="planned">The plan, and what says of an item of it what it is.</param>
    public static ExitCode Carry(CommandContext context, string command, string? withoutLedger, Func<HandStage, (HandPlan Plan, Func<DaybookItem, string> Shown)> planned)
    {
        var (path, isRehearsal, zone) = (context.Settings.Ledger, context.Get(DryRun), context.ZoneOf(Zone));
        Planned? early = null;
        if (!File.Exists(path))
        {
            if (withoutLedger is not null) throw new LedgerException(LedgerTrouble.Missing, $"there is no ledger at {path}, and {withoutLedger}");
            // What is refused must not leave an empty ledger behind.
            using var scratch = Ledger.OpenScratch(Micros.From(context.Now));
            early = Plan(scratch);
        }
        using var ledger = context.OpenForWriting(command, isRehearsal);
        var (plan, shown) = early ?? Plan(ledger);
        var code = ExitCode.Done;
        if (plan.Changes.Count > 0)
        {
            var (outcome, run) = On(ledger).TakeIn(plan, command, context.World.Stop);
            foreach (var diagnostic in outcome.Diagnostics) context.Complain(diagnostic.ToString());
            code = outcome.Code;
            if (outcome.Result is null) return code;
            DeriveStage.Run(ledger, context.Settings);
            context.Explain($"run {CommandContext.Number(run)}; 'daybook import undo {run}' takes it back");
        }
        if (context.IsJson)
        {
            context.World.Output.WriteLine(Json(plan, isRehearsal));
            return code;
        }
        foreach (var note in plan.Notes) context.Say($"note: {Printable.Line(note)}");
        foreach (var line in shown) context.Say(line);
        return code;

        HandStage On(Ledger on) => new(on, context.Settings, context.Now, zone, context.World.Random);

        Planned Plan(Ledger on)
        {
            var hand = On(on);
            var (made, say) = planned(hand);
            hand.NotePurged(made);
            return new Planned(made, [.. made.Changes.Select(c => $"{(isRehearsal ? "would be " : "")}{c.What} {say(c.Item)}")]);
        }
    }

    /// <param name="Shown">The changes as lines for people.</param>
    private sealed record Planned(HandPlan Plan, IReadOnlyList<string> Shown);

    private static string Json(HandPlan plan, bool isRehearsal)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("dry_run", isRehearsal);
            json.WriteStartArray("changes");
            foreach (var change in plan.Changes)
            {
                json.WriteStartObject();
                json.WriteString("what", change.What);
                json.WritePropertyName(change.Item.List switch
                {
                    DaybookTerm.Contracts => "contract",
                    DaybookTerm.Absences => "absence",
                    DaybookTerm.Adjustments => "adjustment",
                    DaybookTerm.Invoices => "invoice",
                    _ => "entry",
                });
                json.WriteRawValue(DaybookDocument.Line(change.Item));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in plan.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
