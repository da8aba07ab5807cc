using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook status</c></summary>
internal static class StatusCommand
{
    private const int MostRuns = 5, MostHoles = 10;

    private static readonly Argument<string?> Which = new("PERIOD") { Description = "What each source knows of each day of it: 2026-11-21, 2026-W47, 2026-11, 2026.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("status", "Show what the ledger holds: sources, what they cover, days without data, the last runs.") { Which }
            .Doing(world, "daybook status 2026-11", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        if (period is { } wanted && !context.IsJson)
        {
            foreach (var line in CoverageText.Lines(CoverageStage.Run(ledger, context.Settings, wanted))) context.World.Output.WriteLine(line);
            return ExitCode.Done;
        }
        var sources = ledger.Status.Sources();
        var holes = ledger.Status.Holes(context.Settings.Person);
        var runs = ledger.Runs.Last(MostRuns);
        var hand = new HandStage(ledger, context.Settings, context.Now, null, context.World.Random);
        if (context.IsJson) context.World.Output.WriteLine(Json(sources, holes, runs, ledger.Sources.SettledOf, period is { } p ? CoverageStage.Run(ledger, context.Settings, p) : null, hand));
        else
        {
            foreach (var line in Running(hand)) context.World.Output.WriteLine(line);
            foreach (var line in Mails(ledger)) context.World.Output.WriteLine(line);
            foreach (var line in Text(sources, holes, runs, ledger.Runs.Stages, ledger.Sources.SettledOf, ledger.Derived.Stale().Count > 0))
                context.World.Output.WriteLine(line);
        }
        return ExitCode.Done;
    }

    private static IEnumerable<string> Running(HandStage hand)
    {
        foreach (var running in hand.Running)
            yield return $"running: {Printable.Line(running.Entry.Work.Project ?? Unsaid.Of(Dimension.Project))} since {hand.Clock.Moment(Start(running))}, {Hours.Text(hand.Clock.Now - Start(running))} so far; 'daybook stop' ends it";
    }

    private static IEnumerable<string> Mails(Ledger ledger)
    {
        foreach (var state in ledger.Outbox.All().Where(m => m.State is not (MailState.Sent or MailState.Dropped)).GroupBy(m => m.State))
            yield return $"mail: {CommandContext.Number(state.Count())} {OutboxStore.Text(state.Key)}; 'daybook outbox list' shows which";
    }

    private static long Start(DaybookEntry running) => ((EntryTime.Interval)running.Entry.Time).Start;

    private static IEnumerable<string> Text(IReadOnlyList<SourceStatus> sources, IReadOnlyList<Hole> holes, IReadOnlyList<RunInfo> runs, Func<long, IReadOnlyList<StageInfo>> stagesOf, Func<string, IReadOnlyList<Settled>> settledOf, bool isStale)
    {
        if (sources.Count == 0) yield return "The ledger is empty. Import something: daybook import PATH";
        foreach (var source in sources)
        {
            yield return $"{Printable.Line(source.Name)} ({source.Importer}), {Printable.Line(source.Person)}";
            if (Covered(source) is { } covered) yield return $"  covers      {covered}";
            yield return $"  facts       {Facts(source)}";
            yield return $"  files       {CommandContext.Number(source.Files)}";
            if (settledOf(source.Name) is { Count: > 0 } settled) yield return $"  settled     {SettledText.Of(settled)}";
            if (source.Rejected > 0) yield return $"  quarantine  {CommandContext.Number(source.Rejected)} rows";
        }
        if (holes.Count > 0)
        {
            yield return "";
            yield return $"days without data: {CommandContext.Number(holes.Sum(h => h.Days))}, the latest first";
            foreach (var hole in holes.Reverse().Take(MostHoles)) yield return $"  {Range(hole)}";
            if (holes.Count > MostHoles) yield return $"  and {CommandContext.Number(holes.Count - MostHoles)} earlier gaps";
        }
        if (runs.Count > 0)
        {
            yield return "";
            yield return "last runs";
            var table = new TextTable(1, 2, 3, 4);
            foreach (var run in runs)
                table.Row($"  {run.Id.ToString(CultureInfo.InvariantCulture)}", Instant(run.StartedAt), run.Command, run.State, What(run, stagesOf(run.Id)));
            foreach (var line in table.Lines()) yield return line;
        }
        if (isStale) yield return "Facts have come since the days were worked out; the next report works them out again.";
    }

    /// <summary>Of a run in stages those that had something to do; of all others their rows.</summary>
    private static string What(RunInfo run, IReadOnlyList<StageInfo> stages)
    {
        var rows = ImportReport.Counted(run.Counts);
        if (stages.Count == 0) return run.About is { } source ? $"{Printable.Line(source)}: {rows}" : rows;
        var busy = stages.Where(s => s.State != "nothing").Select(s => s.State is "done" ? s.Stage : $"{s.Stage} {s.State}").ToList();
        return busy.Count == 0 ? "nothing to do" : string.Join(", ", busy);
    }

    private static string Facts(SourceStatus source)
    {
        var facts = new List<string>();
        if (source.Heartbeats > 0) facts.Add($"{CommandContext.Number(source.Heartbeats)} heartbeats{(source.Gone > 0 ? $" ({CommandContext.Number(source.Gone)} gone upstream)" : "")}");
        if (source.Entries > 0) facts.Add($"{CommandContext.Number(source.Entries)} time entries");
        if (source.Totals > 0) facts.Add($"{CommandContext.Number(source.Totals)} day totals");
        return facts.Count == 0 ? "none" : string.Join(", ", facts);
    }

    private static string? Covered(SourceStatus source)
    {
        if (source.FirstDate is { } first && source.LastDate is { } last) return $"{Model.Period.Iso(first)} to {Model.Period.Iso(last)}";
        return source.FirstAt is { } from && source.LastAt is { } to ? $"{Instant(from)} to {Instant(to)}" : null;
    }

    private static string Range(Hole hole) => hole.Days == 1 ? Model.Period.Iso(hole.From)
        : $"{Model.Period.Iso(hole.From)} to {Model.Period.Iso(hole.To)} ({CommandContext.Number(hole.Days)} days)";

    private static string Instant(long micros) => InstantPattern.General.Format(Micros.ToInstant(micros));

    private static string Json(IReadOnlyList<SourceStatus> sources, IReadOnlyList<Hole> holes, IReadOnlyList<RunInfo> runs, Func<string, IReadOnlyList<Settled>> settledOf, PeriodCoverage? coverage, HandStage hand)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("running");
            foreach (var running in hand.Running)
            {
                json.WriteStartObject();
                json.WriteString("id", running.Entry.UpstreamId);
                json.WriteString("project", running.Entry.Work.Project);
                json.WriteString("since", Instant(Start(running)));
                json.WriteNumber("microseconds", hand.Clock.Now - Start(running));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (var source in sources)
            {
                json.WriteStartObject();
                json.WriteString("name", source.Name);
                json.WriteString("person", source.Person);
                json.WriteString("importer", source.Importer);
                json.WriteString("covers_from", source.FirstDate is { } first ? Model.Period.Iso(first) : source.FirstAt is { } from ? Instant(from) : null);
                json.WriteString("covers_to", source.LastDate is { } last ? Model.Period.Iso(last) : source.LastAt is { } to ? Instant(to) : null);
                json.WriteNumber("files", source.Files);
                json.WriteNumber("heartbeats", source.Heartbeats);
                json.WriteNumber("gone_upstream", source.Gone);
                json.WriteNumber("time_entries", source.Entries);
                json.WriteNumber("day_totals", source.Totals);
                json.WriteNumber("quarantined", source.Rejected);
                json.WriteStartObject("settled");
                foreach (var settled in settledOf(source.Name)) json.WriteString(settled.What, settled.Value);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (coverage is not null) CoverageText.Write(json, coverage);
            json.WriteStartArray("days_without_data");
            foreach (var hole in holes)
            {
                json.WriteStartObject();
                json.WriteString("from", Model.Period.Iso(hole.From));
                json.WriteString("to", Model.Period.Iso(hole.To));
                json.WriteNumber("days", hole.Days);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("runs");
            foreach (var run in runs)
            {
                json.WriteStartObject();
                json.WriteNumber("id", run.Id);
                json.WriteString("command", run.Command);
                json.WriteString("started", Instant(run.StartedAt));
                json.WriteString("state", run.State);
                json.WriteNumber("new", run.Counts.New);
                json.WriteNumber("same", run.Counts.Same);
                json.WriteNumber("changed", run.Counts.Changed);
                json.WriteNumber("rejected", run.Counts.Rejected);
                json.WriteNumber("gone", run.Counts.Gone);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
