using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Rules.Sold;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Rules;

/// <summary>How far budgets are used up, and on which day a share of them was reached.</summary>
public sealed class BudgetTests
{
    // from, until, each; a date; the days that count for the budget that holds on it
    [Theory]
    [InlineData(null, null, BudgetFor.All, "2026-06-15", "..")]
    [InlineData("2026-06-10", null, BudgetFor.All, "2026-06-15", "2026-06-10..")]
    [InlineData("2026-06-10", null, BudgetFor.All, "2026-06-10", "2026-06-10..")] // its first day
    [InlineData("2026-06-10", null, BudgetFor.All, "2026-06-09", null)]
    [InlineData("2026-06-10", "2026-06-20", BudgetFor.All, "2026-06-20", "2026-06-10..2026-06-20")] // its last day
    [InlineData("2026-06-10", "2026-06-20", BudgetFor.All, "2026-06-21", null)]
    [InlineData(null, "2026-06-20", BudgetFor.All, "2020-01-01", "..2026-06-20")]
    [InlineData(null, null, BudgetFor.Month, "2026-06-15", "2026-06-01..2026-06-30")]
    [InlineData(null, null, BudgetFor.Month, "2024-02-29", "2024-02-01..2024-02-29")]
    [InlineData(null, null, BudgetFor.Month, "2026-12-31", "2026-12-01..2026-12-31")]
    [InlineData("2026-06-10", null, BudgetFor.Month, "2026-06-15", "2026-06-10..2026-06-30")] // a month that it begins in is short
    [InlineData("2026-06-10", null, BudgetFor.Month, "2026-07-15", "2026-07-01..2026-07-31")]
    [InlineData(null, "2026-06-20", BudgetFor.Month, "2026-06-15", "2026-06-01..2026-06-20")]
    [InlineData(null, null, BudgetFor.Year, "2026-06-15", "2026-01-01..2026-12-31")]
    [InlineData("2026-06-10", "2027-02-01", BudgetFor.Year, "2026-06-15", "2026-06-10..2026-12-31")]
    [InlineData("2026-06-10", "2027-02-01", BudgetFor.Year, "2027-01-01", "2027-01-01..2027-02-01")]
    public void The_days_that_a_budget_is_for(string? from, string? until, BudgetFor each, string date, string? span)
    {
        string Text((LocalDate First, LocalDate Last)? days) => days is not { } found ? "" : $"{(found.First == LocalDate.MinIsoValue ? "" : Period.Iso(found.First))}..{(found.Last == LocalDate.MaxIsoValue ? "" : Period.Iso(found.Last))}";
        Text(Hours(10, from, until, each).SpanOn(Moment.Date(date))).ShouldBe(span ?? "");
    }

    private const string June = "2026-05-29 Acme api 2:00 80; 2026-06-02 Acme api 3:00 80; 2026-06-09 Acme api 4:00 80; 2026-06-09 Acme api 1:00 x; 2026-06-16 Acme api 2:30 80; 2026-07-01 Acme api 1:00 80";

