using System.Text.Json;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What is settled once and held, what counts, and what is claimed twice, through the whole program.</summary>
public sealed class WhatCountsCommandTests : IDisposable
{
    private const string Toggl = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n";
    private const string Hamster = "activity\tstart time\tend time\tduration minutes\tcategory\tdescription\ttags\n";

    private readonly ADaybook _daybook = new();

    public WhatCountsCommandTests() => Configure("");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void What_was_settled_for_a_source_holds_for_its_next_file()
    {
        _daybook.Configure("{}");
        Import("a.csv", Toggl + Row("Ada", "09:00", "10:00") + Row("Bo", "09:00", "10:00"), "--zone", "Europe/Berlin", "--person", "ada@example.org");
        Import("b.csv", Toggl + Row("Ada", "12:00", "13:00") + Row("Bo", "12:00", "13:00")).ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");

        _daybook.Do("status").ShouldContain("settled     person ada@example.org (run 1), zone Europe/Berlin (run 1)");
        _daybook.Do("identify", _daybook.File("b.csv")).ShouldContain("settled     person ada@example.org (run 1), zone Europe/Berlin (run 1)");
        JsonDocument.Parse(_daybook.Do("status", "--json")).RootElement.GetProperty("sources")[0].GetProperty("settled").GetProperty("zone").GetString().ShouldBe("Europe/Berlin");
        _daybook.Number("select min(at_us) / 3600000000 % 24 from time_entry").ShouldBe(7);
    }

    [Fact]
    public void A_rehearsal_settles_nothing()
    {
        _daybook.Configure("{}");
        var path = _daybook.Write("a.csv", Toggl + Row("Ada", "09:00", "10:00"));
        _daybook.Do("import", path, "--zone", "Europe/Berlin", "--dry-run");
        _daybook.Run("import", path).Code.ShouldBe(ExitCode.BadData);
    }

    [Theory]
    [InlineData("accept", ExitCode.Done, "note: unknown to this format")]
    [InlineData("warn", ExitCode.Done, "warning: unknown to this format")]
    [InlineData("refuse", ExitCode.BadData, "error: unknown to this format")]
    public void Columns_nobody_knows_are_what_the_source_says(string unknown, ExitCode expected, string said)
    {
        Configure($$""", "Sources": [{ "Name": "toggl", "Unknown": "{{unknown}}" }]""");
        var (code, _, error) = _daybook.Run("import", _daybook.Write("a.csv", Toggl.Replace("\n", ",Deal\n", StringComparison.Ordinal) + Row("Ada", "09:00", "10:00").Replace("\n", ",D-1\n", StringComparison.Ordinal)));
        code.ShouldBe(expected);
        error.ShouldContain(said);
        _daybook.Number("select count(*) from time_entry").ShouldBe(expected == ExitCode.Done ? 1 : 0);
    }

    [Theory]
    [InlineData("accept", 1, "note: unknown to this format and kept with each row: mood")]
    [InlineData("refuse", 0, "error: unknown to this format")]
    public void Keys_nobody_knows_are_what_the_source_says(string unknown, int kept, string said)
    {
        Configure($$""", "Sources": [{ "Name": "wakatime", "Unknown": "{{unknown}}" }]""");
        var path = _daybook.Write("w.json", """{"days":[{"date":"2026-10-21","heartbeats":[{"entity":"a.cs","type":"file","time":1792570000.5,"dependencies":["x"],"mood":"good"}]}]}""");
        _daybook.Run("import", path).Error.ShouldContain(said);
        _daybook.Number("select count(*) from heartbeat").ShouldBe(kept);
    }

    [Theory]
    [InlineData("""{ "Policy": "instant" }""", 150, "toggl and hamster; toggl counts")]
    [InlineData("""{ "Policy": "instant", "Order": ["hamster"] }""", 150, "hamster and toggl; hamster counts")]
    [InlineData("""{ "Policy": "day" }""", 120, null)]
    [InlineData("""{ "Policy": "day", "Order": ["hamster"], "From": "2026-10-22" }""", 150, "toggl and hamster; toggl counts")] // not yet
    [InlineData("""{ "Policy": "day", "Order": ["hamster"], "From": "2026-10-21" }""", 60, null)]
    public void A_policy_says_whose_time_counts(string policy, int minutes, string? together)
    {
        Configure($$""", "Sources": [{ "Name": "toggl" }], "Timeline": [{{policy}}]""");
        ImportBoth();

        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(minutes);
        var overlaps = _daybook.Do("overlaps", "2026-W43");
        if (together is null) overlaps.ShouldNotContain("claimed at once");
        else overlaps.ShouldContain($"0:30:00  {together}");
        JsonDocument.Parse(_daybook.Do("overlaps", "2026-10-21", "--json")).RootElement.GetProperty("days")[0].GetProperty("counted_us").GetInt64().ShouldBe(minutes * 60_000_000L);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Evidence_changes_no_sum_and_a_changed_rule_works_the_days_out_again()
    {
        ImportBoth();
        _daybook.Number("select sum(worked_us) / 60000000 from day").ShouldBe(150);
        Configure(""", "Counting": [{ "Source": "hamster", "Count": "evidence" }]""");

        _daybook.Do("report", "week", "2026-W43").ShouldContain("2:00");
        var day = JsonDocument.Parse(_daybook.Do("overlaps", "2026-W43", "--json")).RootElement.GetProperty("days")[0];
        day.GetProperty("counted_us").GetInt64().ShouldBe(7_200_000_000);
        day.GetProperty("evidence_only_us").GetInt64().ShouldBe(1_800_000_000);
    }

    [Theory]
    [InlineData(""" "Counting": [{ "Count": "never" }] """, "no source and no category")]
    [InlineData(""" "Counting": [{ "Source": "a" }] """, "neither or both")]
    [InlineData(""" "Counting": [{ "Source": "a", "Count": "never", "MinutesADay": 5 }] """, "neither or both")]
    [InlineData(""" "Counting": [{ "Source": "a", "MinutesADay": 2000 }] """, "2000 minutes")]
    [InlineData(""" "Counting": [{ "Source": "a", "Count": "perhaps" }] """, "'perhaps'")]
    [InlineData(""" "Timeline": [{ "Policy": "best" }] """, "'best' is not a policy")]
    [InlineData(""" "Timeline": [{ "Policy": "day" }, { "Policy": "union" }] """, "two values from")]
    [InlineData(""" "Timeline": [{ "Order": ["a", "a"] }] """, "stands there twice")]
    [InlineData(""" "Sources": [{ "Name": "a", "Unknown": "maybe" }] """, "'maybe'")]
    public void A_rule_that_says_nothing_clear_is_an_error(string setting, string said)
    {
        _daybook.Configure($"{{ {setting} }}");
        var (code, _, error) = _daybook.Run("status");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(said);
    }

    private void ImportBoth()
    {
        Import("a.csv", Toggl + Row("Ada", "09:00", "11:00"));
        Import("b.tsv", Hamster + "Talk\t2026-10-21 10:30:00\t2026-10-21 11:30:00\t60\tWork\t\t\n");
    }

    private string Import(string name, string text, params string[] options) => _daybook.Do(["import", _daybook.Write(name, text), .. options]);

    private void Configure(string more) => _daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }]{{more}} }""");

    private static string Row(string user, string from, string to) => $"{user},{user}@example.org,,Web,,x,No,2026-10-21,{from}:00,2026-10-21,{to}:00,,\n";
}
