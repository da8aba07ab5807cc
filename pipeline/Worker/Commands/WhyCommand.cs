using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook why WEEK|DAY [--project P]</c></summary>
internal static class WhyCommand
{
    private const int ShownOfAHash = 12;

    private static readonly Argument<string> Which = new("PERIOD") { Description = "A day or a week: 2026-11-21, 2026-W47." };
    private static readonly Option<string?> Project = new("--project", "-p") { Description = "Only this project; with a day, every record of it.", HelpName = "NAME" };

    public static Command Create(Surroundings world) =>
        new Command("why", "Go back from a number to its facts: what was counted, and the files and lines it came from.") { Which, Project }
            .Doing(world, "daybook why 2026-11-20 --project daybook", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week)!.Value;
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var why = WhyStage.Run(ledger, context.Settings, period, context.Now);
        foreach (var line in Lines(why, context.Get(Project))) context.World.Output.WriteLine(line);
        if (context.Get(Project) is null)
            foreach (var line in Account(WhyStage.Account(ledger, context.Settings, period, context.Now))) context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(Why why, string? project)
    {
        var slice = why.Slice;
        yield return $"{slice.Period.Name} in {slice.Zone}: {Hours.WithSeconds(slice.Worked)}";
        if (slice.Days.All(d => d.Basis == DayBasis.None) && why.Counted.Count + why.Segments.Count + why.Totals.Count + why.Entries.Count == 0)
        {
            yield return "nothing is known of it; 'daybook status' shows what the ledger holds";
            yield break;
        }
        foreach (var day in slice.Days.Where(d => d.Basis != DayBasis.None))
        {
            yield return "";
            yield return $"{Period.Iso(day.Date)}  {Hours.WithSeconds(day.Worked)}  {(why.Purged.FirstOrDefault(p => p.Date == day.Date) is { } purged ? Purged(purged) : Basis(day, why))}";
            foreach (var line in Projects(day, why, project)) yield return $"  {line}";
        }
        foreach (var (source, count) in why.LeftOut.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            yield return "";
            yield return $"{CommandContext.Number(count)} heartbeat{(count == 1 ? "" : "s")} of {Printable.Line(source)} saved no file and do{(count == 1 ? "es" : "")} not count: its account, or Sources.Joins.WritesOnly, has it so";
        }
        foreach (var line in slice.Period.Kind == PeriodKind.Day ? Records(why, project) : Files(why)) yield return line;
        foreach (var line in Totals(why)) yield return line;
    }

    /// <summary>What each day is in the account, and from whose facts; nothing where there is no contract.</summary>
    private static IEnumerable<string> Account(AccountSlice? account)
    {
        foreach (var day in account?.Days ?? [])
        {
            yield return "";
            yield return $"{Period.Iso(day.Date)} in the account";
            foreach (var line in AddendText.Of(day)) yield return $"  {line}";
        }
        foreach (var late in account?.Late ?? [])
            if (late.Date >= account!.From && late.Date <= account.To)
                yield return $"  {Period.Iso(late.Date)}: {Hours.Signed(late.Micros)} came after it was closed{(late.Sources.Count > 0 ? $", from {string.Join(", ", late.Sources.Select(Printable.Line))}" : "")}";
    }

    private static string Purged(PurgedDay day) => $"as it was when facts of it were purged, on {Period.Iso(Micros.ToInstant(day.At).InUtc().Date)} by run {day.Run}";

    private static string Basis(DaySum day, Why why) => day.Basis switch
    {
        DayBasis.Empty => "a source speaks for the day and has nothing",
        DayBasis.Total => "the source gives a total for the day and not when",
        _ when why.Counted.Count == 0 => "from time entries",
        _ => $"from {CommandContext.Number(Of(why, day.Date).Count())} heartbeats",
    };

    private static IEnumerable<string> Projects(DaySum day, Why why, string? project)
    {
        var counts = Of(why, day.Date).GroupBy(c => ProjectOf(c)).ToDictionary(g => g.Key, g => g.Count());
        var parts = day.Parts.Where(p => p.Dimension == Dimension.Project && (project is null || p.Name == project)).ToList();
        if (parts.Count == 0) return project is null ? [] : [$"nothing of '{Printable.Line(project)}'"];
        var table = new TextTable();
        foreach (var part in parts) table.Row(part.Name, Hours.WithSeconds(part.Worked), counts.TryGetValue(part.Name, out var count) ? $"{CommandContext.Number(count)} heartbeats" : "");
        return table.Lines();
    }

