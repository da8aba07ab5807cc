using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Time by hand through the whole program.</summary>
public sealed class ByHandTests : IDisposable
{
    private const string Berlin = """{ "Zones": [{ "Zone": "Europe/Berlin" }] }""";

    private readonly ADaybook _daybook = new() { Now = "2026-10-21T07:00:00Z" };

    public ByHandTests() => _daybook.Configure(Berlin);

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_timer_counts_once_it_is_stopped()
    {
        _daybook.Do("start", "--project", "website", "--tag", "ui").ShouldBe("started 2026-10-21 09:00 (running) website [0001]\n");
        At("2026-10-21T08:10:00Z").Do("status").ShouldStartWith("running: website since 2026-10-21 09:00, 1:10 so far; 'daybook stop' ends it\n");
        var running = _daybook.Json("status", "--json").GetProperty("running")[0];
        running.GetProperty("project").GetString().ShouldBe("website");
        running.GetProperty("microseconds").GetInt64().ShouldBe(70 * 60_000_000L);
        _daybook.Number("select count(*) from time_entry").ShouldBe(0);

        At("2026-10-21T08:30:00Z").Do("stop", "--note", "header").ShouldBe("stopped 2026-10-21 09:00-10:30 (1:30) website [0001]\n");
        Minutes().ShouldBe(90);
        _daybook.Do("entries").ShouldBe("0001  2026-10-21  09:00-10:30  1:30  website    +ui header\n1 made by hand\n");
        _daybook.Do("status").ShouldNotContain("running:");
        Sound();
    }

    [Fact]
    public void Starting_stops_what_runs_and_says_so()
    {
        _daybook.Do("start", "--project", "one");
        At("2026-10-21T08:00:00Z").Do("start", "--project", "two", "--at", "09:45")
            .ShouldBe("stopped 2026-10-21 09:00-09:45 (0:45) one [0001]\nstarted 2026-10-21 09:45 (running) two [0002]\n");
        Minutes().ShouldBe(45);
    }

