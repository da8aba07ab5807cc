using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>What holds of every pack: random months of work, some of it over midnight, some known only by its total.</summary>
public sealed class LimitLaws
{
    private static readonly LocalDate First = new(2026, 2, 23);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_maximum_is_found_just_where_a_plain_sum_is_above_it(int seed)
    {
        var days = AnyDays(new Random(seed));
        var (day, week) = (9 * Micros.PerHour, 40 * Micros.PerHour);
        var pack = LimitDays.Pack(new LimitRule.Day("day", "", "", day), new LimitRule.Week("week", "", "", week), new LimitRule.Average("average", "", "", week, 4));
        var weeks = days.GroupBy(d => Daybook.Model.Period.Containing(PeriodKind.Week, d.Date)).Select(g => (Week: g.Key, Sum: g.Sum(d => d.Worked))).ToList();
        var expected = days.Where(d => d.Worked > day).Select(d => $"{Daybook.Model.Period.Iso(d.Date)} day")
            .Concat(weeks.Where(w => w.Sum > week).Select(w => $"{w.Week} week"))
            .Concat(weeks.Index().Where(w => w.Index >= 3 && weeks.Skip(w.Index - 3).Take(4).Sum(x => x.Sum) > 4 * week).Select(w => $"{w.Item.Week} average"));
        Limits.Find(pack, days, LimitDays.Berlin).Select(f => $"{f.When} {f.Rule.Id}").ShouldBe(expected, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Findings_are_never_within_the_limit(int seed)
    {
        foreach (var finding in Find(AnyDays(new Random(seed))))
        {
            (finding.Found > finding.Limit).ShouldBe(IsMaximum(finding.Rule));
            finding.Difference.ShouldBeGreaterThan(0);
            finding.Found.ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Less_work_never_exceeds_a_maximum_that_more_work_keeps(int seed)
    {
        var random = new Random(seed);
        var days = AnyDays(random);
        var fewer = days.Select(d => random.Next(4) == 0 ? Less(d, random) : d).ToList();
        var before = Exceeded(days);
        var after = Exceeded(fewer);
        after.Where(a => a.Value > before.GetValueOrDefault(a.Key)).ShouldBeEmpty();

        // Work at a stretch is cut in two by a pause that is new, so its day may become a later one: the longest of all is compared.
        static Dictionary<string, long> Exceeded(IReadOnlyList<LimitDay> of) => Find(of).Where(f => IsMaximum(f.Rule))
            .GroupBy(f => f.Rule is LimitRule.Unbroken ? f.Rule.Id : $"{f.When} {f.Rule.Id}").ToDictionary(g => g.Key, g => g.Max(f => f.Found));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Where_stretches_are_cut_changes_nothing_of_rests_and_breaks(int seed)
    {
        var random = new Random(seed);
        var days = AnyDays(random);
        var cut = days.Select(d => d with { Stretches = [.. d.Stretches.SelectMany(s => Cut(s, random))] }).ToList();
        LimitDays.Text(Find(cut)).ShouldBe(LimitDays.Text(Find(days)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Days_known_only_by_their_total_bring_no_finding_of_rests_and_breaks(int seed)
    {
        var days = AnyDays(new Random(seed)).Select(d => d with { Stretches = [], HasTimes = false }).ToList();
        Find(days).Where(f => f.Rule is not (LimitRule.Day or LimitRule.Week or LimitRule.Average)).ShouldBeEmpty();
    }

    private static List<LimitFinding> Find(IReadOnlyList<LimitDay> days) =>
        [.. AllLimitPacks.InOrder.SelectMany(pack => Limits.Find(pack with { Rules = [.. pack.Rules.Select(r => r with { Id = $"{pack.Code} {r.Id}" })] }, days, LimitDays.Berlin))];

    private static bool IsMaximum(LimitRule rule) => rule is LimitRule.Day or LimitRule.Week or LimitRule.Average or LimitRule.Unbroken;

    private static IEnumerable<Stretch> Cut(Stretch stretch, Random random)
    {
        var at = stretch.Start + random.NextInt64(stretch.Length + 1);
        return at == stretch.Start || at == stretch.End ? [stretch] : [new Stretch(stretch.Start, at), new Stretch(at, stretch.End)];
    }

    /// <summary>Without a part of one stretch: its beginning, its end or its middle.</summary>
    private static LimitDay Less(LimitDay day, Random random)
    {
        if (day.Stretches.Count == 0) return day with { Worked = day.Worked / 2 };
        var at = random.Next(day.Stretches.Count);
        var stretch = day.Stretches[at];
        var (a, b) = (stretch.Start + random.NextInt64(stretch.Length), stretch.Start + random.NextInt64(stretch.Length));
        var (from, to) = (Math.Min(a, b), Math.Max(a, b));
        var left = new[] { new Stretch(stretch.Start, from), new Stretch(to, stretch.End) }.Where(s => s.Length > 0);
        return day with { Worked = day.Worked - (to - from), Stretches = [.. day.Stretches.Take(at), .. left, .. day.Stretches.Skip(at + 1)] };
    }

    /// <summary>Twenty-six weeks, over a change of the clock, without gaps in the list of days.</summary>
    private static List<LimitDay> AnyDays(Random random)
    {
        var stretches = new List<Stretch>();
        var (at, end) = (LimitDays.Berlin.SpanOf(First).Start, LimitDays.Berlin.SpanOf(First.PlusDays(182)).Start);
        while (true)
        {
            at += random.Next(4) == 0 ? random.NextInt64(40 * Micros.PerHour) : random.NextInt64(90 * Micros.PerMinute);
            var until = at + 1 + random.NextInt64(random.Next(6) == 0 ? 14 * Micros.PerHour : 4 * Micros.PerHour);
            if (until > end) break;
            stretches.AddRange(LimitDays.Berlin.Split(at, until).Select(p => new Stretch(p.Start, p.End)));
            at = until + random.NextInt64(1, 12 * Micros.PerHour);
        }
        var byDate = stretches.ToLookup(s => LimitDays.Berlin.DayOf(s.Start));
        return [.. Enumerable.Range(0, 182).Select(i => First.PlusDays(i)).Select(date => random.Next(12) == 0
            ? new LimitDay(date, byDate[date].Sum(s => s.Length), [], HasTimes: false)
            : new LimitDay(date, byDate[date].Sum(s => s.Length), [.. byDate[date]], HasTimes: true))];
    }
}
