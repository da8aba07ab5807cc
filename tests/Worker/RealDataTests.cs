using System.Diagnostics;
using System.Text.Json;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Files that real programs wrote, through the program; the figures were worked out from them by other means.</summary>
public sealed class RealDataTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("daily-export"), InlineData("heartbeats"), InlineData("summaries-api"), InlineData("durations")]
    public void Every_file_is_taken_in_and_a_second_time_adds_nothing(string folder)
    {
        // Each may be of another account.
        foreach (var (path, i) in Directory.GetFiles(RealData.File($"wakatime/{folder}"), "*.json").Select((path, i) => (path, i)))
        {
            _daybook.Do("import", path, "--as", $"source-{i}");
            _daybook.Do("import", path, "--as", $"source-{i}").Split('\n')[^2].ShouldStartWith("0 new, ");
        }
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory]
    [InlineData("bulk-response-201.json", "receipt")]
    [InlineData("goal-response.json", "goal")]
    [InlineData("statusbar-today-response.json", "status bar")]
    public void Answers_that_are_no_facts_are_refused_by_name(string name, string word)
    {
        var (code, _, error) = _daybook.Run("import", RealData.File($"wakatime/cli-wire/{name}"));
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain(word);
    }

    [Fact]
    public void The_daily_export_gives_its_totals_on_104_days_of_which_85_are_active()
    {
        _daybook.Do("import", RealData.File("wakatime/daily-export/siddhart-2020-03-27_2020-07-08.daily.json"));
        var days = Enumerable.Range(3, 5)
            .SelectMany(month => ADaybook.Rows(_daybook.Json("report", "month", $"2020-{month:00}", "--json"), "days"))
            .Where(day => day.Row.GetProperty("basis").GetString() != "none").ToList();

        days.Count.ShouldBe(104);
        days.Count(day => day.Micros > 0).ShouldBe(85);
        (days.Sum(day => day.Micros) / 1000).ShouldBe(929_636_683);
        foreach (var day in days)
        {
            var report = _daybook.Json("report", "day", day.Name, "--json");
            foreach (var section in ADaybook.Sums(report))
                ADaybook.Rows(report, section).Where(r => r.Name.Length == 0).ShouldAllBe(r => Math.Abs(r.Micros) < Micros.PerSecond, $"{day.Name} by {section}");
        }
    }

    [Fact]
    public void The_heartbeats_of_2015_give_the_known_time_in_68_runs()
    {
        _daybook.Configure("""{"Zones": [{"Zone": "America/New_York"}]}""");
        _daybook.Do("import", RealData.File("wakatime/heartbeats/rposborne-2015-01-22_2015-01-31.heartbeats-api.json"));

        _daybook.Total("month", "2015-01").ShouldBe(140_256_921_627);
        _daybook.Total("year", "2015").ShouldBe(140_256_921_627);
        (_daybook.Total("week", "2015-W04") + _daybook.Total("week", "2015-W05")).ShouldBe(140_256_921_627);
        _daybook.Json("status", "--json").GetProperty("sources")[0].GetProperty("heartbeats").GetInt64().ShouldBe(4222);
    }

    [Theory]
    [InlineData("wakatime"), InlineData("python"), InlineData("compact"), InlineData("pretty")]
    public void Generated_exports_give_the_seconds_their_generator_counted(string style)
    {
        var generator = RealData.File("gen_wakatime.py");
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not installed");
        var path = _daybook.File("generated.json");
        using (var process = Process.Start(new ProcessStartInfo(Python, [generator, "-n", "20000", "-o", path, "--style", style]) { RedirectStandardError = true })!)
        {
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, error);
        }
        var expected = JsonDocument.Parse(File.ReadAllText($"{path}.expected.json")).RootElement;

        _daybook.Do("import", path);

        ((decimal)_daybook.Worked() / Micros.PerSecond).ShouldBe(expected.GetProperty("seconds").GetDecimal());
        _daybook.Number("select sum(new + same + changed) from segment").ShouldBe(expected.GetProperty("rows").GetInt64());
    }
}
