using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Rules;

/// <summary>Vacation granted, carried and taken; days in the tables are millionths of a day.</summary>
public sealed class VacationAccountTests
{
    private static readonly long[] FiveDays = [8, 8, 8, 8, 8, 0, 0];

    [Theory]
    [InlineData("2026-04-01", 35_000_000, 8_726_027)] // five weeks a year: 91 of 365 days
    [InlineData("2024-04-01", 35_000_000, 8_797_814)] // 92 of 366
    [InlineData("2026-01-01", 36_500_000, 100_000)]
    [InlineData("2026-12-31", 30_000_000, 30_000_000)]
    [InlineData("2027-05-01", 30_000_000, 30_000_000)] // the year is over
    [InlineData("2025-05-01", 30_000_000, 0)] // it has not begun
    public void What_is_granted_falls_on_the_days_of_the_year(string asOf, long yearly, long accrued)
    {
        var year = asOf[..4] is "2027" or "2025" ? 2026 : Date(asOf).Year;
        var row = Of([Contract($"{year}-01-01", yearly)], year, asOf).ShouldHaveSingleItem();
        (row.Entitled, row.Accrued).ShouldBe((yearly, accrued));
    }

    [Fact]
    public void The_parts_of_a_year_sum_to_it()
    {
        for (var cut = Date("2026-01-02"); cut.Year == 2026; cut = cut.PlusDays(1))
            Of([Contract("2026-01-01", 28_000_001), Contract(Period.Iso(cut), 28_000_001)], 2026, "2026-12-31").ShouldHaveSingleItem().Entitled.ShouldBe(28_000_001);
    }

    [Theory]
    [InlineData("2026-07-01", null, 15_123_288)] // 184 of 365 days
    [InlineData("2026-01-01", "2026-06-30", 14_876_712)]
    public void A_part_of_the_year_has_its_part(string from, string? until, long entitled) =>
        Of([Contract(from, 30_000_000) with { Until = until is null ? null : Date(until) }], 2026, "2026-12-31")[0].Entitled.ShouldBe(entitled);

    [Theory]
    [InlineData("2026-08-03", "2026-08-07", false, false, 5_000_000)]
    [InlineData("2026-08-03", "2026-08-16", false, false, 10_000_000)] // weekends take nothing
    [InlineData("2026-08-03", "2026-08-07", true, true, 4_000_000)]
    [InlineData("2026-08-03", "2026-08-03", true, false, 500_000)]
    [InlineData("2026-04-03", "2026-04-06", false, false, 0)] // Good Friday to Easter Monday
    [InlineData("2026-12-24", "2026-12-27", false, false, 1_000_000)] // Christmas Day is a holiday
    public void A_vacation_takes_its_working_days(string from, string until, bool isHalfFirst, bool isHalfLast, long taken)
    {
        var absence = new Absence(AbsenceKind.Vacation, Date(from), Date(until), "") { IsHalfFirst = isHalfFirst, IsHalfLast = isHalfLast };
        var row = Of([Contract("2026-01-01", 30_000_000) with { Region = "DE" }], 2026, "2026-12-31", absence)[0];
        (row.Taken, row.Left).ShouldBe((taken, 30_000_000 - taken));
    }

    [Theory]
    [InlineData("03-31", "2027-03-01", "2027-05-01", 20_000_000, 30_000_000)] // five of the 25 that were carried were taken in time
    [InlineData("03-31", "2027-03-01", "2027-03-31", 0, 50_000_000)] // the last day to take them
    [InlineData("03-31", "2027-04-19", "2027-05-01", 25_000_000, 25_000_000)] // too late
    [InlineData(null, "2027-04-19", "2027-05-01", 0, 50_000_000)]
    public void What_is_carried_is_used_first_and_gone_after_its_day(string? until, string monday, string asOf, long expired, long left)
    {
        var terms = Contract("2026-01-01", 30_000_000);
        terms = terms with { Vacation = terms.Vacation! with { CarriedUntil = until is null ? null : new AnnualDate(3, 31) } };
        Absence[] absences = [new(AbsenceKind.Vacation, Date("2026-08-03"), Date("2026-08-07"), ""), new(AbsenceKind.Vacation, Date(monday), Date(monday).PlusDays(4), "")];
        var row = Of([terms], 2027, asOf, absences)[^1];
        (row.Carried, row.Expired, row.Left).ShouldBe((25_000_000, expired, left));
    }

    [Fact]
    public void What_is_marked_for_later_is_planned_and_too_much_is_owed_by_the_next_year()
    {
        var absence = new Absence(AbsenceKind.Vacation, Date("2026-08-03"), Date("2026-08-14"), "");
        var rows = Of([Contract("2026-01-01", 4_000_000)], 2027, "2026-08-04", absence);
        (rows[0].Taken, rows[0].Planned, rows[0].Left).ShouldBe((2_000_000, 8_000_000, -6_000_000));
        (rows[1].Carried, rows[1].Left).ShouldBe((-6_000_000, -2_000_000));
    }

    [Fact]
    public void Days_and_hours_are_two_accounts()
    {
        var hours = Contract("2027-01-01", 0) with { Vacation = new VacationTerms(null, 231 * Micros.PerHour, null) };
        var absence = new Absence(AbsenceKind.Vacation, Date("2026-12-31"), Date("2027-01-01"), "");
        var rows = Of([Contract("2026-01-01", 30_000_000), hours], 2027, "2027-12-31", absence);
        rows.Where(r => r.Year == 2027).Select(r => (r.IsInHours, r.Entitled, r.Carried, r.Taken)).ShouldBe([(false, 0, 29_000_000, 0), (true, 231 * Micros.PerHour, 0, 8 * Micros.PerHour)]);
    }

    private static Contract Contract(string from, long yearly) =>
        new(Date(from), null, WeekPattern.Of([[.. FiveDays.Select(h => h * Micros.PerHour)]])) { Vacation = new VacationTerms(yearly, null, null) };

    private static IReadOnlyList<VacationYear> Of(Contract[] contracts, int year, string asOf, params Absence[] absences) =>
        new VacationAccount(new AccountTerms(Contracts.Of(contracts, out _)!) { Absences = absences }).Through(year, Date(asOf));
}
