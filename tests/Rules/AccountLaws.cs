using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Rules;

/// <summary>What holds of every account: random years of contracts, time off, work and corrections.</summary>
public sealed class AccountLaws
{
    private static readonly LocalDate First = new(2025, 11, 3);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Between_two_dates_the_balance_changes_by_what_the_days_between_say(int seed)
    {
        var any = new AnyAccount(seed);
        var all = any.Balance().ToList();
        for (var i = 1; i < all.Count; i++) (all[i].Closing - all[i - 1].Closing).ShouldBe(all[i].Delta);
        var (from, to) = (any.Random.Next(200), 200 + any.Random.Next(200));
        (all[to].Closing - all[from].Closing).ShouldBe(all.Skip(from + 1).Take(to - from).Sum(d => d.Delta));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Weeks_and_months_sum_to_the_days(int seed)
    {
        var days = new AnyAccount(seed).Balance().ToList();
        foreach (var kind in new[] { PeriodKind.Week, PeriodKind.Month, PeriodKind.Year })
            foreach (var period in days.GroupBy(d => Period.Containing(kind, d.Date)))
                (period.Last().Closing - period.First().Opening).ShouldBe(period.Sum(d => d.Worked) + period.Sum(d => d.Credited) - period.Sum(d => d.Should) + period.Sum(d => d.Adjusted));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Each_column_is_the_sum_of_its_addends(int seed)
    {
        foreach (var day in new AnyAccount(seed).Balance())
        {
            long Sum(AccountColumn column) => day.Addends.Where(a => a.Column == column).Sum(a => a.Micros);
            (Sum(AccountColumn.Planned), Sum(AccountColumn.Should), Sum(AccountColumn.Worked), Sum(AccountColumn.Credited), Sum(AccountColumn.Adjusted))
                .ShouldBe((day.Planned, day.Should, day.Worked, day.Credited, day.Adjusted));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Terms_of_the_future_change_no_past(int seed)
    {
        var any = new AnyAccount(seed);
        var later = First.PlusDays(any.Random.Next(100, 400));
        var before = any.Balance().TakeWhile(d => d.Date < later).Select(Text).ToList();
        var contracts = Contracts.Of([.. any.Terms.Where(c => c.From < later), new Contract(later, null, WeekPattern.Of([[1, 2, 3, 4, 5, 6, 7]]))], out _)!;
        any.Balance(contracts).TakeWhile(d => d.Date < later).Select(Text).Except(before).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_facts_came_in_changes_nothing(int seed)
    {
        var any = new AnyAccount(seed);
        var once = any.Balance().Select(Text).ToList();
        any.Shuffle();
        any.Balance().Select(Text).Except(once).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_day_takes_or_gives_more_than_is_planned(int seed)
    {
        foreach (var day in new AnyAccount(seed).Balance())
        {
            day.Should.ShouldBeInRange(0, day.Planned);
            day.Credited.ShouldBeInRange(0, day.Planned);
            day.Marks.Sum(a => a.Micros).ShouldBeInRange(0, day.Planned);
            day.Marks.ShouldAllBe(a => a.Micros >= 0);
        }
    }

    [Fact]
    public void An_absolute_correction_sets_the_balance_as_its_day_begins()
    {
        // On a Wednesday: that day and the later days of the week still count (TimeScribe).
        var contracts = Contracts.Of([new Contract(First, null, WeekPattern.Of([[8, 8, 8, 8, 8, 0, 0]])) { Opening = 5 }], out _)!;
        var terms = new AccountTerms(contracts) { Adjustments = [new(First.PlusDays(2), 100, true, "counted by hand"), new(First.PlusDays(2), -30, false, "paid out")] };
        var days = Enumerable.Range(0, 7).Select(i => new WorkedDay(First.PlusDays(i), i < 5 ? 9 : 0, AccountRule.Total, []));
        new Account(terms, DayCut.In(DateTimeZone.Utc)).Of(AccountState.Beginning, days, date => date).Select(d => d.Closing).ShouldBe([6, 7, 71, 72, 73, 73, 73]);
    }

    private static string Text(AccountDay day) =>
        $"{day.Date} {day.Planned} {day.Should} {day.Worked} {day.Credited} {day.Adjusted} {string.Join(",", day.Marks.Select(a => $"{a.Kind} {a.Micros}"))} {day.Closing}";

    private sealed class AnyAccount
    {
        private readonly long[] _worked;
        private List<Absence> _absences;
        private List<Adjustment> _adjustments;

        public AnyAccount(int seed)
        {
            Random = new Random(seed);
            var from = First.PlusDays(Random.Next(-20, 20));
            for (var i = Random.Next(1, 5); i > 0; i--)
            {
                Terms.Add(new Contract(from, Random.Next(4) == 0 ? from.PlusDays(Random.Next(30)) : null, WeekPattern.Of([.. Enumerable.Range(0, Random.Next(1, 3)).Select(_ => AnyWeek())]))
                {
                    MonthMicros = Random.Next(4) == 0 ? Random.NextInt64(200 * Micros.PerHour) : null,
                    Opening = Random.Next(3) == 0 ? Random.NextInt64(-Micros.PerHour, Micros.PerHour) : null,
                    FirstWeekday = (IsoDayOfWeek)Random.Next(1, 8),
                    Effects = new(Any<AbsenceEffect>(), Any<AbsenceEffect>(), Any<AbsenceEffect>(), Any<AbsenceEffect>(), Any<AbsenceEffect>()),
                });
                from = from.PlusDays(30 + Random.Next(150));
            }
            _absences = [.. Enumerable.Range(0, 40).Select(_ => AnyAbsence())];
            _adjustments = [.. Enumerable.Range(0, 6).Select(_ => new Adjustment(First.PlusDays(Random.Next(420)), Random.NextInt64(-Micros.PerHour, Micros.PerHour), Random.Next(3) == 0, "")).DistinctBy(a => (a.Date, a.IsAbsolute))];
            _worked = [.. Enumerable.Range(0, 420).Select(_ => Random.Next(3) == 0 ? 0 : Random.NextInt64(12 * Micros.PerHour))];
        }

        public Random Random { get; }

        public List<Contract> Terms { get; } = [];

        public IEnumerable<AccountDay> Balance(Contracts? contracts = null)
        {
            contracts ??= Contracts.Of(Terms, out _)!;
            var terms = new AccountTerms(contracts) { Absences = _absences, Adjustments = _adjustments };
            var days = _worked.Select((worked, i) => new WorkedDay(First.PlusDays(i), worked, AccountRule.Total, []));
            return new Account(terms, DayCut.In(DateTimeZone.Utc)).Of(AccountState.Beginning, days, date => date);
        }

        public void Shuffle()
        {
            _absences = [.. _absences.OrderBy(_ => Random.Next())];
            _adjustments = [.. _adjustments.OrderBy(_ => Random.Next())];
            Terms.Reverse();
        }

        private long[] AnyWeek() => [.. Enumerable.Range(0, 7).Select(_ => Random.Next(3) == 0 ? 0 : Random.NextInt64(12 * Micros.PerHour))];

        private Absence AnyAbsence()
        {
            var from = First.PlusDays(Random.Next(420));
            var kind = Any<AbsenceKind>();
            return new Absence(kind, from, from.PlusDays(Random.Next(5)), $"{kind}")
            {
                IsHalfFirst = Random.Next(3) == 0,
                IsHalfLast = Random.Next(3) == 0,
                LengthMicros = Random.Next(4) == 0 ? Random.NextInt64(30 * Micros.PerHour) : null,
            };
        }

        private T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[Random.Next(Enum.GetValues<T>().Length)];
    }
}
