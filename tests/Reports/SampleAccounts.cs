using Daybook.Model;
using Daybook.Rules;
using Daybook.Tests.Support;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Reports;

/// <summary>The accounts the goldens and the browser tests are made from, worked out by the rules.</summary>
internal static class SampleAccounts
{
    /// <summary>Eight hours from Monday to Friday, closed through Thursday, with what a slice has as worked.</summary>
    public static AccountSlice Of(Slice slice)
    {
        var balance = 5 * Micros.PerHour + 30 * Micros.PerSecond;
        var days = new List<AccountDay>();
        foreach (var day in slice.Days)
        {
            var should = day.Date.DayOfWeek < NodaTime.IsoDayOfWeek.Saturday ? 8 * Micros.PerHour : 0;
            var next = new AccountDay(day.Date, should, should, Micros.From(day.Worked), 0, 0);
            balance += next.Delta;
            days.Add(next with { Closing = balance, IsClosed = day.Date.DayOfWeek < NodaTime.IsoDayOfWeek.Friday });
        }
        return new AccountSlice(slice.Person, slice.Period.From, slice.Period.To, slice.Now, slice.Zone, days, [new AccountWeekSpan(slice.Period.From, slice.Period.To, false)], days.Last(d => d.IsClosed).Date, []);
    }

    private static readonly LocalDate First = new(2026, 10, 5);
    private static readonly LocalDate ClosedThrough = new(2026, 12, 20);

    /// <summary>A quarter: below zero at first, then above; holidays, time off of every kind, corrections, a cap, late time.</summary>
    public static AccountSlice Whole { get; } = Slice(First, new(2027, 1, 3));

    /// <summary>Its end, with closed and open weeks and the turn of the year.</summary>
    public static AccountSlice FiveWeeks { get; } = Slice(new(2026, 11, 30), new(2027, 1, 3));

    /// <summary>Before the account begins.</summary>
    public static AccountSlice WithoutDays { get; } = Slice(new(2026, 9, 1), new(2026, 9, 30)) with { ClosedThrough = null, Late = [] };

    /// <summary>A day with all that a name can be in.</summary>
    public static AccountSlice Named(string name)
    {
        var date = new LocalDate(2026, 11, 18);
        AccountDay day = new(date, 8 * Micros.PerHour, 4 * Micros.PerHour, Micros.PerHour, 0, Micros.PerHour)
        {
            Closing = Micros.PerHour,
            IsClosed = true,
            Marks = [new(AbsenceKind.Vacation, AbsenceEffect.Reduces, name, 4 * Micros.PerHour, name)],
            Addends =
            [
                new(AccountColumn.Should, 8 * Micros.PerHour, AccountRule.Contract, name, name),
                new(AccountColumn.Should, -4 * Micros.PerHour, AccountRule.Absence, name, name),
                new(AccountColumn.Adjusted, Micros.PerHour, AccountRule.Adjustment, name, name),
            ],
        };
        return new(name, date, date, Whole.Now, name, [day], [], date, [new(date, Micros.PerHour, [name], LateTreatment.Hold)]);
    }

    private static AccountSlice Slice(LocalDate from, LocalDate to)
    {
        var contracts = Contracts.Of(
            [
                new Contract(First, null, WeekPattern.Even(Length("38:30"), [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday]))
                {
                    Source = "daybook", Opening = Length("-6:15"), Cap = new(Length("2:00"), PeriodKind.Year),
                },
            ], out _)!;
        var terms = new AccountTerms(contracts)
        {
            Absences =
            [
                Off(AbsenceKind.Vacation, "2026-12-28", "2026-12-30", "Crete <b>& back</b>"), Off(AbsenceKind.Sick, "2026-12-02", "2026-12-03", ""),
                Off(AbsenceKind.Vacation, "2026-12-24", "2026-12-24", "Christmas Eve") with { IsHalfLast = true },
                Off(AbsenceKind.Overtime, "2026-12-11", "2026-12-11", "long weekend"), Off(AbsenceKind.Other, "2026-11-17", "2026-11-17", "moving\u202ehouse"),
                Off(AbsenceKind.Holiday, "2026-12-25", "2026-12-26", "Weihnachten"), Off(AbsenceKind.Holiday, "2027-01-01", "2027-01-01", "Neujahr"),
            ],
            Adjustments = [new(new(2026, 12, 15), -Length("3:00"), false, "paid out with the salary") { Source = "daybook" }],
        };
        var state = AccountState.Beginning;
        var account = new Account(terms, DayCut.In(DateTimeZone.Utc));
        var days = new List<AccountDay>();
        foreach (var date in new Period(PeriodKind.Day, First, new(2027, 1, 3)).Dates)
        {
            List<Adjustment> late = date == ClosedThrough.PlusDays(1) ? [new(date, Length("0:42:10"), false, "of 2026-12-08") { Rule = AccountRule.Late, Source = "toggl" }] : [];
            (var day, state) = account.Next(state, Worked(date), late, date);
            if (date >= from && date <= to) days.Add(day with { IsClosed = date <= ClosedThrough });
        }
        var weeks = days.Select(d => Period.Containing(PeriodKind.Week, d.Date)).Distinct()
            .Select(w => new AccountWeekSpan(w.From, w.To, w.To <= ClosedThrough)).ToList();
        return new(
            "Zoë <Turing>", from, to, Instant.FromUtc(2027, 1, 4, 6, 0), "Europe/Berlin", days, weeks, ClosedThrough,
            [
                new(new(2026, 12, 8), Length("0:30:05"), ["=cmd\u001b[31m"], LateTreatment.Adjust),
                new(new(2026, 12, 9), -Length("1:05"), ["toggl", "wakatime"], LateTreatment.Hold),
                new(new(2026, 10, 6), Length("0:00:20"), ["toggl"], LateTreatment.Reopen),
            ]);
    }

    /// <summary>A little more than planned, to the microsecond, from a small fixed sequence.</summary>
    private static WorkedDay Worked(LocalDate date)
    {
        var chance = unchecked((uint)(date.DayOfYear + 400 * date.Year) * 2654435761u);
        var isFree = date.DayOfWeek == IsoDayOfWeek.Sunday || (date.DayOfWeek == IsoDayOfWeek.Saturday && chance % 3 > 0) || (date.Month, date.Day) is (12, 2 or 3 or 11 or 25 or 26 or >= 28 and < 31) or (1, 1) or (11, 17);
        return new(date, isFree ? 0 : Length(date.DayOfWeek == IsoDayOfWeek.Saturday ? "0:40" : "7:35") + chance % 3_600_000_000, chance % 7 == 0 ? AccountRule.Total : AccountRule.Timeline, []);
    }

    private static Absence Off(AbsenceKind kind, string from, string until, string name) =>
        new(kind, ASlice.Date(from), ASlice.Date(until), name) { Source = "daybook" };

    private static long Length(string text) => Micros.From(ASlice.Length(text));
}
