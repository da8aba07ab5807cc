using System.CommandLine;
using System.Text;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook entries [PERIOD]</c></summary>
internal static class EntriesCommand
{
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it all of them.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("entries", "List the entries made by hand with their ids. With --json a file that 'daybook import' takes.") { Which }
            .Doing(world, "daybook entries 2026-W47", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var hand = new HandStage(ledger, context.Settings, context.Now, null, context.World.Random);
        var clock = hand.Clock;
        var entries = hand.All.Where(e => period is not { } p || p.Contains(DayOf(e, clock))).ToList();
        if (context.IsJson)
        {
            context.World.Output.Write(Encoding.UTF8.GetString(DaybookDocument.Of(entries)));
            return ExitCode.Done;
        }
        var table = new TextTable(1, 2, 4, 5, 6);
        foreach (var entry in entries)
        {
            var (time, work) = (entry.Entry.Time, entry.Entry.Work);
            table.Row(entry.Entry.UpstreamId is { } id ? hand.Ids.Of(id) : "-", Model.Period.Iso(clock.DateOf(time)), entry.IsRunning ? $"{clock.Span(time)[..5]}-" : clock.Span(time),
                entry.IsRunning ? "running" : Hours.Text(entry.Entry.Length), work.Project ?? Unsaid.Of(Dimension.Project), work.Task ?? "",
                string.Join(' ', work.Tags.Select(t => $"+{t}").Append(work.Note ?? "")).Trim());
        }
        if (entries.Count > 0)
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        context.Say(entries.Count == 0 ? "no entries made by hand" : $"{CommandContext.Number(entries.Count)} made by hand");
        return ExitCode.Done;
    }

    private static LocalDate DayOf(DaybookEntry entry, HandClock clock) =>
        entry.Entry.Time is EntryTime.Interval { Start: var start } ? clock.Cut.DayOf(start) : clock.DateOf(entry.Entry.Time);
}
