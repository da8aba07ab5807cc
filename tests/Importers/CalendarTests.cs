using System.Globalization;
using System.Text;
using Daybook.Importers;
using Daybook.Importers.Calendar;
using Daybook.Model;

namespace Daybook.Tests.Importers;

/// <summary>What the samples of calendars do not show.</summary>
public sealed class CalendarTests
{
    [Fact]
    public void Times_of_no_zone_are_refused_until_someone_says_it()
    {
        Read("BEGIN:VEVENT\nDTSTART:20261021T090000\nDTEND:20261021T100000\nEND:VEVENT").ShouldHaveSingleItem().ShouldBeOfType<Extracted.Refused>();
        // A date needs none.
        Entries(Read("BEGIN:VEVENT\nDTSTART:20261021\nEND:VEVENT")).ShouldBeEmpty();
    }

    [Fact]
    public void Without_any_stamp_all_that_is_named_counts_and_no_more() =>
        Entries(Read("BEGIN:VEVENT\nUID:a\nDTSTART:20261021T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20261022T090000Z\nDURATION:PT1H\nEND:VEVENT"))
            .Select(e => e.UpstreamId).ShouldBe(["a/20261021T090000Z", "a/20261022T090000Z", "b"]);

    [Fact]
    public void A_meeting_under_way_when_the_file_was_written_waits_for_the_next_file() =>
        Entries(Read("BEGIN:VEVENT\nUID:a\nDTSTAMP:20261021T093000Z\nDTSTART:20261021T090000Z\nDURATION:PT1H\nEND:VEVENT")).ShouldBeEmpty();

    [Fact]
    public void Too_many_times_are_told_of()
    {
        var all = Read("BEGIN:VEVENT\nUID:a\nDTSTAMP:20991021T093000Z\nDTSTART:19710101T090000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY\nEND:VEVENT");
        Entries(all).Count.ShouldBe(MeetingSeries.MostTimes);
        all.OfType<Extracted.Noted>().ShouldContain(n => n.Diagnostic.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("PT1H30M", 0, 5400)]
    [InlineData("P1DT2H", 1, 7200)]
    [InlineData("+P2W", 14, 0)]
    [InlineData("PT15S", 0, 15)]
    [InlineData("-PT15M", null, 0)]
    [InlineData("P", null, 0)]
    [InlineData("PT", null, 0)]
    [InlineData("1H", null, 0)]
    public void Lengths_are_days_and_a_rest(string text, int? days, long seconds) =>
        CalendarLength.Read(text).ShouldBe(days is { } some ? new CalendarLength(some, seconds * Micros.PerSecond) : null);

    [Theory]
    [InlineData("SUMMARY;LANGUAGE=en:One\\, two\\; three\\nfour\\\\n", "One, two; three\nfour\\n")]
    [InlineData("SUMMARY;X=\"a:b;c\":Text: more", "Text: more")]
    [InlineData("SUMMARY:", "")]
    [InlineData("SUMMARY", null)]
    [InlineData("two words: no property", null)]
    public void Properties_are_read_with_their_escapes(string line, string? text) =>
        ContentLine.Of(line, new Daybook.Importers.Lines.TextLine(1, 0, line, false, true))?.Text.ShouldBe(text);

    [Theory]
    [InlineData("ACCEPTED", false)]
    [InlineData("DECLINED", true)]
    public void What_was_accepted_and_then_declined_counts_no_longer(string answer, bool isDeleted)
    {
        var meeting = string.Create(CultureInfo.InvariantCulture, $"X-WR-CALNAME:mara@example.com\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20261022T093000Z\nDTSTART:20261021T090000Z\nDURATION:PT1H\nATTENDEE;PARTSTAT={answer}:mailto:mara@example.com\nEND:VEVENT");
        Entries(Read(meeting)).ShouldHaveSingleItem().IsDeleted.ShouldBe(isDeleted);
    }

    private static List<Extracted> Read(string events) =>
        [.. new CalendarImporter().Read(SourceFile.Of("a.ics", Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR\n")), Reading.Fresh())];

    private static List<TimeEntry> Entries(IEnumerable<Extracted> all) => [.. all.OfType<Extracted.Entry>().Select(e => e.TimeEntry)];
}
