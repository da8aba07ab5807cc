using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>What counts of overlapping sources, and of categories: entries drawn a column a minute, in UTC, from 09:00.</summary>
public sealed class WhatCountsTests
{
    private static readonly LocalDate Day = Date("2026-06-01");
    private static readonly long Nine = Utc("2026-06-01 09:00");

    private readonly MemoryNames _names = new();

    // Letters are projects; source 1 is the first line. What is left is one line: who counts when.
    [Theory]
    [InlineData(Settle.Instant, "aaaa....aa", "..bbbb....", "aaaabb..aa", 2, 0)]
    [InlineData(Settle.Day, "aaaa....aa", "..bbbb....", "aaaa....aa", 0, 2)]
    [InlineData(Settle.Union, "..aaaa..aa", "bbbb......", "bbbbaa..aa", 2, 0)]
    [InlineData(Settle.Day, "..........", "..bbbb....", "..bbbb....", 0, 0)]
    public void A_policy_settles_what_several_sources_claim(Settle settle, string first, string second, string counted, int twice, int evidenceOnly)
    {
        var settings = Settings() with { Timeline = Dated<TimelinePolicy>.Always(new TimelinePolicy([1, 2], settle)) };
        var (day, overlaps) = Derive(settings, (1, first, null), (2, second, null));

        Shown(day).ShouldBe(Minutes(counted));
        (overlaps.Twice / Micros.PerMinute, overlaps.EvidenceOnly / Micros.PerMinute).ShouldBe((twice, evidenceOnly));
        overlaps.Counted.ShouldBe(day.Worked);
        day.CoveredTwice.ShouldBe(overlaps.Twice);
    }

    [Theory]
    [InlineData("2026-05-31", "bbbbbb..aa")] // before: as it was; the second source wins from the day on
    [InlineData("2026-06-01", "bbbbbb..aa")]
    [InlineData("2026-06-02", "aaaabb..aa")]
    public void A_policy_holds_from_its_date(string from, string counted)
    {
        var settings = Settings() with
        {
            Timeline = new Dated<TimelinePolicy>([(Date("2020-01-01"), new TimelinePolicy([1, 2], Settle.Instant)), (Date(from), new TimelinePolicy([2], Settle.Instant))]),
        };
        Shown(Derive(settings, (1, "aaaa....aa", null), (2, "bbbbbb....", null)).Day).ShouldBe(Minutes(counted));
    }

    [Theory]
    [InlineData(null, "ai", Counts.Never, 0, "aaaa......", 0)]
    [InlineData(null, "AI", Counts.AsEvidence, 0, "aaaa......", 4)]
    [InlineData(2, null, Counts.AsEvidence, 0, "aaaa......", 4)]
    [InlineData(1, null, Counts.AsEvidence, 0, "..bbbbbb..", 2)]
    [InlineData(2, "ai", Counts.UpTo, 3, "aaaab.....", 3)]
    [InlineData(2, "other", Counts.Never, 0, "aaaabbbb..", 0)]
    public void A_rule_says_what_of_a_source_or_category_counts(int? source, string? category, Counts counts, int minutes, string counted, int evidenceOnly)
    {
        var settings = Settings() with { Counting = new CountRules([new CountRule(source, category, LocalDate.MinIsoValue, counts, minutes * Micros.PerMinute)]) };
        var (day, overlaps) = Derive(settings, (1, "aaaa......", "coding"), (2, "..bbbbbb..", "ai"));

        Shown(day).ShouldBe(Minutes(counted));
        (overlaps.EvidenceOnly / Micros.PerMinute).ShouldBe(evidenceOnly);
    }

    [Theory]
    [InlineData(2, "ai", "2026-06-01", Counts.Fully)] // the closer rule
    [InlineData(2, null, "2026-06-01", Counts.Never)]
    [InlineData(1, "ai", "2026-06-01", Counts.AsEvidence)]
    [InlineData(1, "ai", "2026-06-02", Counts.Fully)] // the later one
    [InlineData(1, "coding", "2026-06-02", Counts.Fully)]
    public void The_closest_rule_holds_and_of_those_the_latest(int source, string? category, string date, Counts expected)
    {
        var rules = new CountRules(
        [
            new(2, null, LocalDate.MinIsoValue, Counts.Never), new(null, "ai", LocalDate.MinIsoValue, Counts.AsEvidence), new(2, "ai", LocalDate.MinIsoValue, Counts.Fully),
            new(null, "ai", Date("2026-06-02"), Counts.Fully),
        ]);
        (rules.Find(source, category ?? "", Date(date))?.Counts ?? Counts.Fully).ShouldBe(expected);
    }

