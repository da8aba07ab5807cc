using Daybook.Model;
using Daybook.Tests.Docs;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Allocation through the whole program: Berlin, Monday is 2026-03-02, the clock a week later.</summary>
public sealed class AllocateCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-03-09T08:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void What_claude_tracker_would_have_sent_is_what_is_shown()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }] }""");
        _daybook.Now = "2026-11-21T08:00:00Z";
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/claude-tracker/sessions.db"), Path.Combine(Repository.Root, "samples/claude-tracker/config.toml"));
        _daybook.Do("allocate", "2026-10-22").ShouldBe("""
            2026-10-22 to 2026-10-22 in Europe/Berlin, 09:00 to 17:00

            2026-10-22  8:00:00
              09:00:00-17:00:00  8:00:00  5f00000000000000000000a1  0:45:00  tracked

            """.ReplaceLineEndings("\n"));
        _daybook.Do("projects", "2026-10").ShouldBe("""
            5f00000000000000000000a1  0:45:00  /home/ada/work/daybook  by folder /home/ada/work/daybook

            belongs nowhere, and is left out
              0:30:00  /home/ada/work/notes
              0:00:00            no project

            to paste into Allocation.Rules of the settings, with the project's id in place of PROJECT
              { "Path": "/home/ada/work/notes", "To": "PROJECT" },

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_example_on_the_page_is_the_sample() =>
        string.Join('\n', DocPages.Blocks("docs/allocate.md").Single(b => b.Language == "json").Lines)
            .ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "samples/allocate/appsettings.json")).ReplaceLineEndings("\n").TrimEnd());

    [Fact]
    public void Time_by_hand_is_spread_by_rules_of_the_settings()
    {
        Settings(""" "Ratio": "time", "Other": "rest", "Rules": [{ "Client": "Acme", "To": "p-acme" }, { "Project": "web", "To": "p-web" }] """);
        Entries("""{"start": "2026-03-02T09:00:00+01:00", "end": "2026-03-02T10:00:00+01:00", "project": "web", "client": "acme"}""",
            """{"start": "2026-03-02T10:00:00+01:00", "end": "2026-03-02T11:00:00+01:00", "project": "web"}""",
            """{"start": "2026-03-02T11:00:00+01:00", "end": "2026-03-02T13:00:00+01:00", "project": "garden"}""",
            """{"date": "2026-03-03", "length": "0:10", "project": "web"}""");
        Given("2026-W10").ShouldBe("2026-03-02 p-acme 7200, p-web 7200, rest 14400; 2026-03-03 p-web 28800");
        _daybook.Do("projects", "2026-W10").ShouldContain("belongs nowhere, and goes to rest\n  2:00:00  garden");
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Kiritimati")]
    public void A_day_has_what_came_over_midnight_and_what_is_only_known_by_its_date(string zone)
    {
        _daybook.Configure($$"""{ "Zones": [{ "Zone": "{{zone}}" }], "Allocation": { "WorkDay": { "From": "00:30", "To": "08:30" }, "Ratio": "time", "Rules": [{ "Project": "night", "To": "p-night" }, { "Project": "web", "To": "p-web" }] } }""");
        var midnight = DayCut.In(Moment.Zone(zone)).SpanOf(Moment.Date("2026-03-03")).Start;
        string At(int hours) => NodaTime.Text.InstantPattern.ExtendedIso.Format(Micros.ToInstant(midnight + hours * Micros.PerHour));
        Entries($$"""{"start": "{{At(-3)}}", "end": "{{At(1)}}", "project": "night"}""", """{"date": "2026-03-03", "length": "3:00", "project": "web"}""");
        Given("2026-03-03").ShouldBe("2026-03-03 p-night 7200, p-web 21600");
    }

    [Fact]
    public void Today_is_left_out_and_a_span_is_two_dates()
    {
        Settings(""" "Other": "rest" """);
        Entries([.. Enumerable.Range(2, 8).Select(d => $$"""{"date": "2026-03-0{{d}}", "length": "1:00", "project": "web"}""")]);
        Given("2026-03-05..2026-03-09").ShouldBe("2026-03-05 rest 28800; 2026-03-06 rest 28800");
        Given("2026-03").ShouldStartWith("2026-03-02 rest 28800; ");
        Given(null).ShouldBe(Given("2026-W10"));
        Given("2026-03-09").ShouldBe("");
        _daybook.Do("allocate", "2026-03-09").ShouldContain("nothing to allocate");
    }

    [Fact]
    public void The_contract_says_how_long_a_day_is_and_days_off_have_nothing()
    {
        Settings(""" "Length": "contract", "Other": "rest", "Days": "mon-sun" """);
        Entries("""{"date": "2026-03-02", "length": "1:00", "project": "web"}""", """{"date": "2026-03-07", "length": "1:00", "project": "web"}""");
        _daybook.Do("contract", "add", "--from", "2026-03-01", "--hours", "38:30");
        Given("2026-W10").ShouldBe("2026-03-02 rest 27720");
    }

    [Fact]
    public void Heartbeats_belong_where_their_branch_or_path_says()
    {
        Settings(""" "Ratio": "time", "Place": "tracked", "Rules": [{ "Branch": "main", "To": "p-main" }] """);
        var start = Moment.Utc("2026-03-02 08:00");
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(start, 0, 10, 20))));
        var day = _daybook.Json("allocate", "2026-03-02", "--json").GetProperty("days")[0];
        day.GetProperty("times")[0].GetProperty("target").GetString().ShouldBe("p-main");
        day.GetProperty("times")[0].GetProperty("start").GetString().ShouldBe("2026-03-02T08:00:00Z");
        day.GetProperty("seconds").GetInt64().ShouldBe(1200);
        Settings(""" "Ratio": "time", "Rules": [{ "Path": "/src", "To": "p-src" }] """);
        Given("2026-03-02").ShouldBe("2026-03-02 p-src 28800");
    }

    [Fact]
    public void Only_the_sources_that_are_named_count()
    {
        Settings(""" "Other": "rest", "Sources": ["mine"] """);
        Entries("""{"date": "2026-03-02", "length": "1:00", "project": "web"}""");
        var (code, _, error) = _daybook.Run("allocate", "2026-W10");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("Allocation.Sources names 'mine', of which the ledger has nothing. It has daybook");
        _daybook.Do("import", _daybook.Write("mine.json", """{"daybook": 1, "entries": [{"date": "2026-03-03", "length": "1:00", "project": "web"}]}"""), "--as", "mine");
        Given("2026-W10").ShouldBe("2026-03-03 rest 28800");
    }

    [Fact]
    public void Nothing_in_the_ledger_changes()
    {
        Settings(""" "Other": "rest" """);
        Entries("""{"date": "2026-03-02", "length": "1:00", "project": "=web\u001b[31m"}""");
        var before = _daybook.Listing();
        _daybook.Do("allocate", "2026-W10").ShouldNotContain("\u001b");
        _daybook.Do("projects").ShouldNotContain("\u001b");
        _daybook.Listing().ShouldBe(before);
    }

    [Fact]
    public void Without_a_working_day_it_says_where_one_is_said()
    {
        Entries("""{"date": "2026-03-02", "length": "1:00", "project": "web"}""");
        var (code, _, error) = _daybook.Run("allocate");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("\"Allocation\": { \"WorkDay\": { \"From\": \"09:00\", \"To\": \"17:00\" } }");
    }

    [Theory]
    [InlineData(""" "WorkDay": { "From": "17:00", "To": "09:00" } """, "Allocation: the working day ends at 09:00, before it begins at 17:00")]
    [InlineData(""" "WorkDay": { "From": "nine", "To": "17:00" } """, "Allocation: 'nine' is not a time of day")]
    [InlineData(""" "Length": "long" """, "Allocation: Length 'long' means nothing here")]
    [InlineData(""" "Days": "some" """, "Allocation: 'some' is no list of days")]
    [InlineData(""" "Grain": "0:00:00.5" """, "Allocation: '0:00:00.5' is not a length of whole seconds within a day")]
    [InlineData(""" "Rules": [{ "To": "p" }] """, "Allocation: a rule for 'p' looks at nothing")]
    [InlineData(""" "Rules": [{ "Path": "/a", "Client": "b", "To": "p" }] """, "Allocation: a rule for 'p' looks at more than one thing")]
    [InlineData(""" "Rules": [{ "Pattern": "(a", "To": "p" }] """, "Allocation: the pattern '(a' is none")]
    [InlineData(""" "Rules": [{ "Pattern": "(?=a)b", "To": "p" }] """, "Allocation: the pattern '(?=a)b' is none")]
    [InlineData(""" "Rules": [{ "Path": "/a", "To": "p", "From": "2026-02-02", "Until": "2026-02-01" }] """, "Allocation: a rule for 'p' ends on 2026-02-01, before it begins on 2026-02-02")]
    [InlineData(""" "Rules": [null] """, "an entry of 'Allocation.Rules' is null")]
    [InlineData(""" "Carry": true """, "Allocation: the last takes what rounding leaves")]
    public void Settings_that_cannot_be_are_refused_with_a_way_out(string settings, string said)
    {
        _daybook.Configure($$"""{ "Allocation": { {{settings}} } }""");
        var (code, output, error) = _daybook.Run("allocate");
        code.ShouldBe(ExitCode.Configuration);
        output.ShouldBeEmpty();
        error.ShouldContain(said);
        error.ShouldContain("\n    ");
    }

    [Theory]
    [InlineData("next", "'next' is not a period")]
    [InlineData("2026-03-05..2026-03-02", "2026-03-02 comes before 2026-03-05")]
    [InlineData("2026-03-05..soon", "'soon' is not a date")]
    public void Days_that_are_none_are_a_sentence(string days, string said)
    {
        Settings(""" "Other": "rest" """);
        Entries("""{"date": "2026-03-02", "length": "1:00", "project": "web"}""");
        var (code, _, error) = _daybook.Run("allocate", days);
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain(said);
    }

    private void Settings(string allocation) => _daybook.Configure(
        $$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, {{allocation}} } }""");

    private void Entries(params string[] entries) => _daybook.Do("import", _daybook.Write("entries.json", $$"""{"daybook": 1, "entries": [{{string.Join(", ", entries)}}]}"""));

    private string Given(string? days) => string.Join("; ", _daybook.Json([.. new[] { "allocate", days, "--json" }.OfType<string>()]).GetProperty("days").EnumerateArray()
        .Where(d => d.GetProperty("times").GetArrayLength() > 0)
        .Select(d => $"{d.GetProperty("date").GetString()} {string.Join(", ", d.GetProperty("times").EnumerateArray().Select(t => $"{t.GetProperty("target").GetString()} {t.GetProperty("seconds").GetInt64()}"))}"));
}
