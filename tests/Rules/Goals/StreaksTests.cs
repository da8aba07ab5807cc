using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

public sealed class StreaksTests
{
    private static readonly LocalDate First = new(2026, 3, 2);

    // x: with time, o: off, X: off and with time, .: neither. The last character is the date as of which is asked.
    [Theory]
    [InlineData("xxx", 3, 3)]
    [InlineData("xxx.", 3, 3)] // the day is not over
    [InlineData("xxx..", 0, 3)]
    [InlineData("xx.xxx.x", 1, 3)]
    [InlineData("xxoox", 3, 3)] // a weekend
    [InlineData("xxoo.", 2, 2)]
    [InlineData("xxo.x", 1, 2)]
    [InlineData("xxooo", 2, 2)]
    [InlineData("xXx", 3, 3)] // worked on a day off
    [InlineData("ooX", 1, 1)]
    [InlineData("....", 0, 0)]
    [InlineData("", 0, 0)]
    public void Days_in_a_row(string days, int current, int longest)
    {
        var streaks = Of(days);
        streaks.Current.Days.ShouldBe(current);
        streaks.Longest.Days.ShouldBe(longest);
    }

    [Fact]
    public void A_row_begins_on_its_first_day_and_the_later_of_two_is_told()
    {
        var streaks = Of("xx.oxox.");
        streaks.Current.Since.ShouldBe(First.PlusDays(4));
        streaks.Longest.ShouldBe(streaks.Current);
        Of("..").Longest.Since.ShouldBeNull();
    }

    [Fact]
    public void Days_to_come_do_not_count() =>
        Streaks.Of([First, First.PlusDays(1), First.PlusDays(2)], First.PlusDays(1), _ => false).Longest.Days.ShouldBe(2);

    [Fact]
    public void Days_off_only_ever_lengthen_a_row_and_a_plain_count_agrees()
    {
        var random = new Random(2);
        for (var i = 0; i < 500; i++)
        {
            var days = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => "xxxo."[random.Next(5)]));
            var streaks = Of(days);
            // Days off that are left out of the row of characters leave rows of x.
            var rows = days.Replace("o", "", StringComparison.Ordinal).Split('.');
            streaks.Longest.Days.ShouldBe(rows.Max(r => r.Length));
            streaks.Current.Days.ShouldBe(days[^1] == '.' ? (rows.Length > 1 ? rows[^2].Length : 0) : rows[^1].Length, days);
            var without = Of(days.Replace('o', '.'));
            without.Longest.Days.ShouldBeLessThanOrEqualTo(streaks.Longest.Days);
            without.Current.Days.ShouldBeLessThanOrEqualTo(streaks.Current.Days);
        }
    }

    private static Streaks Of(string days) => Streaks.Of(
        Enumerable.Range(0, days.Length).Where(i => days[i] is 'x' or 'X').Select(i => First.PlusDays(i)), First.PlusDays(days.Length - 1),
        date => days[Period.DaysBetween(First, date)] is 'o' or 'X');
}
