using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>What corrects the balance on a day: weights, weeks, caps, expiry, and what came before the account began.</summary>
public sealed class AccountCorrectionsTests
{
    private const long H = Micros.PerHour;

    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // Clock times in Berlin on the date; nights are from 22:00 to 06:00.
    [Theory]
    [InlineData("2026-11-18", "09:00-17:00", "night 125", "")]
    [InlineData("2026-11-18", "20:00-24:00", "night 125", "+0:30")] // a quarter of two hours
    [InlineData("2026-11-18", "00:00-07:00", "night 125", "+1:30")]
    [InlineData("2026-11-18", "05:00-23:00", "night 150", "+1:00")]
    [InlineData("2026-10-25", "00:00-06:00", "night 200", "+7:00")] // clocks were put back
    [InlineData("2026-03-29", "00:00-06:00", "night 200", "+5:00")] // and forward
    [InlineData("2026-11-22", "09:00-11:00", "sunday 150", "+1:00")]
    [InlineData("2026-11-21", "09:00-11:00", "sunday 150", "")]
    [InlineData("2026-11-21", "09:00-11:00", "saturday 125", "+0:30")]
    [InlineData("2026-11-22", "21:00-23:00", "sunday 150, night 200", "+1:00 +0:30")] // each instant has the highest
    [InlineData("2026-11-22", "21:00-23:00", "sunday 150, night 125", "+1:00")]
    [InlineData("2026-12-25", "10:00-12:00", "holiday 200, sunday 150", "+2:00")]
    [InlineData("2026-11-22", "09:00-11:00", "sunday 50", "-1:00")]
    [InlineData("2026-11-22", "09:00-11:00", "sunday 100", "")]
    public void Work_weighs_more_at_its_times(string date, string clock, string weights, string adds)
    {
        var (cut, day) = (DayCut.In(Berlin), Date(date));
        var (start, end) = (At(day, clock[..5]), At(day, clock[6..]));
        var worked = new WorkedDay(day, end - start, AccountRule.Timeline, [new Stretch(start, end)]);
        var found = Weights.Of([.. weights.Split(", ").Select(Parsed)], worked, isHoliday: day.Month == 12, cut);
        string.Join(' ', found.Select(f => Hours.Signed(f.Micros))).ShouldBe(adds);
    }

    [Fact]
    public void Of_a_length_that_is_known_without_its_times_no_night_is_told()
    {
        var worked = new WorkedDay(Date("2026-11-18"), 8 * H, AccountRule.Total, []);
        Weights.Of([Parsed("night 125")], worked, isHoliday: false, DayCut.In(Berlin)).ShouldBeEmpty();
    }

    // Hours a day from Monday on, 8 planned from Monday to Friday; what the week's last day is corrected by.
    [Theory]
    [InlineData("balance", "8 8 8 8 8 0 0", "")]
    [InlineData("wotra", "8 8 8 8 8 0 0", "")]
    [InlineData("wotra", "9 9 0 0 0 0 0", "")]
    [InlineData("daily-cap", "8 8 0 8 8 0 0", "+8:00")] // knows nothing of Wednesday
    [InlineData("weekly-cap", "8 8 0 8 8 0 0", "+8:00")] // no undertime
    [InlineData("daily-cap-weekdays", "8 8 8 8 8 4 0", "")]
    public void A_weeks_policy_corrects_its_last_day(string policy, string worked, string correction)
    {
        var contract = Forty("2026-11-16") with { Policy = policy };
        var days = Of([contract], worked, "2026-11-16");
        days.Take(6).ShouldAllBe(d => d.Adjusted == 0);
        string.Concat(days[^1].Addends.Where(a => a.Rule == AccountRule.Week && a.Micros != 0).Select(a => Hours.Signed(a.Micros))).ShouldBe(correction);
        days[^1].Closing.ShouldBe(AllWeekPolicies.Find(policy)!.Settle(new AccountWeek([.. days.Select(d => d with { IsClosed = true })], true, 40 * H)).Delta);
    }

