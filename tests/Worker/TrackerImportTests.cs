using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Trackers' files through the whole program: people, zones, orders of dates, undoing, and rows handed back.</summary>
public sealed class TrackerImportTests : IDisposable
{
    private const string Header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n";

    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Times_without_a_zone_need_one()
    {
        var (code, _, error) = _daybook.Run("import", _daybook.Write("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00")));
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("--zone Europe/Berlin");
        _daybook.Number("select count(*) from source").ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-10-21T09:00:00+02:00", ExitCode.Done)]
    [InlineData("2026-10-21 09:00:00", ExitCode.BadData)]
    public void One_local_time_among_instants_needs_a_zone(string second, ExitCode code)
    {
        var file = _daybook.Write("a.csv", $"project_name,client_name,task_name,start_time,end_time,duration_hours,notes,tags,billable\nx,,,2026-10-20T09:00:00+02:00,2026-10-20T10:00:00+02:00,1.0,,,\nx,,,{second},,1.0,,,\n");
        _daybook.Run("import", file).Code.ShouldBe(code);
        _daybook.Run("import", file, "--zone", "Europe/Berlin").Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public void A_file_of_several_people_is_nobodys_until_someone_says()
    {
        var path = _daybook.Write("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00") + Row("bo@example.org", "09:00:00", "11:00:00"));
        var (code, _, error) = _daybook.Run("import", path, "--zone", "Europe/Berlin");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("bo@example.org (1 rows)");
        _daybook.Number("select count(*) from time_entry").ShouldBe(0);

        var (mine, output, note) = _daybook.Run("import", path, "--zone", "Europe/Berlin", "--person", "Ada@Example.org");
        mine.ShouldBe(ExitCode.Done, note);
        output.ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
        note.ShouldContain("left out: bo@example.org (1 rows)");
    }