    // from, until, each; a period; used by its last day, by the day before it; the shares with their days
    [Theory]
    [InlineData(null, null, BudgetFor.All, "2026-06", "12:30", "2:00", "80 2026-06-09; 100 2026-06-09; 105 2026-06-16")]
    [InlineData(null, null, BudgetFor.All, "2026-W24", "10:00", "5:00", "80 2026-06-09; 100 2026-06-09")] // to a share means reached
    [InlineData(null, null, BudgetFor.All, "2026-W23", "5:00", "2:00", "")]
    [InlineData(null, null, BudgetFor.All, "2026-W26", "12:30", "12:30", "80 2026-06-09; 100 2026-06-09; 105 2026-06-16")] // as it stands, when nothing is used
    [InlineData(null, null, BudgetFor.All, "2026-01", "0:00", "0:00", "")]
    [InlineData("2026-06-09", null, BudgetFor.All, "2026-06", "7:30", "0:00", "")] // what was before it is none of it
    [InlineData(null, null, BudgetFor.Month, "2026-06", "10:30", "0:00", "80 2026-06-09; 100 2026-06-16; 105 2026-06-16")]
    [InlineData(null, null, BudgetFor.Month, "2026-07", "1:00", "0:00", "")] // anew
    [InlineData(null, null, BudgetFor.Month, "2026-06-09", "8:00", "3:00", "80 2026-06-09")]
    [InlineData(null, null, BudgetFor.Month, "2026", "0:00", "0:00", "")] // December's
    [InlineData(null, null, BudgetFor.Year, "2026", "13:30", "0:00", "80 2026-06-09; 100 2026-06-09; 105 2026-06-16")]
    [InlineData(null, "2026-06-09", BudgetFor.All, "2026-W24", "10:00", "5:00", "80 2026-06-09; 100 2026-06-09")] // one that ends within the period is told of once more
    [InlineData(null, "2026-06-09", BudgetFor.All, "2026-W25", null, null, null)] // and after its end no more
    [InlineData("2026-06-15", null, BudgetFor.All, "2026-W24", null, null, null)]
    [InlineData("2026-06-09", "2026-06-10", BudgetFor.Month, "2026-06", "5:00", "0:00", "")]
    public void How_much_is_used(string? from, string? until, BudgetFor each, string period, string? used, string? before, string? marks)
    {
        var figure = Hours(10, from, until, each).On(Of(period), Times(June));
        if (used is null)
        {
            figure.ShouldBeNull();
            return;
        }
        figure!.Used.ShouldBe(Moment.Length(used));
        figure.UsedBefore.ShouldBe(Moment.Length(before!));
        string.Join("; ", figure.Marks.Select(m => $"{m.Percent} {Period.Iso(m.On)}")).ShouldBe(marks);
        figure.Target.ShouldBe(10 * Micros.PerHour);
        figure.Days.ShouldAllBe(d => d.Key <= Of(period).To);
        if (figure.Days.Count > 0) figure.Days[^1].Value.ShouldBe(figure.Used);
    }

    [Fact]
    public void Hours_are_used_by_all_time_and_an_amount_by_what_is_billable_at_its_rates()
    {
        Hours(10).On(Of("2026-06"), Times(June))!.ShouldSatisfyAllConditions(f => f.Used.ShouldBe(Moment.Length("12:30")), f => f.Currency.ShouldBeNull());
        Amount(Eur(1000)).On(Of("2026-06"), Times(June))!.ShouldSatisfyAllConditions(f => f.Used.ShouldBe(Eur(920).Minor), f => f.UsedBefore.ShouldBe(Eur(160).Minor), f => f.Currency.ShouldBe("EUR"), f => f.Percent.ShouldBe(92));
        // Of no rate there is no amount, and of another currency it is none of it.
        const string Mixed = "2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 -; 2026-06-01 Acme api 1:00 100 CHF; 2026-06-02 Acme api 2:00 90";
        Amount(Eur(1000)).On(Of("2026-06"), Times(Mixed))!.Used.ShouldBe(Eur(260).Minor);
        Amount(Sold.Of(1000, "CHF")).On(Of("2026-06"), Times(Mixed))!.Used.ShouldBe(Sold.Of(100, "CHF").Minor);
        Hours(10).On(Of("2026-06"), Times(Mixed))!.Used.ShouldBe(Moment.Length("5:00"));
    }

    [Theory]
    [InlineData("api", null, "4:00")]
    [InlineData(null, "Acme", "3:00")]
    [InlineData("api", "Acme", "1:00")] // both
    [InlineData("web", null, "2:00")]
    [InlineData(null, "Nobody", "0:00")]
    public void A_budget_is_of_a_project_a_client_or_what_is_both(string? project, string? client, string used) =>
        new Budget(project, client, Micros.PerHour, null, LocalDate.MinIsoValue, null, BudgetFor.All, [100])
            .On(Of("2026-06"), Times("2026-06-01 Acme api 1:00 80; 2026-06-01 Acme web 2:00 80; 2026-06-01 Bolt api 3:00 80"))!.Used.ShouldBe(Moment.Length(used));

