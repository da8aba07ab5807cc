using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>
/// A random person's facts over two weeks around a clock change, all at whole minutes so that ties, neighbours and twins
/// are common. Kept as names: each ledger gives them ids in an order of its own.
/// </summary>
internal sealed class AnyFacts
{
    public sealed record BeatFact(long At, string Project, string? Language, string? Category, string? Editor, int Source, bool IsWrite);

    public sealed record TimerFact(int Source, long Start, long End, string Project);

    private static readonly (string Zone, string From)[] Places =
    [
        ("Europe/Berlin", "2026-03-22"), ("Europe/Berlin", "2026-10-18"), ("Australia/Lord_Howe", "2026-04-01"), ("Asia/Beirut", "2026-03-24"),
        ("America/Santiago", "2026-03-30"), ("Pacific/Apia", "2011-12-24"), ("Asia/Kolkata", "2024-02-24"), ("UTC", "2026-12-25"),
    ];

    public AnyFacts(int seed)
    {
        var random = new Random(seed);
        var place = Places[random.Next(Places.Length)];
        First = Date(place.From);
        Last = First.PlusDays(13);
        var zones = new List<(LocalDate, DateTimeZone)> { (LocalDate.MinIsoValue, Zone(place.Zone)) };
        if (random.Next(3) == 0) zones.Add((First.PlusDays(random.Next(14)), Zone(Places[random.Next(Places.Length)].Zone)));
        Zones = new Dated<DateTimeZone>(zones);
        DayStarts = Dated<LocalTime>.Always(LocalTime.FromMinutesSinceMidnight(random.Next(2) * random.Next(300)));
        SourceOrder = random.Next(3) switch { 0 => [1], 1 => [2, 1], _ => [1, 2, 3] };
        Rules = [.. SourceOrder.Select(_ => AnyRule(random, First))];
        Beats = [.. Walk(random, First.PlusDays(-1), 30).Select(at => new BeatFact(
            at, Pick(random, "a", "b", "c")!, Pick(random, "C#", "F#", null), Pick(random, "coding", null), Pick(random, "vim", "code"),
            random.Next(1, SourceOrder.Count + 1), random.Next(2) == 0)).DistinctBy(b => b with { Editor = null })];
        Timers = [.. Walk(random, First.PlusDays(-1), 900).Select(at => new TimerFact(
            random.Next(1, SourceOrder.Count + 1), at, at + random.Next(600) * Micros.PerMinute, Pick(random, "a", "d")!))];
    }

    public LocalDate First { get; }
    public LocalDate Last { get; }
    public Dated<DateTimeZone> Zones { get; }
    public Dated<LocalTime> DayStarts { get; }
    public IReadOnlyList<int> SourceOrder { get; }
    public IReadOnlyList<Dated<JoinRule>> Rules { get; }
    public IReadOnlyList<BeatFact> Beats { get; }
    public IReadOnlyList<TimerFact> Timers { get; }

    public DayCut Cut() => new(Zones, DayStarts);

    public DeriveSettings Settings() => new(Cut(), SourceOrder, RuleOf);

    public Dated<JoinRule> RuleOf(int source) => Rules[SourceOrder.ToList().IndexOf(source)];

    /// <summary>The facts that days need, in a ledger that met them in an order given by a seed.</summary>
    public (DeriveFacts Facts, MemoryNames Names) InLedger(LocalDate first, LocalDate last, int order = 0)
    {
        var names = new MemoryNames();
        var random = new Random(order);
        var timeout = Settings().LongestTimeout;
        var cut = Cut();
        var (from, to) = (cut.SpanOf(first).Start, cut.SpanOf(last).End);
        var rows = Shuffled(Beats, random).Select(b => names.Beat(b.At, b.Project, b.Source, b.Language, b.Category, b.Editor, b.IsWrite))
            .ToList().Where(r => r.At >= from - timeout && r.At <= to + timeout).OrderBy(r => r.At);
        var entries = Shuffled(Timers, random).Select(t => new EntryFact(t.Source, t.Start, t.End, names.Name(t.Project), 0, 0))
            .ToList().Where(e => e.End >= from && e.Start < to).OrderBy(e => e.Start);
        return (new DeriveFacts(MemoryNames.Batches(rows, random.Next(1, 50)), entries, [], []), names);
    }

    public List<string> Derive(LocalDate first, LocalDate last, int order = 0)
    {
        var (facts, names) = InLedger(first, last, order);
        return [.. DeriveDays.Between(first, last, facts, Settings(), names).Select(names.Show)];
    }

    private static Dated<JoinRule> AnyRule(Random random, LocalDate first) => random.Next(3) == 0
        ? new Dated<JoinRule>([(LocalDate.MinIsoValue, OtherRule(random)), (first.PlusDays(random.Next(14)), OtherRule(random))])
        : Dated<JoinRule>.Always(JoinRule.Default);

    private static JoinRule OtherRule(Random random) => new(random.Next(1, 60) * Micros.PerMinute, random.Next(3) == 0);

    /// <summary>Instants a few minutes apart, at times the same, with pauses; over sixteen days.</summary>
    private static IEnumerable<long> Walk(Random random, LocalDate from, int meanMinutes)
    {
        var at = Micros.From(from.AtMidnight().InUtc().ToInstant());
        for (var end = at + 16 * 24 * Micros.PerHour; at < end; at += random.Next(meanMinutes) * random.Next(3) * Micros.PerMinute)
            yield return at;
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static string? Pick(Random random, params string?[] from) => from[random.Next(from.Length)];
}