    [Fact]
    public void A_day_of_evidence_alone_is_an_empty_day_and_has_no_signs()
    {
        var settings = Settings() with { Counting = new CountRules([new(null, "browsing", LocalDate.MinIsoValue, Counts.AsEvidence)]) };
        var (day, overlaps) = Derive(settings, (1, "aaaa......", "browsing"));

        (day.Basis, day.Worked, day.First).ShouldBe((DayBasis.Empty, 0, null));
        overlaps.EvidenceOnly.ShouldBe(4 * Micros.PerMinute);
    }

    [Fact]
    public void Time_that_nobody_claims_lies_between_the_first_and_the_last_that_counts()
    {
        var (_, overlaps) = Derive(Settings(), (1, "..aa......aa", null), (2, "...bb.b.....", null));

        overlaps.Nobody.ShouldBe(4 * Micros.PerMinute);
        overlaps.Together.ShouldBe(new Dictionary<(int, int), long> { [(0, 1)] = Micros.PerMinute });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Whatever_counts_is_claimed_once_or_twice_and_the_day_says_the_same(int seed)
    {
        var any = new AnyFacts(seed);
        var random = new Random(seed);
        var settings = any.Settings() with
        {
            Timeline = new Dated<TimelinePolicy>([(any.First, new TimelinePolicy([.. any.SourceOrder.Reverse()], (Settle)random.Next(3))), (any.First.PlusDays(5), new TimelinePolicy([], (Settle)random.Next(3)))]),
            Counting = new CountRules([new(random.Next(1, 3), null, any.First.PlusDays(2), (Counts)random.Next(4), random.Next(200) * Micros.PerMinute), new(null, "coding", any.First.PlusDays(4), (Counts)random.Next(4), random.Next(200) * Micros.PerMinute)]),
        };
        var (facts, names) = any.InLedger(any.First, any.Last);
        var days = DeriveDays.Between(any.First, any.Last, facts, settings, names).ToDictionary(d => d.Date);
        (facts, names) = any.InLedger(any.First, any.Last);
        foreach (var overlaps in DeriveDays.ClaimsBetween(any.First, any.Last, facts, settings, names).Select(DayOverlaps.Of))
        {
            overlaps.Counted.ShouldBe(days[overlaps.Date].Worked);
            overlaps.Twice.ShouldBe(days[overlaps.Date].CoveredTwice);
            days[overlaps.Date].Stretches.Sum(s => s.Length).ShouldBe(overlaps.Counted);
        }
    }

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 60));

    private static DeriveSettings Settings() => new(DayCut.In(DateTimeZone.Utc), [1, 2], _ => Dated<JoinRule>.Always(JoinRule.Default));

    private (DerivedDay Day, DayOverlaps Overlaps) Derive(DeriveSettings settings, params (int Source, string Drawing, string? Category)[] sources)
    {
        DeriveFacts Facts() => new([], [.. sources.SelectMany(s => Entries(s.Source, s.Drawing, s.Category)).OrderBy(e => e.Start)], [], []);
        return (DeriveDays.Between(Day, Day, Facts(), settings, _names).ShouldHaveSingleItem(),
            DayOverlaps.Of(DeriveDays.ClaimsBetween(Day, Day, Facts(), settings, _names).ShouldHaveSingleItem()));
    }

    private IEnumerable<EntryFact> Entries(int source, string drawing, string? category)
    {
        for (var i = 0; i < drawing.Length; i++)
        {
            var start = i;
            if (drawing[start] == '.') continue;
            while (i + 1 < drawing.Length && drawing[i + 1] == drawing[start]) i++;
            yield return new EntryFact(source, Nine + start * Micros.PerMinute, Nine + (i + 1) * Micros.PerMinute, _names.Name($"{drawing[start]}"), 0, _names.Name(category));
        }
    }

    private string Shown(DerivedDay day) => string.Join(' ', day.Parts.Where(p => p is { Kind: PartKind.Project, Micros: > 0 })
        .Select(p => $"{_names.TextOf(p.Id)} {p.Micros / Micros.PerMinute}").Order());

    private static string Minutes(string drawing) => string.Join(' ', drawing.Where(c => c != '.').GroupBy(c => c).Select(g => $"{g.Key} {g.Count()}").Order());
}
