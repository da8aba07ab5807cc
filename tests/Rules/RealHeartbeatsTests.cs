using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Tests.Support;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>
/// 4,222 real heartbeats of 2015, New York. The expected figures come from a program of a few lines that only knows the definition; a run
/// is a group of heartbeats with no gap above the timeout among them, of whatever projects, one alone being a run too.
/// </summary>
public sealed class RealHeartbeatsTests
{
    private readonly MemoryNames _names = new();
    private readonly DayCut _cut = DayCut.In(Zone("America/New_York"));

    [Theory]
    [InlineData(15, 140_256_921_627, 68)]
    [InlineData(5, 100_981_895_339, 147)]
    public void The_total_and_the_runs_are_those_of_the_definition(int timeout, long total, int runs)
    {
        var rows = Read();
        var input = Input(rows);
        var join = new JoinHeartbeats(_cut, Dated<JoinRule>.Always(new JoinRule(timeout * Micros.PerMinute)), new HeartbeatOrder(_names));
        var counted = 0;
        foreach (var row in rows)
        {
            join.Take(row, out var credited);
            if (credited == 0) counted++;
        }

        rows.Count.ShouldBe(4222);
        counted.ShouldBe(runs);
        WakaTimeProfile.Apply(input, timeout * Micros.PerMinute).Total.ShouldBe(total);
    }

    [Fact]
    public void The_days_are_those_of_the_definition_however_they_are_derived()
    {
        long[] expected =
        [
            11_104_407_643, 26_553_487_238, 11_336_860_073, 13_514_620_301, 5_312_335_947, 25_891_288_519, 6_601_336_968, 13_161_447_221, 26_781_137_717,
        ];
        var rows = Read();
        var settings = new DeriveSettings(_cut, [1], _ => Dated<JoinRule>.Always(JoinRule.Default));
        var facts = new DeriveFacts(MemoryNames.Batches(rows), [], [], []);

        var days = DeriveDays.Between(Date("2015-01-01"), Date("2015-02-28"), facts, settings, _names).ToList();

        days.Select(d => d.Date.Day).ShouldBe([22, 23, 24, 25, 26, 27, 28, 29, 30]);
        days.Select(d => d.Worked).ShouldBe(expected);
        days.Sum(d => d.Heartbeats).ShouldBe(4222);
        WakaTimeProfile.Apply(Input(rows), JoinRule.Default.TimeoutMicros).ByDay.Select(d => d.Micros).ShouldBe(expected);
    }

    [Fact]
    public void Capping_gaps_instead_of_dropping_them_gives_two_fifths_more()
    {
        var sums = HackatimeProfile.Apply(Input(Read()), 15 * Micros.PerMinute);

        sums.ByDay.Sum(d => d.Micros).ShouldBeInRange(194_762_960_500, 194_762_961_499);
        sums.Total.ShouldBe(140_256_921_627 + 67 * 15 * Micros.PerMinute); // 67 gaps above the timeout, nights too
    }

    private ProfileInput Input(List<HeartbeatRow> rows) => new(rows, Date("2015-01-22"), Date("2015-01-30"), _cut, _names);

    private List<HeartbeatRow> Read()
    {
        using var file = File.OpenRead(RealData.File("wakatime/heartbeats/rposborne-2015-01-22_2015-01-31.heartbeats-api.json"));
        using var json = JsonDocument.Parse(file);
        return [.. json.RootElement.GetProperty("data").EnumerateArray()
            .Select(h => _names.Beat((long)(h.GetProperty("time").GetDecimal() * Micros.PerSecond), h.GetProperty("project").GetString()))
            .OrderBy(row => row.At)];
    }
}
