using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class SettingsTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("""{"Legder": "x.db"}""", ":1:", "Legder")] // a key it does not know, and where
    [InlineData("{\n  \"Zones\": [{\"Zone\": \"Europe/Berlin\", \"Since\": \"2026-01-01\"}]\n}", ":2:", "Since")]
    [InlineData("{\n  \"Ledger\": \"a.db\",\n  \"Ledger\": \"b.db\"\n}", ":3:", "Ledger")]
    [InlineData("{\"Ledger\": ", ":1:", "error")]
    [InlineData("", ":1:", "error")]
    [InlineData("null", "", "error")]
    [InlineData("[]", ":1:", "error")]
    [InlineData("""{"Zones": [{"Zone": "Berlin"}]}""", "", "'Berlin' is not a zone")]
    [InlineData("""{"Mail": {"To": "me at home"}}""", "", "Mail.To: 'me at home' is not a mail address")]
    [InlineData("""{"Zones": [{"Zone": null}]}""", "", "Zone")]
    [InlineData("""{"Zones": [null]}""", "", "Zones")]
    [InlineData("""{"Zones": [{}]}""", "", "Zone")]
    [InlineData("""{"Zones": [{"Zone": "UTC", "From": "2026-02-30"}]}""", "", "'2026-02-30' is not a date")]
    [InlineData("""{"Zones": [{"Zone": "UTC"}, {"Zone": "Europe/Berlin"}]}""", "", "two values")]
    [InlineData("""{"DayStarts": [{"At": "4"}]}""", "", "'4' is not a time of day")]
    [InlineData("""{"DayStarts": [{"At": "24:00"}]}""", "", "'24:00' is not a time of day")]
    [InlineData("""{"DayStarts": [null]}""", "", "DayStarts")]
    [InlineData("""{"Sources": [{"Name": "wakatime", "Joins": [{"TimeoutMinutes": 0}]}]}""", "", "0 minutes")]
    [InlineData("""{"Sources": [{"Name": "wakatime", "Joins": [{"TimeoutMinutes": 15.5}]}]}""", ":1:", "error")]
    [InlineData("""{"Sources": [{"Name": "wakatime", "Joins": [null]}]}""", "", "Joins")]
    [InlineData("""{"Sources": [{"Joins": [{"TimeoutMinutes": 15}]}]}""", "", "Name")]
    [InlineData("""{"Sources": [null]}""", "", "Sources")]
    [InlineData("""{"Sources": [{"Name": "a"}, {"Name": "a"}]}""", "", "'a'")]
    [InlineData("""{"Inbox": "here", "Archive": "here"}""", "", "Archive")]
    [InlineData("""{"Person": ""}""", "", "Person")]
    [InlineData("""{"Inbox": ""}""", "", "Inbox")]
    public void What_is_wrong_is_told_with_its_place_and_nothing_is_done(string settings, string place, string what)
    {
        _daybook.Configure(settings);
        var (code, output, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration, error);
        output.ShouldBe("");
        error.ShouldStartWith($"daybook: {_daybook.ConfigPath}{place}");
        error.ShouldContain(what);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Fact]
    public void A_configuration_that_is_not_there_is_told()
    {
        File.Delete(_daybook.ConfigPath);
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("--config");
    }

    [Theory]
    [InlineData("{\n  // why\n  \"Person\": \"me\", /* so */\n}")]
    [InlineData("\ufeff{}")] // as some editors on Windows begin every file
    public void What_an_editor_leaves_behind_is_no_fault(string settings)
    {
        _daybook.Configure(settings);
        _daybook.Do("run");
    }

    [Fact]
    public void Paths_are_relative_to_the_file()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Configure("""{"Archive": "kept/here", "Digests": "mail"}""");
        _daybook.Now = "2026-03-09T06:00:00Z";
        _daybook.Do("run");
        File.Exists(_daybook.File("kept/here/a.json")).ShouldBeTrue();
        Directory.GetFiles(_daybook.File("mail")).Length.ShouldBe(3);
    }

    [Fact]
    public void A_zone_cuts_days_from_its_date_on()
    {
        // Half past midnight in Berlin on 3 and 10 March, still the evening before in New York.
        var night = Moment.In("Europe/Berlin", "2026-03-03 00:30");
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(
            [.. AnAccount.Beats(night, 0, 10), .. AnAccount.Beats(night + 7 * 24 * Micros.PerHour, 0, 10)])));
        Days().ShouldBe(["2026-03-03", "2026-03-10"]);

        _daybook.Configure("""{"Zones": [{"Zone": "America/New_York"}]}""");
        Days().ShouldBe(["2026-03-02", "2026-03-09"]);

        _daybook.Configure("""{"Zones": [{"Zone": "Europe/Berlin"}, {"Zone": "America/New_York", "From": "2026-03-05"}]}""");
        Days().ShouldBe(["2026-03-03", "2026-03-09"]);
    }

    [Fact]
    public void A_day_begins_when_it_is_told_to()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Moment.In("Europe/Berlin", "2026-03-03 03:50"), 0, 5, 10, 15, 20))));
        _daybook.Configure("""{"DayStarts": [{"At": "04:00"}]}""");
        _daybook.Total("day", "2026-03-02").ShouldBe(10 * Micros.PerMinute);
        _daybook.Total("day", "2026-03-03").ShouldBe(10 * Micros.PerMinute);
    }

    [Fact]
    public void The_timeout_is_the_accounts_until_the_configuration_has_one_from_a_date_on()
    {
        var noon = Moment.In("Europe/Berlin", "2026-03-02 12:00");
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount(TimeoutMinutes: 10).Export(
            [.. AnAccount.Beats(noon, 0, 9, 21), .. AnAccount.Beats(noon + 24 * Micros.PerHour, 0, 9, 21)])));
        _daybook.Total("week", "2026-W10").ShouldBe(18 * Micros.PerMinute);

        _daybook.Configure("""{"Sources": [{"Name": "wakatime", "Joins": [{"TimeoutMinutes": 15}, {"TimeoutMinutes": 5, "From": "2026-03-03"}]}]}""");
        _daybook.Total("day", "2026-03-02").ShouldBe(21 * Micros.PerMinute);
        _daybook.Total("day", "2026-03-03").ShouldBe(0);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Only_heartbeats_that_wrote_count_where_it_is_so_configured()
    {
        var noon = Moment.In("Europe/Berlin", "2026-03-02 12:00");
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(
            [new(noon, IsWrite: true), new(noon + 4 * Micros.PerMinute, IsWrite: true), new(noon + 9 * Micros.PerMinute)])));
        _daybook.Total("day", "2026-03-02").ShouldBe(9 * Micros.PerMinute);
        _daybook.Configure("""{"Sources": [{"Name": "wakatime", "Joins": [{"TimeoutMinutes": 15, "WritesOnly": true}]}]}""");
        _daybook.Total("day", "2026-03-02").ShouldBe(4 * Micros.PerMinute);
    }

    [Fact]
    public void Going_back_to_the_old_settings_gives_the_old_ledger()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Random(new Random(8)), "2026-03-26", "2026-04-03")));
        var before = _daybook.Dump();
        _daybook.Configure("""{"Zones": [{"Zone": "Asia/Kathmandu"}], "DayStarts": [{"At": "05:00"}]}""");
        _daybook.Do("report", "week", "2026-W13");
        LedgerDump.Difference(before, _daybook.Dump()).ShouldNotBeEmpty();
        _daybook.Configure("{}");
        _daybook.Do("report", "week", "2026-W13");
        LedgerDump.Difference(before, _daybook.Dump()).ShouldBeEmpty();
    }

    private static string Export(params int[] minutes) => new AnAccount().Export(AnAccount.Beats(Moment.In("Europe/Berlin", "2026-03-02 09:00"), minutes));

    private IEnumerable<string?> Days() => ADaybook.Rows(_daybook.Json("report", "month", "2026-03", "--json"), "days").Where(day => day.Micros > 0).Select(day => day.Name);
}
