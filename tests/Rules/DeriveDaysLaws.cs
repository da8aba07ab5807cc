using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Tests.Rules;

/// <summary>Laws 2 and 3, and that no result depends on the order things came in.</summary>
public sealed class DeriveDaysLaws
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Parts_of_each_kind_and_stretches_sum_to_the_day(int seed)
    {
        foreach (var day in Days(new AnyFacts(seed)))
        {
            foreach (var kind in new[] { PartKind.Project, PartKind.Language, PartKind.Category, PartKind.Agent })
                day.Parts.Where(p => p.Kind == kind).Sum(p => p.Micros).ShouldBe(day.Worked);
            day.Stretches.Sum(s => s.Length).ShouldBe(day.Worked);
            day.Stretches.ShouldAllBe(s => day.Start <= s.Start && s.Start < s.End && s.End <= day.End);
            day.Stretches.Zip(day.Stretches.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.Start);
            day.CoveredTwice.ShouldBeInRange(0, day.Worked);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_range_derived_in_pieces_equals_the_range_derived_whole(int seed)
    {
        var any = new AnyFacts(seed);
        var random = new Random(seed);
        var pieces = new List<string>();
        for (var first = any.First; first <= any.Last;)
        {
            var last = NodaTime.LocalDate.Min(first.PlusDays(random.Next(5)), any.Last);
            pieces.AddRange(any.Derive(first, last));
            first = last.PlusDays(1);
        }

        pieces.ShouldBe(any.Derive(any.First, any.Last));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_facts_were_imported_in_changes_nothing(int seed)
    {
        var any = new AnyFacts(seed);

        any.Derive(any.First, any.Last, order: seed).ShouldBe(any.Derive(any.First, any.Last, order: -seed));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Days_agree_with_a_count_minute_by_minute(int seed)
    {
        var any = new AnyFacts(seed);
        var counted = new MinuteCount(any);

        foreach (var day in Days(any))
            counted.Of(day).ShouldBe((day.Worked / Micros.PerMinute, day.CoveredTwice / Micros.PerMinute), $"{day.Date}");
        Days(any).Sum(d => d.Worked).ShouldBe(counted.Total(any.Cut().SpanOf(any.First).Start, any.Cut().SpanOf(any.Last).End));
    }

    private static List<DerivedDay> Days(AnyFacts any)
    {
        var (facts, names) = any.InLedger(any.First, any.Last);
        return [.. DeriveDays.Between(any.First, any.Last, facts, any.Settings(), names)];
    }

    /// <summary>The plain way: who claims each minute. Everything in <see cref="AnyFacts"/> is at whole minutes.</summary>
    private sealed class MinuteCount
    {
        private readonly Dictionary<long, HashSet<(int Source, int Nth)>> _claims = [];

        public MinuteCount(AnyFacts any)
        {
            var cut = any.Cut();
            foreach (var source in any.SourceOrder)
            {
                JoinRule RuleAt(long at) => any.RuleOf(source).On(cut.DayOf(at));
                var beats = any.Beats.Where(b => b.Source == source && (b.IsWrite || !RuleAt(b.At).WritesOnly)).Select(b => b.At).Order().ToList();
                var days = beats.Select(cut.DayOf).ToHashSet();
                foreach (var (at, next) in beats.Zip(beats.Skip(1)))
                {
                    if (next - at > RuleAt(at).TimeoutMicros) continue;
                    Claim(at, next, source, 0, _ => true);
                    days.UnionWith(cut.DaysIn(at, next));
                }
                foreach (var (nth, timer) in any.Timers.Where(t => t.Source == source).Index())
                    Claim(timer.Start, timer.End, source, nth + 1, minute => !days.Contains(cut.DayOf(minute)));
            }
        }

        public (long Worked, long Twice) Of(DerivedDay day)
        {
            var claims = _claims.Where(c => c.Key >= day.Start && c.Key < day.End).ToList();
            return (claims.Count, claims.Count(c => c.Value.Count > 1));
        }

        public long Total(long start, long end) => _claims.Keys.Count(minute => minute >= start && minute < end) * Micros.PerMinute;

        private void Claim(long start, long end, int source, int nth, Func<long, bool> counts)
        {
            for (var minute = start; minute < end; minute += Micros.PerMinute)
            {
                if (!counts(minute)) continue;
                if (!_claims.TryGetValue(minute, out var claimants)) _claims[minute] = claimants = [];
                claimants.Add((source, nth));
            }
        }
    }
}
