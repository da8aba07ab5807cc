using System.Text.Json;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Handing entries out through the whole program.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Berlin = """{ "Zones": [{ "Zone": "Europe/Berlin" }] }""";

    private readonly ADaybook _daybook = new();

    public ExportCommandTests()
    {
        _daybook.Configure(Berlin);
        _daybook.Do("add", "2026-09-01", "09:00-10:07", "--project", "website", "--note", "=1+1", "--billable");
        _daybook.Do("add", "2026-09-02", "22:00-24:00", "--project", "letters");
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Entries_go_to_standard_output_or_whole_to_a_file()
    {
        var file = _daybook.File("out.json");
        var printed = _daybook.Do("export", "entries");
        _daybook.Do("export", "entries", "--to", file).ShouldBe($"2 entries to {file}\n");
        File.ReadAllText(file).ShouldBe(printed);
        printed.ShouldBe(_daybook.Do("entries", "--json"));
        printed.ShouldNotContain("\"row\"");
        File.Exists($"{file}.tmp").ShouldBeFalse();
        JsonDocument.Parse(_daybook.Do("export", "entries", "2026-09-01")).RootElement.GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        var file = _daybook.Write("out.json", "mine");
        var (code, output, error) = _daybook.Run("export", "entries", "--to", file);
        (code, output, error).ShouldBe((ExitCode.CannotCreate, "", $"daybook: {file} is there already. --force writes over it; or name another file.\n"));
        File.ReadAllText(file).ShouldBe("mine");
        _daybook.Do("export", "entries", "--to", file, "--force");
        File.ReadAllText(file).ShouldStartWith("{");
    }

    [Fact]
    public void A_rehearsal_writes_nothing()
    {
        var before = _daybook.Listing();
        _daybook.Do("export", "entries", "--as", "timetracker", "--to", _daybook.File("out.csv"), "--dry-run").ShouldBe($"would write 2 rows to {_daybook.File("out.csv")}\n");
        var json = _daybook.Json("export", "payroll", "--as", "timetracker", "--dry-run", "--json");
        (json.GetProperty("rows").GetInt32(), json.GetProperty("dry_run").GetBoolean()).ShouldBe((1, true));
        _daybook.Listing().ShouldBe(before);
    }

    [Theory]
    [InlineData(ExitCode.BadData, "there is no payroll as wotra. There is: entries --as daybook, entries --as timetracker, entries --as wotra, days --as daybook, days --as wotra, weeks --as daybook, weeks --as wotra, payroll --as timetracker.", "payroll --as wotra")]
    [InlineData(ExitCode.BadData, "there is no source 'x' of 'me'. There is: daybook.", "entries --source x")]
    [InlineData(ExitCode.BadData, "nothing says how to round: Rounding in the configuration does.", "payroll --as timetracker --round")]
    [InlineData(ExitCode.BadData, "only lengths that TimeTracker is told are rounded: leave --round out.", "entries --round")]
    [InlineData(ExitCode.BadData, "--wotra-stop means nothing to daybook: leave it out.", "entries --wotra-stop")]
    [InlineData(ExitCode.Usage, "'x' is not a period", "entries x")]
    [InlineData(ExitCode.Usage, "--json says what was written to a file: name one with --to, or say --dry-run", "entries --json")]
    public void What_cannot_be_is_refused(ExitCode code, string said, string arguments)
    {
        var (refused, output, error) = _daybook.Run(["export", .. arguments.Split(' ')]);
        (refused, output).ShouldBe((code, ""));
        error.ShouldStartWith($"daybook: {said}");
    }

    [Fact]
    public void Lengths_are_rounded_by_a_dated_rule_and_facts_are_not()
    {
        _daybook.Configure("""
            { "Zones": [{ "Zone": "Europe/Berlin" }], "Rounding": [{ "Minutes": 15, "Method": "up", "From": "2026-09-01" }, { "Minutes": 60, "Method": "down", "From": "2026-09-03" }] }
            """);
        _daybook.Do("add", "2026-09-03", "09:00-10:59", "--project", "x");
        _daybook.Do("add", "2026-08-31", "09:00-10:01", "--project", "before any rule");
        Payroll().ShouldBe("6.12");
        Payroll("--round").ShouldBe("5.27"); // 1:01 as it is, 1:15, 2:00 and 1:00
        _daybook.Do("export", "entries", "2026-09-01", "--as", "timetracker", "--round").ShouldBe(
            "project_name,client_name,task_name,start_time,end_time,duration_hours,notes,tags,billable\r\nwebsite,,,2026-09-01 09:00:00,2026-09-01 10:07:00,1.25,'=1+1,,true\r\n");
        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(67 + 120 + 119 + 61);

        string Payroll(params string[] more) => _daybook.Do(["export", "payroll", "--as", "timetracker", .. more]).Split("\r\n")[1].Split(',')[6];
    }

    [Fact]
    public void Payroll_asks_which_of_several_sources_counts()
    {
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/wotra/entries.csv"));
        var (code, _, error) = _daybook.Run("export", "payroll", "--as", "timetracker");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("daybook, wotra. Say which count: --source NAME");
        _daybook.Do("export", "payroll", "--as", "timetracker", "--source", "wotra").ShouldContain(",2026-10-19,2026-10-25,");
        _daybook.Do("export", "payroll", "2026-09", "--as", "timetracker").ShouldContain(",2026-08-31,2026-09-06,"); // only one has entries then
    }

    [Fact]
    public void Entries_of_several_sources_go_back_to_where_they_came_from_or_nowhere()
    {
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/wotra/entries.csv"));
        var file = _daybook.File("all.json");
        _daybook.Do("export", "entries", "--to", file);
        using var other = new ADaybook();
        other.Configure(Berlin);
        var (mixed, _, why) = other.Run("import", file, "--as", "mine");
        mixed.ShouldBe(ExitCode.BadData);
        why.ShouldContain("it holds entries of several sources, which --as would mix: daybook, wotra");
        var (once, _, twice) = other.RunWith(File.ReadAllBytes(file), "import", "-");
        once.ShouldBe(ExitCode.BadData);
        twice.ShouldContain("can be read only once");
        other.Number("select count(*) from source").ShouldBe(0);
        other.Do("import", file).ShouldEndWith("4 new, 0 same, 0 changed, 0 rejected\n");
        var run = other.Number("select max(id) from run");
        other.Do("import", "undo", $"{run}");
        other.Number("select count(*) from time_entry").ShouldBe(0);

        _daybook.Do("export", "entries", "--source", "wotra", "--to", file, "--force");
        other.RunWith(File.ReadAllBytes(file), "import", "-").Code.ShouldBe(ExitCode.Done); // one source needs one reading
        other.Do("import", file, "--as", "mine").ShouldEndWith("2 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void Anothers_source_is_not_mixed_with_ones_own()
    {
        var file = _daybook.File("all.json");
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/wotra/entries.csv"));
        _daybook.Do("export", "entries", "--to", file);
        _daybook.Configure("""{ "Person": "Bo", "Zones": [{ "Zone": "Europe/Berlin" }] }""");
        var (code, _, error) = _daybook.Run("import", file);
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("the source 'daybook' holds another person's time");
        _daybook.Run("export", "entries").Error.ShouldBe("daybook: the ledger holds no facts of 'Bo'. Import some: daybook import PATH\n");
    }

    [Fact]
    public void A_row_of_a_source_that_the_head_does_not_name_is_said_once()
    {
        const string File = """{"daybook": 1, "sources": ["a", "b"], "entries": [{"start": "2026-09-01T09:00:00Z", "end": "2026-09-01T10:00:00Z", "source": "c"}, {"start": "2026-09-01T09:00:00Z", "end": "2026-09-01T10:00:00Z", "source": "b", "row": "xyz"}]}""";
        var (code, output, error) = _daybook.Run("import", _daybook.Write("a.json", File));
        code.ShouldBe(ExitCode.PartlyDone);
        output.ShouldEndWith("0 new, 0 same, 0 changed, 2 rejected\n");
        error.Split("its source 'c' is not named").Length.ShouldBe(2);
        error.ShouldContain("'xyz' is not what a row is known by");
    }

    [Theory]
    [InlineData("\"toggl\", \"wotra\"", "toggl")]
    [InlineData("\"toggl\", \"daybook\"", "daybook")]
    public void What_stands_beside_entries_of_several_sources_comes_in_once(string sources, string owner)
    {
        _daybook.Do("import", _daybook.Write("a.json", $$"""{"daybook": 1, "sources": [{{sources}}], "adjustments": [{"id": "a1", "date": "2026-09-01", "length": "1:00", "note": "paid out"}], "entries": []}""")).ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Number($"select count(*) from account_fact join source on source.id = source_id where kind = 'adjustment' and name = '{owner}'").ShouldBe(1);
    }

    [Fact]
    public void What_has_no_entries_is_said()
    {
        _daybook.Do("import", _daybook.Write("beats.json", new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-09-01 09:00"), 0, 5))));
        _daybook.Run("export", "entries").Error.ShouldBe("not in it: wakatime: no time entries (heartbeats and day totals are none)\n");
    }

    [Theory]
    [InlineData(true, "2026-10-22T20:00:00Z", "2026-10-22T21:59:59Z", 7200, true)]
    [InlineData(true, "2026-10-22T20:00:00Z", "2026-10-22T21:59:59.999Z", 7200, true)]
    [InlineData(true, "2026-10-22T20:00:00Z", "2026-10-22T21:59:58Z", 7198, false)] // not the guard's second
    [InlineData(true, "2026-10-22T20:00:00Z", "2026-10-22T22:00:00Z", 7200, false)]
    [InlineData(true, "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", 90_000, true)] // a day of 25 hours
    [InlineData(true, "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", 82_800, true)] // and one of 23
    [InlineData(false, "2026-10-22T20:00:00Z", "2026-10-22T21:59:59Z", 7199, false)]
    public void What_Wotras_guard_stopped_went_on_until_midnight_where_that_is_set(bool isSet, string start, string end, int seconds, bool isStated)
    {
        long Millis(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value.ToUnixTimeMilliseconds();
        _daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "wotra", "AutoStopEndsAtMidnight": {{(isSet ? "true" : "false")}} }] }""");
        _daybook.Do("import", _daybook.Write("a.csv", $"id,start_time,end_time,auto_stopped,note,day_key\n0199f000-0000-7000-8000-000000000001,{Millis(start)},{Millis(end)},1,,x\n"));
        _daybook.Number("select length_us from time_entry join source on source.id = source_id where source.name = 'wotra'").ShouldBe(seconds * Micros.PerSecond);
        var entry = JsonDocument.Parse(_daybook.Do("export", "entries", "--source", "wotra")).RootElement.GetProperty("entries")[0];
        entry.GetProperty("tags")[0].GetString().ShouldBe("auto_stopped");
        entry.TryGetProperty("stated_end", out var stated).ShouldBe(isStated);
        if (isStated) stated.GetString().ShouldBe(end);
    }

    [Fact]
    public void Closed_days_and_weeks_come_back_as_Wotra_sealed_them()
    {
        using var other = new ADaybook { Now = "2026-11-10T08:00:00Z" };
        other.Configure(Berlin);
        other.Do("import", Path.Combine(Repository.Root, "samples/wotra/wotra.db"));
        other.Do("close");
        // The week that Wotra itself has sealed keeps its difference.
        other.Run("export", "weeks", "2026-10", "--as", "wotra", "--to", other.File("weeks.csv")).ShouldBe(
            (ExitCode.Done, $"2 rows to {other.File("weeks.csv")}\n", "not carried: corrections and opening balances, which Wotra keeps beside its weeks (1)\n"));
        File.ReadAllText(other.File("weeks.csv")).ShouldBe("week_key,expected_ms,worked_ms,delta_ms,closed_at\n2026-W43,141840000,73649250,-74670750,\n2026-W44,138600000,0,-138600000,\n");
        other.Run("export", "days", "2026-W43", "--as", "wotra", "--to", other.File("days.csv")).Code.ShouldBe(ExitCode.Done);
        _daybook.Do("import", other.File("weeks.csv"), other.File("days.csv")).ShouldEndWith("9 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Number("select count(*) from account_fact where kind = 'closed-week' and json like '{\"delta_us\":-74670750000,%'").ShouldBe(1);
        other.Do("export", "weeks", "2026-10").Split('\n')[1].ShouldBe("2026-10-19,2026-10-25,141840000000,141840000000,45929250000,27720000000,-4680000000,-72870750000,-72870750000,true");
        other.Run("export", "days", "--source", "wotra").Error.ShouldBe("daybook: days of the account are of all sources: leave --source out.\n");
    }

    [Fact]
    public void Midnight_needs_a_zone()
    {
        using var daybook = new ADaybook();
        daybook.Configure("""{ "Sources": [{ "Name": "wotra", "AutoStopEndsAtMidnight": true }] }""");
        var (code, _, error) = daybook.Run("import", Path.Combine(Repository.Root, "samples/wotra/entries.csv"));
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("it says nothing of the zone whose midnight its guard stops entries at");
    }
}
