using Daybook.Model;
using Daybook.Tests.Docs;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Goals and rows of days through the whole program: time by hand in Berlin, the clock is on Thursday, 2026-03-05.</summary>
public sealed class GoalsCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-03-05T08:00:00Z" };

    public GoalsCommandTests()
    {
        Configure("""{ "HoursAWeek": 20 }, { "Project": "letters", "HoursAWeek": 2.5, "ExcludeWeekends": true }, { "Project": "garden", "HoursAWeek": 1 }""");
        foreach (var entry in (string[])["2026-02-27 1:00 letters", "2026-03-02 6:00 harbour", "2026-03-03 2:00 letters", "2026-03-03 2:00 garden", "2026-03-04 1:20 harbour"])
            _daybook.Do(["add", .. entry.Split(' ')[..2], "--project", entry.Split(' ')[2]]);
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_week_under_way_says_what_each_day_left_has_to_bring() =>
        _daybook.Do("goals").ShouldBe("""
            2026-W10 in Europe/Berlin, as of 2026-03-05

                       goal  worked           remaining    needed a day
            all time  20:00   11:20   56.6 %       8:40  2:10 on 4 days  active
            letters    2:30    2:00   80.0 %       0:30  0:15 on 2 days  active
            garden     1:00    2:00  100.0 %       0:00                  completed

            days in a row     3 days since 2026-03-02  longest  3 days since 2026-03-02
            without weekends  4 days since 2026-02-27  longest  4 days since 2026-02-27

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_week_that_is_over_is_settled()
    {
        var goals = _daybook.Json("goals", "2026-W09", "--json").GetProperty("goals");
        goals.EnumerateArray().Select(g => $"{g.GetProperty("project").GetString()} {g.GetProperty("state").GetString()} {g.GetProperty("per_mille").GetInt64()} {g.GetProperty("days_left").GetInt32()} {g.GetProperty("needed_a_day_us")}")
            .ShouldBe([" failed 50 0 ", "letters failed 400 0 ", "garden failed 0 0 "]);
        _daybook.Do("goals", "2026-W09").ShouldContain("failed");
    }

    [Fact]
    public void What_is_more_than_the_goal_is_kept_for_machines() =>
        _daybook.Json("goals", "--json").GetProperty("goals")[2].GetProperty("per_mille").GetInt64().ShouldBe(2000);

    [Fact]
    public void A_goal_holds_from_its_date_until_its_other()
    {
        Configure("""{ "HoursAWeek": 10, "Until": "2026-03-01" }, { "HoursAWeek": 30, "From": "2026-03-02" }""");
        Goal("2026-W09").ShouldBe(10);
        Goal("2026-W10").ShouldBe(30);

        long Goal(string week) => _daybook.Json("goals", week, "--json").GetProperty("goals")[0].GetProperty("goal_us").GetInt64() / Micros.PerHour;
    }

    [Fact]
    public void Public_holidays_break_no_row_and_are_no_days_left()
    {
        // Good Friday and Easter Monday of 2026 are 3 and 6 April.
        Configure("""{ "HoursAWeek": 10, "ExcludeWeekends": true }""");
        _daybook.Now = "2026-04-08T08:00:00Z";
        foreach (var date in (string[])["2026-04-01", "2026-04-02", "2026-04-07"]) _daybook.Do("add", date, "1:00");
        Weekdays().ShouldBe(1);
        Configure("""{ "HoursAWeek": 10, "ExcludeWeekends": true }""", "\"Region\": \"DE-BY\",");
        Weekdays().ShouldBe(3);
        _daybook.Now = "2026-04-01T08:00:00Z";
        _daybook.Json("goals", "--json").GetProperty("goals")[0].GetProperty("days_left").GetInt32().ShouldBe(2); // Wednesday and Thursday

        int Weekdays() => _daybook.Json("goals", "--json").GetProperty("weekdays_in_a_row").GetProperty("current").GetProperty("days").GetInt32();
    }

    [Fact]
    public void Days_off_of_the_account_break_no_row_and_are_no_days_left()
    {
        _daybook.Do("contract", "add", "--from", "2026-02-02", "--hours", "40");
        _daybook.Now = "2026-03-12T08:00:00Z";
        _daybook.Do("add", "2026-03-12", "1:00");
        Weekdays().ShouldBe(1);
        _daybook.Do("mark", "2026-03-05..2026-03-10", "vacation");
        Weekdays().ShouldBe(1);
        _daybook.Do("mark", "2026-03-11", "sick", "--half");
        Weekdays().ShouldBe(1);
        _daybook.Do("mark", "2026-03-11", "vacation", "--half");
        Weekdays().ShouldBe(5);
        _daybook.Do("mark", "2026-03-13", "sick");
        _daybook.Json("goals", "--json").GetProperty("goals")[1].GetProperty("days_left").GetInt32().ShouldBe(1);

        int Weekdays() => _daybook.Json("goals", "--json").GetProperty("weekdays_in_a_row").GetProperty("current").GetProperty("days").GetInt32();
    }

    [Fact]
    public void The_example_on_the_page_is_the_sample() =>
        string.Join('\n', DocPages.Blocks("docs/goals.md").Single(b => b.Language == "json").Lines)
            .ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "samples/goals/appsettings.json")).ReplaceLineEndings("\n").TrimEnd());

    [Fact]
    public void Without_goals_it_says_where_they_are_set()
    {
        Configure("");
        _daybook.Do("goals").ShouldContain("no goals hold in this week; Goals in the settings name some: docs/goals.md");
    }

    [Theory]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 0 }]", "Goals: 0 hours a week")]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 168.5 }]", "Goals: 168.5 hours a week")]
    [InlineData("\"Goals\": [{ \"Project\": \"x\" }]", "HoursAWeek")]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 1, \"Project\": \" \" }]", "Goals: the project is empty")]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 1, \"From\": \"monday\" }]", "Goals: 'monday' is not a date")]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 1, \"From\": \"2026-02-02\", \"Until\": \"2026-01-01\" }]", "Goals: a goal ends on 2026-01-01, before it begins on 2026-02-02")]
    [InlineData("\"Goals\": [{ \"HoursAWeek\": 1 }, { \"HoursAWeek\": 2, \"From\": \"2026-02-02\" }]", "Goals: two goals hold at once for all time")]
    [InlineData("\"Goals\": [null]", "an entry of 'Goals' is null")]
    [InlineData("\"Region\": \"XX\"", "Region: holidays of 'XX' are not known")]
    [InlineData("\"Region\": \"DE-XX\"", "Region: 'DE-XX' is no region of DE that is known")]
    [InlineData("\"Limits\": \"FR\"", "Limits: 'FR' is no pack of limits")]
    public void Settings_that_cannot_be_are_refused_with_a_way_out(string settings, string said)
    {
        _daybook.Configure($"{{ {settings} }}");
        var (code, output, error) = _daybook.Run("goals");
        code.ShouldBe(ExitCode.Configuration);
        output.ShouldBeEmpty();
        error.ShouldContain(said);
        error.ShouldContain("\n    ");
    }

    private void Configure(string goals, string more = "") => _daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], {{more}} "Goals": [{{goals}}] }""");
}