    // the budget's hours, what was used of it, which shares are reached
    [Theory]
    [InlineData("7:59:59.999999", "")]
    [InlineData("8:00", "80")]
    [InlineData("9:59:59.999999", "80")]
    [InlineData("10:00", "80, 100")]
    [InlineData("10:29:59.999999", "80, 100")]
    [InlineData("10:30", "80, 100, 105")]
    [InlineData("99:00", "80, 100, 105")]
    public void A_share_is_reached_by_its_last_instant(string used, string marks)
    {
        var figure = Hours(10).On(Of("2026-06"), Times($"2026-06-01 Acme api {used} 80"))!;
        string.Join(", ", figure.Marks.Select(m => m.Percent)).ShouldBe(marks);
        figure.Marks.ShouldAllBe(m => m.On == Monday);
    }

    [Fact]
    public void Percents_are_whole_ones_cut_off()
    {
        Hours(3).On(Of("2026-06"), Times("2026-06-01 Acme api 2:00 80"))!.Percent.ShouldBe(66);
        Hours(3).On(Of("2026-06"), Times("2026-06-01 Acme api 4:00 80"))!.Percent.ShouldBe(133);
    }

    [Fact]
    public void What_each_day_left_used_stands_in_order()
    {
        var days = Hours(10, each: BudgetFor.Month).On(Of("2026-06"), Shuffled(Times(June), 4))!.Days;
        days.Select(d => $"{Period.Iso(d.Key)} {Daybook.Model.Hours.Text(d.Value)}").ShouldBe(["2026-06-02 3:00", "2026-06-09 8:00", "2026-06-16 10:30"]);
    }

    /// <summary>Or else a share that was reached on its last days would be told by no week's digest.</summary>
    [Theory]
    [InlineData("2026-06-30 Acme api 9:00 80; 2026-07-01 Acme api 1:00 80", "2026-06-30: 9:00 80 2026-06-30; 2026-07-31: 1:00")]
    [InlineData("2026-06-28 Acme api 9:00 80; 2026-07-01 Acme api 1:00 80", "2026-07-31: 1:00")] // told by the week before
    [InlineData("2026-06-28 Acme api 9:00 80; 2026-06-29 Acme api 1:00 80", "2026-06-30: 10:00 80 2026-06-28, 100 2026-06-29; 2026-07-31: 0:00")]
    [InlineData("2026-06-30 Acme api 7:00 80", "2026-07-31: 0:00")]
    public void A_month_that_ends_within_a_week_is_told_of_where_a_share_of_it_was_reached_in_that_week(string sold, string told) =>
        string.Join("; ", Hours(10, each: BudgetFor.Month).Within(Of("2026-W27"), Times(sold)).Select(f => $"{Period.Iso(f.Until!.Value)}: {Daybook.Model.Hours.Text(f.Used)} {string.Join(", ", f.Marks.Select(m => $"{m.Percent} {Period.Iso(m.On)}"))}".TrimEnd())).ShouldBe(told);

    [Theory]
    [InlineData("2026-06", "2026-06-30")]
    [InlineData("2026", "2026-12-31")] // of a year's months the last
    [InlineData("2026-06-30", "2026-06-30")]
    [InlineData("2026-W24", "2026-06-30")]
    public void A_period_that_begins_no_later_than_the_budgets_is_told_of_one(string period, string until) =>
        Hours(10, each: BudgetFor.Month).Within(Of(period), Times(June)).Single().Until.ShouldBe(Moment.Date(until));

    private static Period Of(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException(text);

    private static Budget Hours(int hours, string? from = null, string? until = null, BudgetFor each = BudgetFor.All) =>
        new("api", null, hours * Micros.PerHour, null, from is null ? LocalDate.MinIsoValue : Moment.Date(from), until is null ? null : Moment.Date(until), each, Budget.StandardPercents);

    private static Budget Amount(Money sum) => new("api", null, null, sum, LocalDate.MinIsoValue, null, BudgetFor.All, Budget.StandardPercents);
}
