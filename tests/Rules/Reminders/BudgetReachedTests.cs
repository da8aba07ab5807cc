using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Rules.Sold;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Rules;

/// <summary>When a budget's share is told, and what it is told once as. Today is 2026-06-16.</summary>
public sealed class BudgetReachedTests
{
    private static readonly LocalDate Today = new(2026, 6, 16);

    // what the budget is of, what was used; what is told once
    [Theory]
    [InlineData("10:00 All", "7:59", null)]
    [InlineData("10:00 All", "8:00", "80 % of 10:00")]
    [InlineData("10:00 All", "9:59", "80 % of 10:00")]
    [InlineData("10:00 All", "10:00", "100 % of 10:00")]
    [InlineData("10:00 All", "10:30", "105 % of 10:00")] // of several the highest
    [InlineData("10:00 All", "99:00", "105 % of 10:00")]
    [InlineData("10:00 Month", "8:00", "80 % of 10:00 from 2026-06-01 to 2026-06-30")]
    [InlineData("10:00 Year", "8:00", "80 % of 10:00 from 2026-01-01 to 2026-12-31")]
    [InlineData("12:00 All", "10:00", "80 % of 12:00")] // another size is another budget
    [InlineData("10:00:30 All", "10:00", "80 % of 10:00:30")] // however little it is other
    [InlineData("800 All", "10:00", "100 % of 800 EUR")]
    [InlineData("800.50 All", "10:00", "80 % of 800.5 EUR")]
    [InlineData("800.25 All", "10:00", "80 % of 800.25 EUR")]
    public void A_share_is_told_once_for_its_size_and_dates(string budget, string used, string? about)
    {
        var told = Due(Of(budget), $"2026-06-03 Acme api {used} 80");
        (told is [var reminder] ? reminder.About : null).ShouldBe(about);
    }

    /// <summary>The dates of a share are those of its budget, not of the time.</summary>
    [Theory]
    [InlineData("2026-06-03 Acme api 8:00 80", "2026-06-02 Acme api 8:00 80")]
    [InlineData("2026-06-03 Acme api 8:00 80", "2026-06-01 Acme api 4:00 80; 2026-06-15 Acme api 5:00 80")]
    public void Late_time_that_moves_the_day_is_no_reason_to_tell_it_again(string sold, string later)
    {
        Due(Of("10:00 Month"), sold).Single().About.ShouldBe(Due(Of("10:00 Month"), later).Single().About);
        Due(Of("10:00 All"), sold).Single().About.ShouldBe(Due(Of("10:00 All"), later).Single().About);
    }

    [Fact]
    public void It_is_never_over_and_of_a_project_a_client_or_both()
    {
        var both = Due(Of("10:00 All") with { Client = "Acme" }, "2026-06-03 Acme api 8:00 80").Single();
        both.Subject.ShouldBe("Acme, api");
        Due(Of("10:00 All"), "2026-06-03 Acme api 8:00 80").Single().Subject.ShouldBe("api");
        var key = Reminders.KeyOf(both, "me", "Ada@example.org");
        key.ToString().ShouldBe("remind/budget/Acme, api/80 % of 10:00/ada@example.org");
        Reminders.IsOver(key, Today.PlusYears(5)).ShouldBeFalse();
    }

    // what is used; which sentence, and the figures in it
    [Theory]
    [InlineData("8:00", "lead", "used 8:00, budget 10:00, left 2:00, percent 80")]
    [InlineData("10:00", "lead", "used 10:00, budget 10:00, left 0:00, percent 100")]
    [InlineData("10:20", "over", "used 10:20, budget 10:00, left 0:20, percent 100")]
    [InlineData("11:00", "over", "used 11:00, budget 10:00, left 1:00, percent 105")]
    public void It_says_how_much_is_left_or_too_much(string used, string sentence, string figures)
    {
        var told = Due(Of("10:00 All"), $"2026-06-03 Acme api {used} 80").Single();
        told.Case.ShouldBe(sentence);
        string.Join(", ", told.Figures.Select(f => $"{f.Key} {(f.Unit == ReminderUnit.Percent ? $"{f.Value}" : Hours.Text(f.Value))}")).ShouldBe(figures);
        told.Steps.Single().Command.ShouldBe("daybook report billing 2026-06");
    }

    private static List<Reminder> Due(Budget budget, string sold) => [.. Reminders.Due(new ReminderWish("budget", new LocalTime(9, 0)), new ReminderFacts(Moment.Utc("2026-06-16 12:00"), DayCut.In(DateTimeZone.Utc), _ => false)
    {
        Budgets = [budget.On(Period.Containing(PeriodKind.Day, Today), Times(sold))!],
    })];

    /// <summary><c>10:00 Month</c>, <c>800.50 All</c>.</summary>
    private static Budget Of(string text)
    {
        var (size, each) = (text.Split(' ')[0], Enum.Parse<BudgetFor>(text.Split(' ')[1]));
        var isTime = size.Contains(':', StringComparison.Ordinal);
        return new Budget("api", null, isTime ? Time($"2026-06-01 - x {size} -").Micros : null, isTime ? null : Eur(decimal.Parse(size, System.Globalization.CultureInfo.InvariantCulture)), LocalDate.MinIsoValue, null, each, Budget.StandardPercents);
    }
}