    /// <summary>Every heartbeat of a day with its line, or of each project the first and the last.</summary>
    private static IEnumerable<string> Records(Why why, string? project)
    {
        var origins = OriginStage.Find(why.Segments);
        var counted = why.Counted.Where(c => project is null || ProjectOf(c) == project).ToList();
        if (project is null) counted = [.. counted.GroupBy(ProjectOf).SelectMany(g => g.Count() == 1 ? g.Take(1) : [g.First(), g.Last()]).OrderBy(c => c.Key.At)];
        var table = new TextTable(2, 4, 5).Row("at", "credited", "project", "line", "pointer", "entity");
        var used = new HashSet<OriginFile>();
        foreach (var heartbeat in counted)
        {
            var origin = origins.FirstOrDefault(o => o.Segment.File.Source == heartbeat.Source && o.Places.ContainsKey(heartbeat.Key))
                ?? origins.FirstOrDefault(o => o.Segment.File.Source == heartbeat.Source && o.Missing is not null);
            if (origin is not null) used.Add(origin);
            var place = origin is not null && origin.Places.TryGetValue(heartbeat.Key, out var found) ? found : default;
            table.Row(Clock(why, heartbeat.Key.At), Credited(heartbeat), ProjectOf(heartbeat),
                place.Line == 0 ? "-" : CommandContext.Number(place.Line), place.Pointer ?? "-", heartbeat.Key.Entity);
        }
        if (counted.Count > 0)
        {
            yield return "";
            if (project is null) yield return "first and last heartbeat of each project (--project NAME shows all of one)";
            foreach (var line in table.Lines()) yield return $"  {line}";
        }
        yield return "";
        foreach (var origin in origins.Where(o => used.Contains(o) || used.Count == 0))
        {
            foreach (var line in File(origin.Segment, origin.Path)) yield return line;
            if (origin.Missing is not null) yield return $"  {origin.Missing}: look for the file by its hash, and in it at the bytes above";
        }
    }

    private static IEnumerable<string> Files(Why why)
    {
        if (why.Segments.Count > 0) yield return "";
        foreach (var segment in why.Segments)
            foreach (var line in File(segment, OriginStage.PathOf(segment.File)))
                yield return line;
    }

    private static IEnumerable<string> File(SegmentOrigin segment, string path)
    {
        var file = segment.File;
        yield return $"{Printable.Line(path)}  ({Printable.Line(file.Source)}, run {file.Run}, {(file.Sha256 is { } sha ? $"sha256 {sha[..ShownOfAHash]}" : $"content {file.Fingerprint[..ShownOfAHash]}")}…)";
        yield return $"  {(segment.Date is { } date ? Period.Iso(date) : $"part {segment.Ordinal + 1}")}: {CommandContext.Number(segment.Rows)} heartbeats"
            + $"{(segment.Rejected > 0 ? $", {CommandContext.Number(segment.Rejected)} rejected" : "")}, from line {CommandContext.Number(segment.FirstLine)},"
            + $" bytes {CommandContext.Number(segment.Offset)} to {CommandContext.Number(segment.Offset + segment.Bytes)}";
    }

    private static IEnumerable<string> Totals(Why why)
    {
        foreach (var total in why.Totals)
            yield return $"{Printable.Line(OriginStage.PathOf(total.File))}:{total.Place.Line}: {Printable.Line(total.File.Source)} gives {Hours.WithSeconds(Micros.ToDuration(total.Micros))}"
                + $" for {Period.Iso(total.Date)}{(total.IsCurrent ? "" : " (an older version)")}{At(total.Place)}";
        foreach (var entry in why.Entries)
            yield return $"{Printable.Line(OriginStage.PathOf(entry.File))}:{entry.Place.Line}: {Printable.Line(entry.File.Source)} gives {Hours.WithSeconds(entry.Time.LengthMicros)}"
                + $"{(entry.Time is EntryTime.OnDate { Date: var date } ? $" for {Period.Iso(date)}" : "")} on {Printable.Line(entry.Project)}{(entry.IsCurrent ? "" : " (an older version)")}{At(entry.Place)}";
    }

    private static string At(Place place) => place.Pointer is { } pointer ? $" at {pointer}" : "";

    private static IEnumerable<CountedHeartbeat> Of(Why why, LocalDate date)
    {
        var (start, end) = why.Cut.SpanOf(date);
        return why.Counted.Where(c => c.Key.At >= start && c.Key.At < end);
    }

    private static string ProjectOf(CountedHeartbeat heartbeat) => heartbeat.Key.Project.Length == 0 ? Unsaid.Of(Dimension.Project) : heartbeat.Key.Project;

    private static string Credited(CountedHeartbeat heartbeat) => heartbeat.Counts switch
    {
        Rules.Counts.AsEvidence => "evidence",
        Rules.Counts.Never => "never counts",
        _ => Hours.WithSeconds(Micros.ToDuration(heartbeat.Credited)),
    };

    private static string Clock(Why why, long at)
    {
        var micros = why.Cut.ClockOf(at);
        return $"{micros / Micros.PerHour:00}:{micros / Micros.PerMinute % 60:00}:{micros / Micros.PerSecond % 60:00}";
    }
}
