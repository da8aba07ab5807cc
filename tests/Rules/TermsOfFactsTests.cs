using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Rules;

/// <summary>What each source's facts become in the account; JSON in the tables has single quotes.</summary>
public sealed class TermsOfFactsTests
{
    private const string H8 = "28800000000", H6 = "21600000000";
    private const string Eight = $"[{H8},{H8},{H8},{H8},{H8},0,0]", Six = $"[{H6},{H6},{H6},{H6},{H6},0,0]";

    [Theory]
    [InlineData("2026-01-01", "'weekly_us':144000000000", "40:00 wotra Closing Sum 1")]
    [InlineData("2026-01-01", "'weekly_us':0", "0:00 wotra Closing Sum 1")]
    [InlineData(null, "'weekly_us':138600000000", "38:30 daily-cap FirstDay Timeline 1")]
    [InlineData(null, "'daily_us':28800000000", "40:00 daily-cap FirstDay Timeline 1")]
    [InlineData(null, "'daily_us':28800000000,'overtime':'daily','weekends':'regular'", "40:00 daily-cap FirstDay Timeline 1")]
    [InlineData(null, "'daily_us':28800000000,'overtime':'daily','weekends':'overtime'", "40:00 daily-cap-weekdays FirstDay Timeline 1")]
    [InlineData(null, "'weekly_us':138600000000,'daily_us':28800000000,'overtime':'weekly'", "38:30 weekly-cap FirstDay Timeline 1")]
    [InlineData(null, "'weekly_us':138600000000,'daily_us':28800000000,'overtime':'daily'", "40:00 daily-cap FirstDay Timeline 1")] // by the day a week's hours are not asked for
    [InlineData(null, "'daily_us':28800000000,'overtime':'weekly'", "40:00 weekly-cap FirstDay Timeline 1")]
    [InlineData("2026-01-01", $"'weeks_us':[{Eight}]", "40:00 balance FirstDay Timeline 1")]
    [InlineData("2026-01-01", $"'weeks_us':[{Eight}],'policy':'weekly-cap','lookup':'each-day','worked':'sum','first_weekday':7", "40:00 weekly-cap EachDay Sum 7")]
    public void A_contract_is_read_as_its_source_means_it(string? from, string keys, string expected)
    {
        var contract = Read(Fact("wotra", AccountFact.Contract, from, keys)).Contracts.All.ShouldHaveSingleItem();
        // A tracker's terms begin with the first day of any time.
        contract.From.ShouldBe(Date(from is not null && keys.Contains("weeks_us", StringComparison.Ordinal) ? from : "2026-02-02"));
        $"{Hours.Text(contract.WeekHours(contract.From.PlusDays(7)))} {contract.Policy} {contract.Lookup} {contract.WorkedBy} {(int)contract.FirstWeekday}".ShouldBe(expected);
    }

    [Fact]
    public void All_that_a_contract_of_ones_own_can_say_is_read()
    {
        var contract = Read(Fact("daybook", AccountFact.Contract, "2026-01-05", $"""
            'until':'2026-12-31','weeks_us':[{Eight},{Six}],'monthly_us':576000000000,'opening_us':-12600000000,'zone':'Europe/Berlin','day_start':'04:00',
            'effects':{Open}'vacation':'reduces','sick':'fills'{Close},'weights':[{Open}'on':'night','percent':125,'from':'22:00','to':'06:00'{Close},{Open}'on':'sunday','percent':150{Close}],
            'cap_us':144000000000,'cap_at':'month','expiry':'03-31','vacation_days':30000000,'vacation_until':'03-31','region':'DE-BY'
            """)).Contracts.All.ShouldHaveSingleItem();
        contract.Until.ShouldBe(Date("2026-12-31"));
        contract.Pattern.On(Date("2026-01-12"), Date("2026-01-05")).ShouldBe(6 * Micros.PerHour);
        contract.MonthMicros.ShouldBe(160 * Micros.PerHour);
        contract.Opening.ShouldBe(-7 * Micros.PerHour / 2);
        (contract.Zone, contract.DayStart, contract.Region).ShouldBe(("Europe/Berlin", new LocalTime(4, 0), "DE-BY"));
        contract.Effects.ShouldBe(AbsenceEffects.Usual with { Vacation = AbsenceEffect.Reduces, Sick = AbsenceEffect.FillsUp });
        contract.Weights.ShouldBe([new Weight(WeightOn.Night, 125) { From = new(22, 0), To = new(6, 0) }, new Weight(WeightOn.Sunday, 150)]);
        contract.Cap.ShouldBe(new CarryCap(40 * Micros.PerHour, PeriodKind.Month));
        contract.Expiry.ShouldBe(new AnnualDate(3, 31));
        contract.Vacation.ShouldBe(new VacationTerms(30_000_000, null, new AnnualDate(3, 31)));
    }

