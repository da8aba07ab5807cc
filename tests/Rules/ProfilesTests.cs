using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>Columns of the drawings are minutes; the first is 12 minutes before midnight of Monday, 2026-06-01, UTC.</summary>
public sealed class ProfilesTests
{
    private const string Ago = "2026-05-31 23:48";

    private readonly MemoryNames _names = new();

    [Theory]
    [InlineData("wakatime", "............a-a------------aa", 15, "a 16")]
    [InlineData("wakatime", "............a-a------------aa", 10, "a 3")]
    [InlineData("wakatime", "............a-b--a", 3, "b 3 a 2")]
    [InlineData("wakapi", "............a-b--a", 3, "a 2 b 0")]     // at the timeout does not count
    [InlineData("wakapi", "............a-b--a", 4, "b 3 a 2")]
    [InlineData("hackatime", "............a----a-a", 3, "a 5")]    // 5 counts as 3, then 2
    [InlineData("hackatime", "............a-b-a", 3, "a 3 b 0")]   // of its own heartbeats only: 4 apart, 3 at most
    public void Projects_get_what_the_program_gives_them(string profile, string beats, int timeout, string projects) =>
        Projects(Apply(profile, beats, timeout)).ShouldBe(projects);

    [Theory]
    [InlineData("wakatime", 19, "13 6")]  // cut at midnight
    [InlineData("wakapi", 9, "5 4")]      // dropped whole
    [InlineData("hackatime", 19, "5 4")]  // in the total, in no day
    public void A_gap_over_midnight(string profile, long total, string firstDays)
    {
        var sums = Apply(profile, "a----a---------a---a", 15, Utc("2026-06-01 23:47"));

        (sums.Total / Micros.PerMinute).ShouldBe(total);
        string.Join(' ', sums.ByDay.Take(2).Select(d => d.Micros / Micros.PerMinute)).ShouldBe(firstDays);
    }

    [Fact]
    public void Wakapi_cuts_each_project_to_whole_seconds()
    {
        var monday = Utc("2026-06-01 09:00");
        var rows = new[] { _names.Beat(monday, "a"), _names.Beat(monday + 1_900_000, "b"), _names.Beat(monday + 3_800_000, "b") };

        var sums = WakapiProfile.Apply(Input(rows), AllProfiles.InOrder[1].Timeout);

        sums.Total.ShouldBe(2 * Micros.PerSecond);
        sums.ByProject.ShouldAllBe(p => p.Micros == Micros.PerSecond);
    }

    [Fact]
    public void Hackatimes_total_counts_every_gap_up_to_its_timeout()
    {
        var sums = Apply("hackatime", "............a-a------b--a", 3);

        (sums.Total / Micros.PerMinute).ShouldBe(8);
        Projects(sums).ShouldBe("a 5 b 0");
    }

    [Fact]
    public void Wakatime_counts_what_reaches_into_the_week_and_the_others_do_not() =>
        AllProfiles.InOrder.Select(p => Apply(p.Name, "...........a-a", 15).Total / Micros.PerMinute).ShouldBe([1, 0, 0]);

    [Fact]
    public void A_week_without_heartbeats_has_seven_days_of_nothing() =>
        AllProfiles.InOrder.Select(p => p.ApplyTo(Input([]))).ShouldAllBe(s => s.Total == 0 && s.ByDay.Count == 7 && s.ByProject.Count == 0);

    [Fact]
    public void Each_program_has_the_timeout_it_comes_with() =>
        AllProfiles.InOrder.Select(p => $"{p.Name} {p.Timeout / Micros.PerMinute}").ShouldBe(["wakatime 15", "wakapi 10", "hackatime 2"]);

    private ProfileSums Apply(string profile, string beats, int timeout, long? start = null) =>
        AllProfiles.InOrder.Single(p => p.Name == profile)
            .Apply(Input(_names.Draw(beats, start ?? Utc(Ago))), timeout * Micros.PerMinute);

    private ProfileInput Input(IReadOnlyList<HeartbeatRow> rows) =>
        new(rows, Date("2026-06-01"), Date("2026-06-07"), DayCut.In(DateTimeZone.Utc), _names);

    private string Projects(ProfileSums sums) =>
        string.Join(' ', sums.ByProject.Select(p => $"{_names.TextOf(p.Project)} {p.Micros / Micros.PerMinute}"));
}
