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
    public void Time_off_that_repeats_is_rejected_and_the_rest_taken_in()
    {
        var file = _daybook.Write("yearly.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260701T080000Z\r\nDTSTART;VALUE=DATE:20260803\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Urlaub\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260701T080000Z\r\nDTSTART;VALUE=DATE:20260805\r\nSUMMARY:Urlaub\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        var (code, _, error) = _daybook.Run("import", file, "--kind", "absences");
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("it repeats, and time off is read of single events only");
        _daybook.Do("mark", "list").ShouldContain("2026-08-05 vacation");
    }

    private IEnumerable<string> Listed() => _daybook.Do("mark", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string Sample(string name) => Path.Combine(Repository.Root, "samples", name);

    private static IEnumerable<string> Facts(string dump) => dump.Split('\n').Where(l => l.Contains("\"kind\":", StringComparison.Ordinal));
}
