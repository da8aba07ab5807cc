using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>Terms, time off and what they make of a day; hours in the tables are <c>7:42</c>.</summary>
public sealed class AccountDaysTests
{
    private static readonly IsoDayOfWeek[] Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    [Theory]
    [InlineData("2026-11-16", "8:00")] // a Monday
    [InlineData("2026-11-21", "0:00")]
    [InlineData("2025-12-31", "0:00")] // before the first contract
    [InlineData("2026-12-31", "8:00")]
    [InlineData("2027-01-01", "4:00")]
    [InlineData("2027-06-30", "4:00")]
    [InlineData("2027-07-01", "0:00")] // after the end
    public void What_is_planned_is_what_the_contract_of_the_date_has(string date, string planned) =>
        Hours.Text(Terms(Even("2026-01-01", 40), Even("2027-01-01", 20) with { Until = Date("2027-06-30") }).PlannedOn(Date(date))).ShouldBe(planned);

    [Theory]
    [InlineData("2026-01-05", "6:00")] // the contract begins in a week A
    [InlineData("2026-01-12", "2:00")]
    [InlineData("2026-01-19", "6:00")]
    [InlineData("2026-12-28", "2:00")]
    public void Weeks_take_turns_from_the_contracts_first_on(string monday, string planned)
    {
        var pattern = WeekPattern.Of([Week(6), Week(2)]);
        Hours.Text(Terms(new Contract(Date("2026-01-07"), null, pattern)).PlannedOn(Date(monday).PlusDays(2))).ShouldBe(planned);
    }

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, "2026-11-22", "2026-11-16")]
    [InlineData(IsoDayOfWeek.Sunday, "2026-11-22", "2026-11-22")]
    [InlineData(IsoDayOfWeek.Saturday, "2026-11-20", "2026-11-14")]
    public void A_week_begins_with_the_contracts_day(IsoDayOfWeek first, string date, string week) =>
        (Even("2026-01-01", 40) with { FirstWeekday = first }).WeekOf(Date(date)).ShouldBe(Date(week));

    [Theory]
    [InlineData("2026-02")]
    [InlineData("2026-10")]
    [InlineData("2027-05")]
    public void A_months_hours_are_spread_over_its_working_days(string month)
    {
        var contract = Even("2026-01-01", 40) with { MonthMicros = 100 * Micros.PerHour + 1 };
        var days = Enumerable.Range(0, 31).Select(i => Date($"{month}-01").PlusDays(i)).Where(d => d.Month == int.Parse(month[5..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        days.Sum(contract.PlannedOn).ShouldBe(100 * Micros.PerHour + 1);
        days.Where(d => d.DayOfWeek >= IsoDayOfWeek.Saturday).Sum(contract.PlannedOn).ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-01-01", null, "2026-01-01", null, "two contracts begin on 2026-01-01")]
    [InlineData("2026-01-01", "2026-06-30", "2026-06-30", null, "the contract from 2026-01-01 ends on 2026-06-30, after the next has begun on 2026-06-30")]
    [InlineData("2026-01-01", "2025-12-31", "2026-07-01", null, "the contract from 2026-01-01 ends before it begins, on 2025-12-31")]
    [InlineData("2026-01-01", "2026-06-30", "2026-07-01", null, null)]
    [InlineData("2026-01-01", null, "2026-07-01", null, null)] // the next ends the one before
    public void Contracts_never_overlap(string from, string? until, string next, string? nextUntil, string? why)
    {
        var contracts = Contracts.Of([Even(next, 20) with { Until = Optional(nextUntil) }, Even(from, 40) with { Until = Optional(until) }], out var said);
        said.ShouldBe(why);
        (contracts is null).ShouldBe(why is not null);
    }

    // One source's contracts are A, the other's B; hours a day of the first days of January 2026 (a Thursday).
    [Theory]
    [InlineData("A 01-01", "B 01-01", "A A A A A A")]
    [InlineData("A 01-03", "B 01-01", "B B A A A A")]
    [InlineData("A 01-02..01-03", "B 01-01", "B A A B B B")]
    [InlineData("A 01-02..01-02, A 01-05..01-05", "B 01-01..01-04", "B A B B A -")]
    [InlineData("A 01-02..01-03", "B 01-01, B 01-03", "B A A B B B")]
    public void On_every_day_the_first_source_with_a_contract_decides(string one, string other, string days)
    {
        var merged = Contracts.Merged([Parsed(one, 1), Parsed(other, 2)]);
        string.Join(' ', Enumerable.Range(0, 6).Select(i => merged.PlannedOn(Date("2026-01-01").PlusDays(i)) switch { 1 => "A", 2 => "B", _ => "-" })).ShouldBe(days);
        Contracts.Of(merged.All, out _).ShouldNotBeNull();
    }

    [Fact]
    public void Weeks_take_turns_as_before_where_a_contract_is_cut()
    {
        var turns = Terms(new Contract(Date("2026-01-05"), null, WeekPattern.Of([Week(6), Week(2)])));
        var cut = Contracts.Merged([Terms(Even("2026-01-12", 40) with { Until = Date("2026-01-18") }), turns]);
        cut.PlannedOn(Date("2026-01-19")).ShouldBe(turns.PlannedOn(Date("2026-01-19")));
        turns.Since(Date("2026-01-12")).PlannedOn(Date("2026-01-12")).ShouldBe(turns.PlannedOn(Date("2026-01-12")));
    }

    private static Contracts Parsed(string text, long micros) => Terms([.. text.Split(", ").Select(c => c[2..].Split("..")).Select(span =>
        new Contract(Date($"2026-{span[0]}"), span.Length > 1 ? Date($"2026-{span[1]}") : null, WeekPattern.Of([[micros, micros, micros, micros, micros, micros, micros]])))]);

    // Of 8:00 planned on Wednesday, 2026-11-18. In brackets the worked example it is of.
    [Theory]
    [InlineData("", "8:00", "8:00", "0:00", "0:00")]
    [InlineData("", "0:00", "8:00", "0:00", "-8:00")] // a week with no entry shows full undertime
    [InlineData("holiday", "0:00", "0:00", "0:00", "0:00")]
    [InlineData("holiday", "2:00", "0:00", "0:00", "+2:00")]
    [InlineData("vacation", "2:00", "8:00", "8:00", "+2:00")] // work on a vacation day counts in full (worktime)
    [InlineData("vacation half", "4:00", "8:00", "4:00", "0:00")]
    [InlineData("vacation half, sick half", "0:00", "8:00", "8:00", "0:00")]
    [InlineData("vacation half, sick half, vacation half", "0:00", "8:00", "8:00", "0:00")] // no third half
    [InlineData("vacation, holiday", "0:00", "0:00", "0:00", "0:00")] // a holiday in a vacation takes none of it
    [InlineData("vacation, holiday half", "0:00", "4:00", "4:00", "0:00")]
    [InlineData("other 2:30", "5:30", "5:30", "0:00", "0:00")]
    [InlineData("other 12:00", "0:00", "0:00", "0:00", "0:00")] // never below nothing
    [InlineData("overtime", "0:00", "8:00", "0:00", "-8:00")]
    [InlineData("overtime 3:00", "5:00", "8:00", "0:00", "-3:00")]
    public void Time_off_does_what_its_kind_does(string absences, string worked, string should, string credited, string delta)
    {
        var day = Day(absences, worked, AbsenceEffects.Usual);
        (Hours.Text(day.Planned), Hours.Text(day.Should), Hours.Text(day.Credited), Hours.Signed(day.Delta)).ShouldBe(("8:00", should, credited, delta));
    }

    [Theory]
    [InlineData(AbsenceEffect.Reduces, "2:00", "0:00", "0:00", "+2:00")]
    [InlineData(AbsenceEffect.IsCredited, "2:00", "8:00", "8:00", "+2:00")]
    [InlineData(AbsenceEffect.FillsUp, "2:00", "8:00", "6:00", "0:00")] // sick: expected 8, worked 2, credit 6 (Kimai)
    [InlineData(AbsenceEffect.FillsUp, "9:00", "8:00", "0:00", "+1:00")] // never negative (timed)
    [InlineData(AbsenceEffect.IsNeutral, "2:00", "8:00", "0:00", "-6:00")]
    [InlineData(AbsenceEffect.TakesFromBalance, "2:00", "8:00", "0:00", "-6:00")]
    public void A_contract_may_have_kinds_do_otherwise(AbsenceEffect effect, string worked, string should, string credited, string delta)
    {
        var day = Day("sick", worked, AbsenceEffects.Usual with { Sick = effect });
        (Hours.Text(day.Should), Hours.Text(day.Credited), Hours.Signed(day.Delta)).ShouldBe((should, credited, delta));
    }

    [Fact]
    public void A_length_is_spread_over_the_days_that_have_anything_planned()
    {
        var contracts = Terms(Even("2026-01-01", 40));
        var absence = new Absence(AbsenceKind.Overtime, Date("2026-11-19"), Date("2026-11-24"), "") { LengthMicros = Length("10:00") + 3 };
        var claims = Enumerable.Range(0, 8).Select(i => absence.ClaimOn(Date("2026-11-18").PlusDays(i), contracts)).ToList();
        claims.Sum().ShouldBe(Length("10:00") + 3);
        claims.Select(c => Hours.Text(c)).ShouldBe(["0:00", "2:30", "2:30", "0:00", "0:00", "2:30", "2:30", "0:00"]);
    }

    private static AccountDay Day(string absences, string worked, AbsenceEffects effects)
    {
        var date = Date("2026-11-18");
        var taken = absences.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')).Select(words =>
            new Absence(Enum.Parse<AbsenceKind>(words[0], ignoreCase: true), date, date, "")
            {
                IsHalfFirst = words is [_, "half"],
                LengthMicros = words is [_, var length] && length != "half" ? Length(length) : null,
            });
        return new AccountDays(new AccountTerms(Terms(Even("2026-01-01", 40) with { Effects = effects })) { Absences = [.. taken] }).On(new WorkedDay(date, Length(worked), AccountRule.Total, []));
    }

    private static Contracts Terms(params IEnumerable<Contract> contracts) => Contracts.Of(contracts, out _)!;

    private static Contract Even(string from, int hours) => new(Date(from), null, WeekPattern.Even(hours * Micros.PerHour, Weekdays));

    private static long[] Week(int hours) => [.. Enumerable.Repeat(hours * Micros.PerHour, 7)];

    private static LocalDate? Optional(string? date) => date is null ? null : Date(date);

    private static long Length(string text) => Micros.PerMinute * (int.Parse(text.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) * 60 + int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
}