    [Theory]
    [InlineData("'note':'none'", "of the one from 2026-01-05, a contract names no hours")]
    [InlineData("'weekly_us':-1", "of the one from 2026-01-05, 'weekly_us' is below nothing")]
    [InlineData("'weekly_us':'40'", "of the one from 2026-01-05, 'weekly_us' is no whole number of a size that makes sense")]
    [InlineData("'weeks_us':[]", "of the one from 2026-01-05, 'weeks_us' has no week")]
    [InlineData("'weeks_us':[[1,2]]", "of the one from 2026-01-05, a week of 'weeks_us' is not seven lengths from Monday on, none longer than a day")]
    [InlineData($"'weeks_us':[{Eight}],'region':'DE-XX'", "of the one from 2026-01-05, 'DE-XX' is no region of DE that is known")]
    [InlineData($"'weeks_us':[{Eight}],'region':'XX'", "of the one from 2026-01-05, holidays of 'XX' are not known")]
    [InlineData($"'weeks_us':[{Eight}],'policy':'mine'", "of the one from 2026-01-05, 'mine' is no policy that is known")]
    [InlineData($"'weeks_us':[{Eight}],'zone':'Mars/Olympus'", "of the one from 2026-01-05, 'Mars/Olympus' is not a zone")]
    [InlineData($"'weeks_us':[{Eight}],'expiry':'02-30'", "of the one from 2026-01-05, 'expiry' is no date of a year: '02-30'")]
    [InlineData($"'weeks_us':[{Eight}],'effects':{{'sick':'vanishes'}}", "of the one from 2026-01-05, 'effects' is 'vanishes', which means nothing here")]
    [InlineData($"'weeks_us':[{Eight}],'until':'2025-12-31'", "the contract from 2026-01-05 ends before it begins, on 2025-12-31")]
    [InlineData($"'weeks_us':[{Eight}],'until':'2026-07-01'", "the contract from 2026-01-05 ends on 2026-07-01, after the next has begun on 2026-07-01")]
    public void A_source_whose_contracts_cannot_all_be_used_has_none(string keys, string why)
    {
        TermFact[] facts = [Fact("a", AccountFact.Contract, "2026-01-05", keys), Fact("a", AccountFact.Contract, "2026-07-01", $"'weeks_us':[{Six}]"), Fact("b", AccountFact.Contract, "2026-03-02", $"'weeks_us':[{Six}]")];
        var (terms, problems) = TermsOfFacts.Of(facts, DayCut.In(DateTimeZone.Utc), Date("2026-02-02"), []);
        terms.Contracts.All.ShouldHaveSingleItem().Source.ShouldBe("b");
        problems.ShouldBe([$"the contracts of 'a' are left out: {why}"]);
        TermsOfFacts.ContractsOf(facts, "a", null, out var alone).ShouldBeNull();
        alone.ShouldBe(why);
    }