    [Theory]
    [InlineData("2026-10-21T20:00:00Z", "2026-10-22T08:00:00Z", "00:00", "22:00-24:00 2:00, 00:00-10:00 10:00")]
    [InlineData("2026-10-21T20:00:00Z", "2026-10-23T08:00:00Z", "00:00", "22:00-24:00 2:00, 00:00-24:00 24:00, 00:00-10:00 10:00")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-26T00:00:00Z", "00:00", "22:00-24:00 2:00, 00:00-24:00 25:00, 00:00-01:00 1:00")] // clocks were put back
    [InlineData("2027-03-27T21:00:00Z", "2027-03-28T23:00:00Z", "00:00", "22:00-24:00 2:00, 00:00-24:00 23:00, 00:00-01:00 1:00")] // clocks were put forward
    [InlineData("2026-10-21T20:00:00Z", "2026-10-22T03:00:00Z", "04:00", "22:00-2026-10-22 04:00 6:00, 04:00-05:00 1:00")] // days begin at four
    [InlineData("2026-10-21T20:00:00Z", "2026-10-21T22:00:00Z", "00:00", "22:00-24:00 2:00")] // midnight itself is no new day's
    [InlineData("2026-10-21T20:00:00Z", "2026-10-21T20:00:00Z", "00:00", "22:00-22:00 0:00")]
    public void Stopping_makes_an_entry_a_day_and_loses_nothing(string start, string stop, string dayStart, string entries)
    {
        _daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "DayStarts": [{ "At": "{{dayStart}}" }] }""");
        At(start).Do("start", "--project", "x");
        At(stop).Do("stop");
        var rows = _daybook.Do("entries").Split('\n')[..^2].Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..^1]));
        string.Join(", ", rows).ShouldBe(entries);
        var length = NodaTime.Text.InstantPattern.General.Parse(stop).Value - NodaTime.Text.InstantPattern.General.Parse(start).Value;
        _daybook.Number("select sum(length_us) from time_entry").ShouldBe(Daybook.Model.Micros.From(length));
        Minutes().ShouldBe((long)length.TotalMinutes);
        Sound();
    }

    [Theory]
    [InlineData("nothing is running", "stop")]
    [InlineData("cannot end before, at 2026-10-21 08:00", "start", "stop --at 08:00")]
    [InlineData("2026-10-21 23:50 has not come yet", "start", "stop --at 23:50")]
    [InlineData("say the date: \"2026-10-20 HH:MM\"", "start --at 23:50")]
    [InlineData("runs since 2026-10-21 09:00", "start", "start --at 08:30")]
    [InlineData("clocks in Europe/Berlin never showed 2026-03-29 02:30: they were put forward to 03:00", "add 2026-03-29 02:30-04:00")]
    [InlineData("never showed 2026-03-29 02:30", "start --at 2026-03-29T02:30")]
    [InlineData("it ends when it starts", "add 2026-10-21 09:00-09:00")]
    [InlineData("2026-03-29 has only 23:00 hours", "add 2026-03-29 23:30")]
    [InlineData("there is no entry made by hand", "edit last --note x")]
    [InlineData("no entry made by hand has an id that begins or ends with 'beef'. The latest are:\n  2026-10-20 1:00 Unknown Project [0001]", "add 2026-10-20 1:00", "drop beef")]
    [InlineData("'0' may mean 2 entries; say more of the id:\n  ", "add 2026-10-20 1:00", "add 2026-10-20 2:00", "drop 0")]
    [InlineData("it is a length on a date", "add 2026-10-20 1:00", "edit last --start 09:00")]
    [InlineData("it is still running", "start", "edit last --end 10:00")]
    [InlineData("which is not later", "add 2026-10-20 09:00-10:00", "edit last --start 10:00")]
    public void What_cannot_be_is_refused_and_changes_nothing(string said, params string[] commands)
    {
        foreach (var before in commands[..^1]) _daybook.Do(before.Split(' '));
        if (commands.Length == 1 && !commands[0].StartsWith("add", StringComparison.Ordinal) && !commands[0].StartsWith("start", StringComparison.Ordinal)) _daybook.Do("import", _daybook.Write("a.json", "{\"daybook\": 1, \"entries\": []}"));
        var folder = Unlocked();
        var (code, output, error) = _daybook.Run(commands[^1].Split(' '));
        code.ShouldBe(ExitCode.BadData, error);
        error.ShouldContain(said);
        output.ShouldBeEmpty();
        Unlocked().ShouldBe(folder);
    }

    [Theory]
    [InlineData("start --at noon", "--at: 'noon' is not a time; write it like 09:00")]
    [InlineData("start --zone Mars", "--zone: 'Mars' is not a zone")]
    [InlineData("add 2026-10-21 90", "'90' is neither from when to when nor how long")]
    [InlineData("add someday 1:30", "'someday' is not a date; write it like 2026-10-21, today or yesterday")]
    [InlineData("edit last", "say what to change: --start")]
    public void What_cannot_be_understood_is_said_and_makes_no_ledger(string command, string said)
    {
        var (code, _, error) = _daybook.Run(command.Split(' '));
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain(said);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("add 2026-10-21 09:00-10:30", "added 2026-10-21 09:00-10:30 (1:30) Unknown Project [0001]", 90)]
    [InlineData("add 2026-10-21 09:00–10:30", "added 2026-10-21 09:00-10:30 (1:30) Unknown Project [0001]", 90)]
    [InlineData("add yesterday 1:30", "added 2026-10-20 1:30 Unknown Project [0001]", 90)]
    [InlineData("add today 90m", "added 2026-10-21 1:30 Unknown Project [0001]", 90)]
    [InlineData("add 2026-10-20 1.5", "added 2026-10-20 1:30 Unknown Project [0001]", 90)]
    [InlineData("add 2026-10-20 23:00-01:30", "added 2026-10-20 23:00-24:00 (1:00) Unknown Project [0001]\nadded 2026-10-21 00:00-01:30 (1:30) Unknown Project [0002]", 150)]
    [InlineData("add 2026-10-20 00:00-24:00", "added 2026-10-20 00:00-24:00 (24:00) Unknown Project [0001]", 1440)]
    [InlineData("add 2025-10-26 01:30-02:30", "note: clocks in Europe/Berlin show 2025-10-26 02:30 twice; it is taken as the first time\nadded 2025-10-26 01:30-02:30 (1:00) Unknown Project [0001]", 60)]
    [InlineData("add 2025-10-26 01:30-03:30", "added 2025-10-26 01:30-03:30 (3:00) Unknown Project [0001]", 180)]
    [InlineData("add 2025-10-26 02:40-02:10", "note: clocks in Europe/Berlin show 2025-10-26 02:40 twice; it is taken as the first time\nnote: clocks in Europe/Berlin show 2025-10-26 02:10 twice; it is taken as the second time\nadded 2025-10-26 02:40-02:10 (0:30) Unknown Project [0001]", 30)]
    [InlineData("add 2026-03-29 01:30-03:30", "added 2026-03-29 01:30-03:30 (1:00) Unknown Project [0001]", 60)]
    public void What_is_over_is_added(string command, string said, int minutes)
    {
        _daybook.Do(command.Split(' ')).ShouldBe($"{said}\n");
        Minutes().ShouldBe(minutes);
        Sound();
    }

    [Fact]
    public void An_edit_is_a_new_version_and_the_old_one_stays()
    {
        _daybook.Do("add", "2026-10-19", "09:00-10:30", "--project", "a", "--tag", "x", "--note", "n", "--billable");
        At("2020-01-01T00:00:00Z").Do("edit", "last", "--project", "b", "--note", "", "--tag", "y", "--tag", "z", "--billable", "false") // the clock was set back
            .ShouldBe("edited 2026-10-19 09:00-10:30 (1:30) b [0001]\n");
        _daybook.Do("edit", "0001", "--start", "2026-10-20 23:00", "--end", "00:30")
            .ShouldBe("edited 2026-10-20 23:00-24:00 (1:00) b [0001]\nadded 2026-10-21 00:00-00:30 (0:30) b [0002]\n");
        _daybook.Number("select count(*) from time_entry").ShouldBe(4);
        _daybook.Total("day", "2026-10-19").ShouldBe(0);
        _daybook.Total("day", "2026-10-20").ShouldBe(60 * 60_000_000L);
        _daybook.Do("why", "2026-10-20").ShouldContain("daybook edit:4: daybook gives 1:00:00 on b at /entries/0");
        Sound();

        _daybook.Do("import", "undo", "3");
        _daybook.Total("day", "2026-10-19").ShouldBe(90 * 60_000_000L);
        _daybook.Total("day", "2026-10-20").ShouldBe(0);
        Sound();
    }

    [Fact]
    public void What_is_dropped_counts_no_more_and_can_come_back()
    {
        _daybook.Do("add", "2026-10-20", "1:30", "--project", "a");
        _daybook.Do("edit", "last", "--length", "2h").ShouldBe("edited 2026-10-20 2:00 a [0001]\n");
        Minutes().ShouldBe(120);
        _daybook.Do("drop", "0001").ShouldBe("dropped 2026-10-20 2:00 a [0001]\n");
        Minutes().ShouldBe(0);
        _daybook.Do("entries").ShouldBe("no entries made by hand\n");
        _daybook.Run("drop", "0001").Code.ShouldBe(ExitCode.BadData);
        _daybook.Do("import", "undo", "3");
        Minutes().ShouldBe(120);
        Sound();
    }

    [Fact]
    public void A_timer_can_be_mended_given_up_and_brought_back()
    {
        _daybook.Do("start", "--project", "a");
        _daybook.Do("edit", "last", "--start", "08:30", "--project", "b").ShouldBe("edited 2026-10-21 08:30 (running) b [0001]\n");
        At("2026-10-21T08:00:00Z").Do("stop").ShouldBe("stopped 2026-10-21 08:30-10:00 (1:30) b [0001]\n");
        _daybook.Do("import", "undo", "3");
        _daybook.Do("status").ShouldStartWith("running: b since 2026-10-21 08:30");
        _daybook.Do("drop", "last").ShouldBe("dropped 2026-10-21 08:30 (running) b [0001]\n");
        _daybook.Do("status").ShouldNotContain("running:");
        Minutes().ShouldBe(0);
        _daybook.Do("import", "undo", "1"); // a fact beside time goes as well
        Sound();
    }

    [Fact]
    public void Said_twice_it_is_there_once()
    {
        _daybook.Do("add", "2026-10-20", "09:00-10:00", "--project", "a");
        _daybook.Do("add", "2026-10-20", "09:00-10:00", "--project", "a").ShouldBe("note: it is there already: 2026-10-20 09:00-10:00 (1:00) a [0001]\n");
        _daybook.Do("edit", "last", "--end", "10:00").ShouldBe("note: it is so already: 2026-10-20 09:00-10:00 (1:00) a [0001]\n");
        _daybook.Number("select count(*) from time_entry").ShouldBe(1);
        _daybook.Number("select count(*) from run").ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_says_it_all_and_changes_nothing()
    {
        _daybook.Do("add", "2026-10-20", "09:00-10:00", "--project", "a", "--dry-run").ShouldBe("would be added 2026-10-20 09:00-10:00 (1:00) a [0001]\n");
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
        _daybook.Do("start", "--project", "a");
        var before = _daybook.Dump();
        foreach (var command in (ReadOnlySpan<string>)["stop", "start", "edit last --project b", "drop last", "add today 1:00"])
            _daybook.Do([.. command.Split(' '), "--dry-run"]).ShouldContain("would be ");
        _daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Two_at_once_wait_for_each_other()
    {
        _daybook.Do("start", "--project", "a");
        using var other = Ledger.OpenForWriting(_daybook.LedgerPath, "a test", 0);
        var (code, _, error) = _daybook.Run("stop");
        code.ShouldBe(ExitCode.TryAgain);
        error.ShouldContain("another run holds the ledger");
    }

    [Fact]
    public void Without_a_zone_clock_times_need_one_which_is_remembered()
    {
        _daybook.Configure("{}");
        _daybook.Do("start");
        _daybook.Do("stop");
        _daybook.Run("add", "2026-10-20", "09:00-10:00").Error.ShouldContain("nobody has said of which zone your times are. Say it once: --zone Europe/Berlin");
        _daybook.Do("add", "2026-10-20", "09:00-10:00", "--zone", "Asia/Bangkok");
        _daybook.Do("add", "2026-10-20", "11:00-12:00").ShouldContain("11:00-12:00");
        _daybook.Number("select max(at_us) / 3600000000 % 24 from time_entry where zone = 'Asia/Bangkok'").ShouldBe(4);
    }

    [Fact]
    public void What_is_listed_for_machines_can_be_taken_in_again_and_is_the_same()
    {
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/daybook/entries.json"));
        _daybook.Run("import", Path.Combine(Repository.Root, "samples/daybook/entries-quirks.json")).Code.ShouldBe(ExitCode.Done);
        _daybook.Do("add", "2026-10-20", "09:00-10:00", "--note", "a\u202e \"quoted\"\u001b[31m", "--task", "ö");
        var before = _daybook.Number("select count(*) from time_entry");
        var file = _daybook.Do("entries", "--json");
        file.ShouldNotContain("\u202e");
        file.ShouldNotContain("\u001b");
        _daybook.Do("import", _daybook.Write("again.json", file)).ShouldContain("0 new");
        _daybook.Number("select count(*) from time_entry").ShouldBe(before);

        using var other = new ADaybook();
        other.Configure(Berlin);
        other.Do("import", _daybook.Write("again.json", file));
        other.Do("entries", "--json").ShouldBe(file);
    }

    [Fact]
    public void For_machines_it_says_what_it_did_and_quietly_nothing()
    {
        var json = _daybook.Json("add", "2026-10-20", "23:00-01:00", "--project", "\u001b[31m", "--json");
        json.GetProperty("dry_run").GetBoolean().ShouldBeFalse();
        json.GetProperty("changes")[1].GetProperty("what").GetString().ShouldBe("added");
        json.GetProperty("changes")[1].GetProperty("entry").GetProperty("end").GetString().ShouldBe("2026-10-21T01:00:00+02:00");
        _daybook.Do("start", "--project", "\u001b[31m", "--quiet").ShouldBeEmpty();
        _daybook.Do("entries").ShouldNotContain("\u001b");
        _daybook.Do("status").ShouldNotContain("\u001b");
        _daybook.Do("stop").ShouldNotContain("\u001b");
    }

    [Fact]
    public void Everyone_has_entries_of_their_own()
    {
        _daybook.Do("add", "2026-10-20", "1:00");
        _daybook.Configure("""{ "Person": "bo", "Zones": [{ "Zone": "Europe/Berlin" }] }""");
        _daybook.Do("entries").ShouldBe("no entries made by hand\n");
        _daybook.Do("add", "2026-10-20", "2:00");
        _daybook.Number("select count(*) from source where name in ('daybook', 'daybook-bo')").ShouldBe(2);
    }

    private ADaybook At(string now)
    {
        _daybook.Now = now;
        return _daybook;
    }

    /// <summary>The folder without the file that says who wrote last.</summary>
    private IEnumerable<string> Unlocked() => _daybook.Listing().Where(f => !f.StartsWith("ledger.db.lock", StringComparison.Ordinal));

    private long Minutes() => _daybook.Worked() / 60_000_000;

    private void Sound() => _daybook.Do("check").ShouldNotContain("FAILS");
}