    // 40 hours until Wednesday, 20 from Thursday on; closed when 10 are in force.
    [Theory]
    [InlineData(HoursLookup.FirstDay, "0:00")]
    [InlineData(HoursLookup.Closing, "+30:00")]
    [InlineData(HoursLookup.EachDay, "+8:00")]
    public void The_hours_of_a_week_are_those_that_are_looked_up(HoursLookup lookup, string balance)
    {
        Contract[] contracts = [Terms("2026-11-16", 8), Terms("2026-11-19", 4), Terms("2026-11-30", 2)];
        var days = Of(contracts, "8 8 8 8 8 0 0", "2026-11-16", closedOn: "2026-12-02");
        Hours.Signed(days[^1].Closing).ShouldBe(balance);
        // Day by day it is what the days say anyway.
        string.Concat(days[^1].Addends.Where(a => a.Rule == AccountRule.Week).Select(a => a.Text)).ShouldEndWith(lookup switch
        {
            HoursLookup.Closing => "10:00 by the contract from 2026-11-30, in force when it was closed",
            HoursLookup.FirstDay => "40:00 by the contract from 2026-11-16, in force on its first day",
            _ => "",
        });

        Contract Terms(string from, int hours) => Even(from, hours) with { Policy = "wotra", Lookup = lookup };
    }

    [Fact]
    public void A_week_that_its_source_has_sealed_keeps_its_difference()
    {
        var terms = new AccountTerms(Contracts.Of([Forty("2026-11-16")], out _)!) { SealedWeeks = [new SealedWeek(Date("2026-11-16"), 90 * Micros.PerMinute, "wotra")] };
        var days = Of(terms, "9 9 9 9 9 0 0", "2026-11-16");
        Hours.Signed(days[^1].Closing).ShouldBe("+1:30");
        days[^1].Addends.Single(a => a.Rule == AccountRule.SealedWeek).Source.ShouldBe("wotra");
    }

    [Fact]
    public void What_is_above_the_cap_is_cut_when_its_period_ends()
    {
        var contract = Even("2026-11-27", 0) with { Cap = new CarryCap(10 * H, PeriodKind.Month) };
        Closings(Of([contract], "8 8 8 8 8", "2026-11-27")).ShouldBe("+8:00 +16:00 +24:00 +10:00 +18:00"); // November ends with the fourth
    }

    [Theory]
    [InlineData("10 0 0 0", "+18:00 +18:00 +10:00 +10:00")] // 8 were carried; the 10 of the year stay
    [InlineData("0 0 0 0", "+8:00 +8:00 0:00 0:00")]
    public void What_was_carried_into_the_year_and_is_not_used_expires(string worked, string closings)
    {
        var contract = Even("2026-12-31", 0) with { Expiry = new AnnualDate(1, 3) };
        Closings(Of([contract], $"8 {worked}", "2026-12-31")[1..]).ShouldBe(closings);
    }

    [Fact]
    public void What_was_carried_is_used_up_first()
    {
        // 8 carried; 5 of them taken in January, then 10 earned anew: 3 expire.
        var contracts = new[] { Even("2026-12-31", 0) with { Until = Date("2026-12-31") }, Even("2027-01-01", 5) with { Until = Date("2027-01-01"), Expiry = new AnnualDate(1, 3) }, Even("2027-01-02", 0) with { Expiry = new AnnualDate(1, 3) } };
        Closings(Of(contracts, "8 0 10 0", "2026-12-31")).ShouldBe("+8:00 +3:00 +13:00 +10:00");
    }

    [Fact]
    public void What_was_corrected_before_the_account_begins_counts_on_its_first_day()
    {
        var terms = new AccountTerms(Contracts.Of([Forty("2026-11-16")], out _)!)
        {
            Adjustments = [new(Date("2025-12-31"), 5 * H, false, "b"), new(Date("2025-01-01"), 90 * H, true, "a"), new(Date("2026-11-16"), H, false, "c")],
        };
        Of(terms, "8", "2026-11-16")[0].Closing.ShouldBe(96 * H);
    }

