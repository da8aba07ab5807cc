using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Time off out of tables and calendars.</summary>
public sealed class AbsenceImportTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public AbsenceImportTests() => _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_table_of_time_off_is_known_by_its_columns()
    {
        _daybook.Do("import", Sample("absences/absences.csv"));
        Listed().ShouldBe([
            "- 2026-06-01 other, moving house absences",
            "- 2026-08-03..2026-08-14 vacation, the mountains absences",
            "- 2026-09-01 sick absences",
            "- 2026-09-02 sick 3:15, a doctor absences",
            "- 2026-10-05..2026-10-06 overtime 8:00 absences",
            "- 2026-11-18 holiday absences",
        ]);
        var once = _daybook.Dump();
        _daybook.Do("import", Sample("absences/absences.csv"));
        Facts(once).ShouldNotBeEmpty();
        Facts(_daybook.Dump()).ShouldBe(Facts(once));
    }

    [Fact]
    public void A_calendar_is_time_off_only_where_a_person_says_so()
    {
        _daybook.Do("import", Sample("calendar/days-off.ics"));
        _daybook.Do("mark", "list").ShouldBe("no time off\n");
        _daybook.Do("import", Sample("calendar/days-off.ics"), "--kind", "absences");
        Listed().ShouldBe([
            "- 2026-08-03..2026-08-14 vacation, Urlaub absences",
            "- 2026-09-01 sick, Sick absences",
            "- 2026-11-18 holiday, Buß- und Bettag absences",
            "- 2026-12-24 vacation half, Christmas Eve (half a day) absences",
        ]);
    }

    [Fact]
    public void What_a_source_of_ones_own_is_read_as_is_remembered()
    {
        _daybook.Do("import", Sample("calendar/days-off.ics"), "--kind", "absences", "--as", "team");
        var later = _daybook.Write("later.ics", File.ReadAllText(Sample("calendar/days-off.ics")).Replace("20260803", "20260804", StringComparison.Ordinal).Replace("DTSTAMP:20260701T080000Z", "DTSTAMP:20260801T080000Z", StringComparison.Ordinal));
        _daybook.Do("import", later, "--as", "team");
        _daybook.Do("mark", "list").ShouldContain("2026-08-04..2026-08-14 vacation, Urlaub");
        _daybook.Do("mark", "list").ShouldNotContain("2026-08-03");
    }

    [Fact]
    public void Time_off_that_repeats_is_each_of_its_days_for_ten_years_on()
    {
        string[] yearly = ["UID:1", "DTSTAMP:20260701T080000Z", "DTSTART;VALUE=DATE:20260803", "DTEND;VALUE=DATE:20260805", "RRULE:FREQ=YEARLY", "SUMMARY:Urlaub"];
        string[] moved = ["UID:1", "RECURRENCE-ID;VALUE=DATE:20270803", "DTSTAMP:20260702T080000Z", "DTSTART;VALUE=DATE:20270809", "SUMMARY:Urlaub"];
        string[] counted = ["UID:2", "DTSTAMP:20260701T080000Z", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260914", "SUMMARY:Sick"];
        _daybook.Do("import", Calendar("a.ics", yearly, moved, counted), "--kind", "absences");
        var listed = Listed().ToList();
        listed.Where(l => l.Contains("sick", StringComparison.Ordinal)).ShouldBe(["- 2026-09-07 sick, Sick absences", "- 2026-09-21 sick, Sick absences"]);
        listed.Where(l => l.Contains("vacation", StringComparison.Ordinal)).ShouldBe([
            "- 2026-08-03..2026-08-04 vacation, Urlaub absences",
            "- 2027-08-09 vacation, Urlaub absences",
            .. Enumerable.Range(2028, 10).Select(y => $"- {y}-08-03..{y}-08-04 vacation, Urlaub absences"),
        ]);
        _daybook.Do("import", Calendar("b.ics", [.. yearly, "EXDATE;VALUE=DATE:20280803", "LAST-MODIFIED:20260801T080000Z"], moved, counted), "--kind", "absences");
        Listed().ShouldBe(listed.Where(l => !l.Contains("2028", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_of_repeating_that_cannot_be_read_is_rejected_and_the_rest_taken_in()
    {
        var file = Calendar("odd.ics", ["UID:1", "DTSTART;VALUE=DATE:20260803", "RRULE:FREQ=SOMETIMES", "SUMMARY:Urlaub"], ["UID:2", "DTSTART;VALUE=DATE:20260805", "SUMMARY:Urlaub"]);
        var (code, _, error) = _daybook.Run("import", file, "--kind", "absences");
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("odd.ics:2");
        Listed().ShouldBe(["- 2026-08-05 vacation, Urlaub absences"]);
    }

    private string Calendar(string name, params string[][] events) => _daybook.Write(name,
        $"BEGIN:VCALENDAR\r\n{string.Concat(events.Select(e => $"BEGIN:VEVENT\r\n{string.Join("\r\n", e)}\r\nEND:VEVENT\r\n"))}END:VCALENDAR\r\n");

    private IEnumerable<string> Listed() => _daybook.Do("mark", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string Sample(string name) => Path.Combine(Repository.Root, "samples", name);

    private static IEnumerable<string> Facts(string dump) => dump.Split('\n').Where(l => l.Contains("\"kind\":", StringComparison.Ordinal));
}
