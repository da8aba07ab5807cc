using Daybook.Model;
using Daybook.Rules;
using static Daybook.Tests.Rules.Sold;

namespace Daybook.Tests.Rules;

/// <summary>Time put together to lines.</summary>
public sealed class SalesLinesTests
{
    private const string TwoWeeks = """
        2026-06-01 Acme api/review 1:00 80; 2026-06-01 Acme api 0:30 80; 2026-06-02 Acme api/review 0:20 80; 2026-06-08 Acme api 2:00 90;
        2026-06-01 Acme web 1:00 80; 2026-06-01 Bolt api 1:00 80; 2026-06-03 Acme api 1:00 -
        """;

    [Theory]
    [InlineData(SalesBy.Project, "Acme api 1:00 1 -; Acme api 1:50 1.833333 146.67 EUR; Acme api 2:00 2 180.00 EUR; Acme web 1:00 1 80.00 EUR; Bolt api 1:00 1 80.00 EUR")]
    [InlineData(SalesBy.Task, "Acme api/ 1:00 1 -; Acme api/ 0:30 0.5 40.00 EUR; Acme api/ 2:00 2 180.00 EUR; Acme api/review 1:20 1.333333 106.67 EUR; Acme web/ 1:00 1 80.00 EUR; Bolt api/ 1:00 1 80.00 EUR")]
    [InlineData(SalesBy.Day, """
        06-01 Acme api 1:30 1.5 120.00 EUR; 06-02 Acme api 0:20 0.333333 26.67 EUR; 06-03 Acme api 1:00 1 -; 06-08 Acme api 2:00 2 180.00 EUR;
        06-01 Acme web 1:00 1 80.00 EUR; 06-01 Bolt api 1:00 1 80.00 EUR
        """)]
    public void A_line_is_a_client_a_project_and_what_is_asked_for_at_one_rate(SalesBy by, string lines) => Show(Sales.Lines(Times(TwoWeeks), by)).ShouldBe(lines.ReplaceLineEndings(" "));

    [Fact]
    public void A_line_says_from_when_to_when_it_is()
    {
        var lines = Sales.Lines(Times(TwoWeeks));
        lines.Select(l => (l.Client, l.Project, l.First.Day, l.Last.Day)).ShouldBe([("Acme", "api", 3, 3), ("Acme", "api", 1, 2), ("Acme", "api", 8, 8), ("Acme", "web", 1, 1), ("Bolt", "api", 1, 1)]);
        lines.ShouldAllBe(l => l.Task == null && l.Date == null);
    }

    /// <summary>Twenty minutes three times are an hour, whatever a third of one comes to.</summary>
    [Fact]
    public void Hours_and_amount_are_those_of_the_line_and_not_of_its_parts() =>
        Show(Sales.Lines(Times("2026-06-01 Acme api 0:20 80.01; 2026-06-02 Acme api 0:20 80.01; 2026-06-03 Acme api 0:20 80.01"))).ShouldBe("Acme api 1:00 1 80.01 EUR");

    // what is there, how it is rounded, the lines
    [Theory]
    [InlineData("2026-06-01 Acme api 1:01 80; 2026-06-02 Acme api 1:01 80", RoundingMethod.Up, "Acme api 2:15 2.25 180.00 EUR")] // each line once, not each day
    [InlineData("2026-06-01 Acme api 1:01 80; 2026-06-02 Acme web 1:01 80", RoundingMethod.Up, "Acme api 1:15 1.25 100.00 EUR; Acme web 1:15 1.25 100.00 EUR")]
    [InlineData("2026-06-01 Acme api 0:07 80; 2026-06-01 Acme web 1:10 80", RoundingMethod.Down, "Acme web 1:00 1 80.00 EUR")] // of nothing there is no line
    [InlineData("2026-06-01 Acme api 1:15 80", RoundingMethod.Up, "Acme api 1:15 1.25 100.00 EUR")]
    public void A_line_is_rounded_whole(string sold, RoundingMethod method, string lines) => Show(Sales.Lines(Times(sold), rounded: (micros, _) => new Rounding(15, method).Of(micros))).ShouldBe(lines);

    [Fact]
    public void A_line_is_rounded_as_it_is_on_its_last_day()
    {
        var told = new List<NodaTime.LocalDate>();
        Sales.Lines(Times(TwoWeeks), rounded: (micros, last) =>
        {
            told.Add(last);
            return micros;
        });
        told.Select(d => d.Day).ShouldBe([3, 2, 8, 1, 1]);
    }

    [Fact]
    public void Time_that_is_more_and_less_by_the_same_is_no_line() => Sales.Lines(Times("2026-06-01 Acme api 1:00 80; 2026-06-02 Acme api -1:00 80")).ShouldBeEmpty();

    [Fact]
    public void Currencies_are_never_added_to_each_other()
    {
        var lines = Sales.Lines(Times("2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 80 CHF; 2026-06-01 Acme web 2:00 80 CHF; 2026-06-01 Acme web 1:00 9000 JPY; 2026-06-01 Acme web 1:00 -"));
        lines.Count.ShouldBe(5);
        Amounts.Totals(lines).ShouldBe([Of(240, "CHF"), Eur(80), Of(9000, "JPY")]);
        Amounts.Totals([]).ShouldBeEmpty();
    }
}