    [Fact]
    public void A_contract_without_a_date_needs_time_to_hold_from()
    {
        var (terms, problems) = TermsOfFacts.Of([Fact("tt", AccountFact.Contract, null, "'daily_us':28800000000")], DayCut.In(DateTimeZone.Utc), null, []);
        terms.First.ShouldBeNull();
        problems.ShouldBe(["the contracts of 'tt' are left out: a contract has no date, and there is no time yet from which on it could hold"]);
    }

    [Fact]
    public void A_week_begins_as_the_same_source_says_of_the_same_person()
    {
        TermFact Cut(string source, string person, int day) => new(source, AccountFact.WeekCut, person, null, null, $$"""{"week_starts":{{day}}}""");
        TermFact[] facts = [Fact("tt", AccountFact.Contract, null, "'daily_us':28800000000"), Cut("tt", "id", 7), Cut("tt", "else", 3), Cut("other", "id", 6)];
        Read(facts).Contracts.All.ShouldHaveSingleItem().FirstWeekday.ShouldBe(IsoDayOfWeek.Sunday);
    }

    [Theory]
    [InlineData("", "daybook")]
    [InlineData("wotra", "daybook")]
    [InlineData("wotra daybook", "wotra")]
    [InlineData("tt wotra daybook", "tt")]
    public void Daybooks_own_contract_wins_unless_the_order_says_otherwise(string order, string winner)
    {
        TermFact[] facts = [Fact("wotra", AccountFact.Contract, "2026-01-05", "'weekly_us':1"), Fact("tt", AccountFact.Contract, "2026-01-05", "'weeks_us':[[2,0,0,0,0,0,0]]"), Fact("daybook", AccountFact.Contract, "2026-01-05", $"'weeks_us':[{Six}]")];
        var (terms, problems) = TermsOfFacts.Of(facts, DayCut.In(DateTimeZone.Utc), null, order.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        terms.Contracts.All.ShouldHaveSingleItem().Source.ShouldBe(winner);
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AccountFact.Absence, "'kind':'vacation','type':'Annual','until':'2026-10-09'", "Vacation 2026-10-05 2026-10-09 Annual")]
    [InlineData(AccountFact.Absence, "'kind':'leave','type':'Study','note':'exam'", "Other 2026-10-05 2026-10-05 exam")]
    [InlineData(AccountFact.Absence, "'kind':'overtime','status':'approved'", "Overtime 2026-10-05 2026-10-05 ")]
    [InlineData(AccountFact.Absence, "'kind':'sick','half_first':1,'half_last':1,'until':'2026-10-06'", "Sick 2026-10-05 2026-10-06 ½½")]
    [InlineData(AccountFact.Absence, "'kind':'holiday','length_us':14400000000", "Holiday 2026-10-05 2026-10-05  4:00")]
    [InlineData(AccountFact.Absence, "'kind':'sick','status':'submitted'", "")]
    [InlineData(AccountFact.Absence, "'kind':'sick','status':'rejected'", "")]
    [InlineData(AccountFact.Absence, "'kind':'sick','deleted':1", "")]
    [InlineData(AccountFact.ClosedDay, "'kind':'work','worked_us':1", "")]
    [InlineData(AccountFact.ClosedDay, "'kind':'vacation'", "Vacation 2026-10-05 2026-10-05 ")]
    [InlineData(AccountFact.ClosedDay, "'kind':'holiday'", "Holiday 2026-10-05 2026-10-05 ")]
    [InlineData(AccountFact.ClosedDay, "'kind':'sick'", "Sick 2026-10-05 2026-10-05 ")]
    public void Time_off_is_what_was_approved(string kind, string keys, string expected) =>
        string.Join(";", Read(Fact("a", kind, "2026-10-05", keys)).Absences.Select(a => $"{a.Kind} {Period.Iso(a.From)} {Period.Iso(a.Until)} {a.Name}{(a.IsHalfFirst ? "½" : "")}{(a.IsHalfLast ? "½" : "")}{(a.LengthMicros is { } l ? $" {Hours.Text(l)}" : "")}")).ShouldBe(expected);