    [Theory]
    [InlineData("2026-10-21T08:00:00Z", null)]
    [InlineData("2026-10-21T06:30:00Z", null)] // clocks may differ by less than an hour
    [InlineData("2026-10-21T05:59:00Z", "a.csv:2:1: warning: time that lies in the future begins here, the last of it at 2026-10-21T07:00:00Z")]
    public void Time_in_the_future_is_kept_and_said(string now, string? said)
    {
        _daybook.Now = now;
        var (code, _, error) = _daybook.Run("import", _daybook.Write("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00")), "--zone", "Europe/Berlin");
        code.ShouldBe(ExitCode.Done, error);
        if (said is null) error.ShouldNotContain("future");
        else error.ShouldContain(said);
        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(60);
    }

    [Fact]
    public void A_file_is_split_by_the_people_of_the_ledger()
    {
        _daybook.Configure("""
            { "Zones": [{ "Zone": "Europe/Berlin" }], "People": [{ "Person": "me", "Names": ["ada@example.org"] }, { "Person": "Bo", "Names": ["bo@example.org"] }] }
            """);
        var path = _daybook.Write("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00") + Row("bo@example.org", "09:00:00", "11:00:00") + Row("cy@example.org", "09:00:00", "12:00:00"));
        var (code, output, error) = _daybook.Run("import", path);
        code.ShouldBe(ExitCode.Done, error);
        output.ShouldEndWith("2 new, 0 same, 0 changed, 0 rejected\n");
        error.ShouldContain("left out: cy@example.org (1 rows)");
        _daybook.Number("select worked_us / 3600000000 from day join person on person.id = person_id where name = 'me'").ShouldBe(1);
        _daybook.Number("select worked_us / 3600000000 from day join person on person.id = person_id where name = 'Bo'").ShouldBe(2);
    }

    [Fact]
    public void A_second_export_changes_what_was_edited_and_adds_nothing()
    {
        Import("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00") + Row("ada@example.org", "11:00:00", "12:00:00"));
        Import("b.csv", Header + Row("ada@example.org", "09:00:00", "10:30:00") + Row("ada@example.org", "11:00:00", "12:00:00"))
            .ShouldEndWith("0 new, 1 same, 1 changed, 0 rejected\n");
        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(150);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void An_import_can_be_undone_and_what_others_tell_stays()
    {
        Import("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00") + Row("ada@example.org", "11:00:00", "12:00:00"));
        Import("b.csv", Header + Row("ada@example.org", "11:00:00", "12:00:00") + Row("ada@example.org", "13:00:00", "14:00:00"));

        _daybook.Do("import", "undo", "1", "--dry-run").ShouldContain("would be taken out: 0 heartbeats, 1 time entries");
        _daybook.Number("select count(*) from time_entry").ShouldBe(3);
        _daybook.Do("import", "undo", "1").ShouldContain("3:00  2:00  -1:00");
        _daybook.Number("select count(*) from time_entry").ShouldBe(2);
        _daybook.Do("check").ShouldNotContain("FAILS");
        _daybook.Do("import", "undo", "2").ShouldContain("1 days change: 2:00 becomes 0:00, -2:00");
        _daybook.Number("select count(*) from time_entry").ShouldBe(0);
        _daybook.Number("select count(*) from day").ShouldBe(0);
        _daybook.Run("import", "undo", "2").Code.ShouldBe(ExitCode.BadData);
        _daybook.Run("import", "undo", "77").Error.ShouldContain("there is no run 77");
    }

    [Fact]
    public void What_files_say_of_the_account_is_taken_out_as_well()
    {
        const string header = "week_key,expected_ms,worked_ms,delta_ms\n";
        _daybook.Do("import", _daybook.Write("a.csv", header + "2026-W30,144000000,144000000,0\n"), "--zone", "Europe/Berlin");
        _daybook.Do("import", _daybook.Write("b.csv", header + "2026-W30,144000000,151200000,7200000\n2026-W31,144000000,144000000,0\n"), "--zone", "Europe/Berlin");
        _daybook.Number("select count(*) from account_fact").ShouldBe(3);
        var (code, _, error) = _daybook.Run("import", "undo", "1");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("Undo the run of the other file first");

        _daybook.Do("import", "undo", "2").ShouldContain("2 facts of the account of 1 files");
        _daybook.Number("select sum(is_current) from account_fact").ShouldBe(1);
        _daybook.Do("import", "undo", "1");
        _daybook.Number("select count(*) from account_fact").ShouldBe(0);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Totals_of_a_later_export_can_be_undone_before_those_of_the_first()
    {
        static string Export(params (string Date, int Seconds)[] days) => $$"""
            {"user":{"id":"1","timezone":"Europe/Berlin"},"range":{"start":1,"end":2},"days":[{{string.Join(",", days.Select(d => $$"""{"date":"{{d.Date}}","grand_total":{"total_seconds":{{d.Seconds}}},"projects":[]}"""))}}]}
            """;
        _daybook.Do("import", _daybook.Write("a.json", Export(("2026-08-03", 3600))));
        _daybook.Do("import", _daybook.Write("b.json", Export(("2026-08-03", 7200), ("2026-08-04", 60))));
        _daybook.Number("select sum(worked_us) / 1000000 from day").ShouldBe(7260);
        _daybook.Run("import", "undo", "1").Code.ShouldBe(ExitCode.BadData);
        _daybook.Do("import", "undo", "2");
        _daybook.Number("select sum(worked_us) / 1000000 from day").ShouldBe(3600);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void A_length_on_a_date_leads_back_to_its_row()
    {
        var path = _daybook.Write("h.csv", "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name\n2026-10-21,,W,T,,1.5,Yes,Ada,Example\n");
        _daybook.Run("import", path);
        _daybook.Do("why", "2026-10-21").ShouldContain($"{path}:2: harvest gives 1:30:00 for 2026-10-21 on W");
        _daybook.Do("why", "2026-10-22").ShouldNotContain("harvest");
    }

    [Fact]
    public void A_change_undone_is_the_earlier_version_again()
    {
        Import("a.csv", Header + Row("ada@example.org", "09:00:00", "10:00:00"));
        Import("b.csv", Header + Row("ada@example.org", "09:00:00", "10:30:00"));
        _daybook.Do("import", "undo", "2");
        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(60);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Bad_rows_come_back_as_a_file_to_mend()
    {
        var path = _daybook.Write("a.csv", Header + Row("ada@example.org", "9 o'clock", "10:00:00") + Row("ada@example.org", "11:00:00", "12:00:00"));
        _daybook.Run("import", path, "--zone", "Europe/Berlin").Code.ShouldBe(ExitCode.PartlyDone);
        _daybook.Do("quarantine", "list").ShouldContain("'9 o'clock' is not a time of day");
        _daybook.Do("quarantine", "export", "--out", _daybook.File("bad"));
        var bad = File.ReadAllText(Directory.GetFiles(_daybook.File("bad")).ShouldHaveSingleItem());
        bad.ShouldEndWith(",\"'9 o'clock' is not a time of day\"\n");
        Import("mended.csv", bad.Replace("9 o'clock,", "09:00:00,", StringComparison.Ordinal)).ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void Rows_are_tried_again_when_more_is_said()
    {
        const string harvest = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name\n2026-10-21,,W,T,,\"1,500\",Yes,Ada,Example\n";
        _daybook.Run("import", _daybook.Write("h.csv", harvest)).Code.ShouldBe(ExitCode.PartlyDone);
        _daybook.Configure("""{ "Sources": [{ "Name": "harvest", "DecimalSeparator": "," }] }""");
        _daybook.Do("quarantine", "retry").ShouldContain("1 new, 0 same, 0 changed, 0 rejected");
        _daybook.Number("select count(*) from quarantine").ShouldBe(0);
        _daybook.Number("select worked_us / 60000000 from day").ShouldBe(90);
    }

    [Theory]
    [InlineData("dmy", "2026-04-03")]
    [InlineData("mdy", "2026-03-04")]
    public void Undecided_dates_wait_for_a_word(string order, string expected)
    {
        var path = _daybook.Write("a.csv", "\"Project\",\"Client\",\"Description\",\"User\",\"Group\",\"Email\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\"\n\"A\",\"\",\"\",\"Ada\",\"\",\"a@example.org\",\"03/04/2026\",\"09:00\",\"03/04/2026\",\"10:00\"\n");
        _daybook.Run("import", path, "--zone", "UTC").Error.ShouldContain("--date-order dmy or mdy");
        _daybook.Do("import", path, "--zone", "UTC", "--date-order", order, "--dry-run").ShouldContain(expected);
    }

    [Fact]
    public void A_file_that_may_be_two_kinds_waits_for_a_word()
    {
        var path = _daybook.Write("a.csv", "Email,Project,Task,Client,Description,Tags,Billable,Start date,Start time,End date,End time,Duration\nada@example.org,W,,,,,Yes,2026-10-21,09:00:00,2026-10-21,10:00:00,01:00:00\n");
        _daybook.Run("import", path, "--zone", "UTC").Error.ShouldContain("it may be clockify-template-2 or toggl-or-clockify");
        _daybook.Do("import", path, "--zone", "UTC", "--kind", "toggl-or-clockify").ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void Identify_says_what_a_file_is_and_takes_nothing_in()
    {
        var text = _daybook.Do("identify", _daybook.Write("a.csv", "\uFEFF" + Header + Row("ada@example.org", "09:00:00", "10:00:00")));
        text.ShouldContain("toggl-detailed, of the source toggl");
        text.ShouldContain("delimiter   comma");
        text.ShouldContain("utf-8 with mark");
        File.Exists(_daybook.File("daybook.db")).ShouldBeFalse();
    }

    private string Import(string name, string text) => _daybook.Do("import", _daybook.Write(name, text), "--zone", "Europe/Berlin");

    private static string Row(string email, string start, string end) => $"Someone,{email},Acme,Website,,work,Yes,2026-10-21,{start},2026-10-21,{end},,\n";
}