    [Fact]
    public void Overlapping_time_that_a_contract_sums_counts_as_often_as_it_stands_there() =>
        new AccountDays(new AccountTerms(Contracts.Of([Forty("2026-11-16") with { WorkedBy = WorkedBy.Sum }], out _)!)).On(new WorkedDay(Date("2026-11-16"), 4 * H, AccountRule.Sum, []))
            .Addends.Single(a => a.Column == AccountColumn.Worked).Rule.ShouldBe(AccountRule.Sum);

    [Theory]
    [InlineData("DE-BY", "2026-06-04", "Fronleichnam")]
    [InlineData("DE-BE", "2026-06-04", null)]
    [InlineData("DE", "2026-12-25", "1. Weihnachtstag")]
    [InlineData("AT", "2026-10-26", "Nationalfeiertag")]
    public void A_contracts_region_brings_its_holidays(string region, string date, string? name)
    {
        var terms = new AccountTerms(Contracts.Of([Forty("2026-01-01") with { Region = region }], out _)!);
        var day = new AccountDays(terms).On(new WorkedDay(Date(date), 0, AccountRule.Timeline, []));
        day.Marks.Select(m => m.Name).FirstOrDefault().ShouldBe(name);
        day.Should.ShouldBe(name is null ? 8 * H : 0);
        var worked = terms with { WorkingHolidays = [new WorkingHoliday(Date(date), Date(date), "we open")] };
        new AccountDays(worked).On(new WorkedDay(Date(date), 0, AccountRule.Timeline, [])).Should.ShouldBe(8 * H);
    }

    [Theory]
    [InlineData("month+14", "month+14")]
    [InlineData(" Week ", "week+0")]
    [InlineData("day + 3", "day+3")]
    [InlineData("year+31", "year+31")]
    [InlineData("", null)]
    [InlineData("month-3", null)]
    [InlineData("month+1+1", null)]
    [InlineData("month+99999", null)]
    [InlineData("quarter", null)]
    public void A_lock_rule_is_read_strictly(string text, string? rule) => (LockRule.Parse(text)?.ToString()).ShouldBe(rule);

    private static List<AccountDay> Of(Contract[] contracts, string worked, string from, string? closedOn = null) => Of(new AccountTerms(Contracts.Of(contracts, out _)!), worked, from, closedOn);

    private static List<AccountDay> Of(AccountTerms terms, string worked, string from, string? closedOn = null) => [.. new Account(terms, DayCut.In(Berlin)).Of(AccountState.Beginning,
        worked.Split(' ').Select((hours, i) => new WorkedDay(Date(from).PlusDays(i), int.Parse(hours, System.Globalization.CultureInfo.InvariantCulture) * H, AccountRule.Total, [])),
        date => closedOn is null ? date : Date(closedOn))];

    private static string Closings(IEnumerable<AccountDay> days) => string.Join(' ', days.Select(d => Hours.Signed(d.Closing)));

    /// <summary>So many hours on each of Monday to Friday; none at all where it is nothing.</summary>
    private static Contract Even(string from, int hours) => new(Date(from), null, WeekPattern.Of([[hours * H, hours * H, hours * H, hours * H, hours * H, 0, 0]]));

    private static Contract Forty(string from) => Even(from, 8);

    private static Weight Parsed(string text)
    {
        var (on, percent) = (text.Split(' ')[0], int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        return new Weight(Enum.Parse<WeightOn>(on, ignoreCase: true), percent) { From = new LocalTime(22, 0), To = new LocalTime(6, 0) };
    }

    private static long At(LocalDate date, string clock)
    {
        var local = clock == "24:00" ? date.PlusDays(1).AtMidnight() : date + new LocalTime(int.Parse(clock[..2], System.Globalization.CultureInfo.InvariantCulture), 0);
        return Micros.From(Berlin.AtLeniently(local).ToInstant());
    }
}