    [Fact]
    public void A_holiday_can_be_a_day_of_work()
    {
        var terms = Read(Fact("a", AccountFact.Absence, "2026-10-05", "'kind':'workday','until':'2026-10-06','note':'the shop is open'"));
        terms.Absences.ShouldBeEmpty();
        terms.WorkingHolidays.ShouldBe([new WorkingHoliday(Date("2026-10-05"), Date("2026-10-06"), "the shop is open")]);
    }

    [Fact]
    public void A_correction_is_of_its_date_or_of_the_day_of_its_instant()
    {
        TermFact At(string json) => new("wotra", AccountFact.Adjustment, "x", null, Utc("2026-10-05 22:30"), json.Replace('\'', '"'));
        var berlin = DayCut.In(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        var (terms, _) = TermsOfFacts.Of([At("{'delta_us':-5,'note':'paid out'}"), Fact("daybook", AccountFact.Adjustment, "2026-10-07", "'balance_us':0,'note':'a fresh start'")], berlin, null, []);
        terms.Adjustments.Select(a => (a.Date, a.Micros, a.IsAbsolute, a.Note, a.Source)).ShouldBe([(Date("2026-10-07"), 0, true, "a fresh start", "daybook"), (Date("2026-10-06"), -5, false, "paid out", "wotra")]);
    }

    [Fact]
    public void A_week_that_is_sealed_keeps_its_difference() =>
        Read(Fact("wotra", AccountFact.ClosedWeek, "2026-10-05", "'delta_us':-7,'expected_us':9")).SealedWeeks.ShouldBe([new SealedWeek(Date("2026-10-05"), -7, "wotra")]);

    [Theory]
    [InlineData(AccountFact.Absence, "'kind':'sick','until':'2026-10-01'", "time off on 2026-10-05 of 'a' is left out: it ends on 2026-10-01, before it begins")]
    [InlineData(AccountFact.Absence, "'kind':'sick','until':'2099-10-01'", "time off on 2026-10-05 of 'a' is left out: it lasts until 2099-10-01, more than ten years")]
    [InlineData(AccountFact.Adjustment, "'note':'x'", "a correction on 2026-10-05 of 'a' is left out: it has no length")]
    [InlineData(AccountFact.ClosedWeek, "'worked_us':1", "a closed week on 2026-10-05 of 'a' is left out: it has no date or no difference")]
    public void What_cannot_be_used_is_said(string kind, string keys, string problem)
    {
        var (terms, problems) = TermsOfFacts.Of([Fact("a", kind, "2026-10-05", keys)], DayCut.In(DateTimeZone.Utc), null, []);
        (terms.Absences.Count, terms.Adjustments.Count, terms.SealedWeeks.Count).ShouldBe((0, 0, 0));
        problems.ShouldBe([problem]);
    }

    [Fact]
    public void The_holidays_of_a_contracts_region_are_days_off()
    {
        var terms = Read(Fact("daybook", AccountFact.Contract, "2026-01-01", $"'weeks_us':[{Eight}],'region':'DE-BY'"));
        new AccountDays(terms).AbsencesOn(Date("2026-01-06")).ShouldHaveSingleItem().Kind.ShouldBe(AbsenceKind.Holiday); // Epiphany, which not all of Germany has
    }

    private const string Open = "{", Close = "}";

    private static AccountTerms Read(params TermFact[] facts)
    {
        var (terms, problems) = TermsOfFacts.Of(facts, DayCut.In(DateTimeZone.Utc), Date("2026-02-02"), []);
        problems.ShouldBeEmpty();
        return terms;
    }

    private static TermFact Fact(string source, string kind, string? date, string keys) =>
        new(source, kind, "id", date is null ? null : Date(date), null, $"{{{keys.Replace('\'', '"')}}}");
}
