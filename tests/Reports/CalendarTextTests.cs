using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Reports;

public class CalendarTextTests
{
    [Theory]
    [InlineData("2026-11-21", "Saturday 21 November 2026")]
    [InlineData("2026-W01", "Week 1, 2026")]
    [InlineData("2026-W53", "Week 53, 2026")] // most of its days are in January 2027, its year is not
    [InlineData("2026-11", "November 2026")]
    [InlineData("2026", "2026")]
    public void A_period_has_a_title(string name, string title)
    {
        Period.TryParse(name, out var period).ShouldBeTrue();
        ReportStyle.English.Calendar.Title(period).ShouldBe(title);
    }

    [Theory]
    [InlineData("2026-11-16", "2026-11-22", "16 to 22 November 2026")]
    [InlineData("2026-03-30", "2026-04-05", "30 March to 5 April 2026")]
    [InlineData("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027")]
    [InlineData("2026-11-16", "2026-11-16", "16 November 2026")]
    public void A_range_says_once_what_both_ends_share(string from, string to, string text) =>
        ReportStyle.English.Calendar.Range(ASlice.Date(from), ASlice.Date(to)).ShouldBe(text);

    [Fact]
    public void A_mail_is_dated_as_the_standard_wants_it() =>
        CalendarText.Mail(Instant.FromUtc(2026, 1, 4, 6, 7, 8)).ShouldBe("Sun, 4 Jan 2026 06:07:08 +0000");

    [Theory]
    [InlineData("", "")]
    [InlineData("2026-11-21", "Sat 21 Nov")]
    [InlineData("2026-11-21 2026-11-22", "21 to 22 Nov")]
    [InlineData("2026-10-31 2026-11-01 2026-11-03", "31 Oct to 1 Nov, Tue 3 Nov")]
    [InlineData("2026-11-01 2026-11-03 2026-11-05 2026-11-06", "Sun 1 Nov, Tue 3 Nov and 2 more days")]
    [InlineData("2026-11-01 2026-11-03 2026-11-05", "Sun 1 Nov, Tue 3 Nov and 1 more day")]
    public void Dates_are_listed_with_neighbours_drawn_together(string dates, string text) =>
        DateList.Of(dates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => new DaySum(ASlice.Date(d), DayBasis.None, default, default, null, null, default, [])).ToList(), 2, ReportStyle.English).ShouldBe(text);
}
