using System.Text.Json;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Two minutes of work, a break of thirteen, a minute of work: the case every program explains its rule by.</summary>
public sealed class ProfilesCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public ProfilesCommandTests() => _daybook.Do("import", _daybook.Write("a.json",
        new AnAccount().Export(AnAccount.Beats(Moment.In("Europe/Berlin", "2026-03-02 09:00"), 0, 1, 2, 15, 16))));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Shows_the_three_side_by_side()
    {
        var lines = _daybook.Do("profiles", "2026-W10").Split('\n');
        lines[0].ShouldBe("2026-W10 in Europe/Berlin, heartbeats only");
        lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0 && words[0] is "total" or "2026-03-02" or "atlas")
            .ShouldAllBe(words => words.Skip(1).SequenceEqual(new[] { "0:16:00", "0:03:00", "0:05:00" }));
        lines.ShouldContain(line => line.StartsWith("timeout ", StringComparison.Ordinal) && line.EndsWith("0:15:00  0:10:00    0:02:00", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("2026-03-08 ", StringComparison.Ordinal) && line.EndsWith("0:00:00", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wakatime", 16)] // the break is below the timeout of 15 minutes and counts
    [InlineData("wakapi", 3)] // it is above that of 10 and does not
    [InlineData("hackatime", 5)] // it counts, but only as the timeout of 2
    public void Gives_machines_microseconds(string profile, int minutes)
    {
        var sums = _daybook.Json("profiles", "2026-W10", "--json").GetProperty("profiles").GetProperty(profile);
        foreach (var figure in (JsonElement[])[sums.GetProperty("total_us"), sums.GetProperty("by_day_us").GetProperty("2026-03-02"), sums.GetProperty("by_project_us").GetProperty("atlas")])
            figure.GetInt64().ShouldBe(minutes * Micros.PerMinute);
    }

    [Fact]
    public void Takes_the_last_whole_week_where_none_is_named()
    {
        _daybook.Now = "2026-03-15T22:59:59Z"; // Sunday, a second to midnight in Berlin
        _daybook.Do("profiles").ShouldStartWith("2026-W10 ");
        _daybook.Now = "2026-03-15T23:00:00Z";
        _daybook.Do("profiles").ShouldStartWith("2026-W11 ");
    }

    [Fact]
    public void Knows_only_weeks()
    {
        var (code, _, error) = _daybook.Run("profiles", "2026-03");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("2026-W47");
    }
}
