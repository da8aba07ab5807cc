using Daybook.Rules;

namespace Daybook.Tests.Rules;

/// <summary>A length is shared exactly, as claude-tracker does and otherwise.</summary>
public sealed class SharesTests
{
    [Theory]
    // Claude-tracker's own examples, and its corners.
    [InlineData("a 3000, b 3000, c 1000", 28_800, "12342 12342 4116")]
    [InlineData("a 10800, b 3600", 28_800, "21600 7200")]
    [InlineData("a 0, b 0", 28_800, "0 28800")]
    [InlineData("a 1, b 1000000", 3_600, "0 3600")]
    [InlineData("a 5", 28_800, "28800")]
    [InlineData("a 1, b 1, c 1", 10, "3 3 4")]
    public void The_last_takes_what_the_floors_leave(string weights, long seconds, string given) => Given(weights, seconds, ShareBy.LastTakesRest, 1).ShouldBe(given);

    [Theory]
    [InlineData("a 3000, b 3000, c 1000", 28_800, 1, "12343 12343 4114")]
    [InlineData("a 1, b 1, c 1", 10, 1, "4 3 3")]
    [InlineData("a 5, b 3, c 2", 28_800, 3600, "14400 7200 7200")] // 4, 2.4 and 1.6 hours
    [InlineData("a 2, b 1", 28_800, 900, "18900 9900")]
    [InlineData("a 2, b 1", 1_000, 900, "1000 0")] // less than two grains: one gets the grain and what is left over
    [InlineData("a 0, b 0", 28_800, 1, "0 28800")]
    public void Who_lost_most_gets_a_grain_more(string weights, long seconds, long grain, string given) => Given(weights, seconds, ShareBy.LargestRemainder, grain).ShouldBe(given);

    [Theory]
    [InlineData("a 3 100, b 1", 400, "100 300")]
    [InlineData("a 8 100, b 1 100, c 1", 1_000, "100 100 800")] // what the first may not have takes the second above its own
    [InlineData("a 1 100, b 1 50", 1_000, "100 50")]            // all have what they may get
    [InlineData("a 1 100", 100, "100")]
    public void No_target_gets_more_than_it_may(string weights, long seconds, string given)
    {
        Given(weights, seconds, ShareBy.LastTakesRest, 1).ShouldBe(given);
        Given(weights, seconds, ShareBy.LargestRemainder, 1).ShouldBe(given);
    }

    [Fact]
    public void What_one_day_owes_comes_back_on_the_next()
    {
        var shares = new Share[] { new("a", 1), new("b", 1), new("c", 1) };
        var sums = new long[3];
        for (var day = 0; day < 3; day++)
        {
            var given = Shares.Of(shares, 10, ShareBy.LargestRemainder);
            for (var i = 0; i < 3; i++) sums[i] += given[i].Seconds;
            shares = [.. given.Select(g => new Share(g.Target, g.Weight, Carried: g.Owed))];
        }
        sums.ShouldBe([10, 10, 10]);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void What_is_given_sums_to_the_length_in_whole_grains(int seed)
    {
        var random = new Random(seed);
        long[] grains = [1, 60, 300, 360, 900];
        for (var n = 0; n < 50; n++)
        {
            var grain = grains[random.Next(grains.Length)];
            var by = (ShareBy)random.Next(2);
            var seconds = random.NextInt64(100_000);
            var shares = Enumerable.Range(0, random.Next(1, 9))
                .Select(i => new Share($"{i}", random.Next(3) == 0 ? 0 : random.NextInt64(1, 40_000_000_000), random.Next(4) == 0 ? random.NextInt64(50_000) : null, by == ShareBy.LargestRemainder ? random.NextInt64(-900_000_000, 900_000_000) : 0)).ToList();
            var given = Shares.Of(shares, seconds, by, grain);
            given.ShouldAllBe(g => g.Seconds >= 0 && !(g.Seconds > g.Most));
            var sum = given.Sum(g => g.Seconds);
            if (sum != seconds) given.ShouldAllBe(g => g.Seconds == g.Most);
            sum.ShouldBeLessThanOrEqualTo(seconds);
            // One takes what is no whole grain; who is held to its limit has that.
            given.Count(g => g.Seconds % grain != 0 && g.Seconds != g.Most).ShouldBeLessThanOrEqualTo(1);
            if (shares.TrueForAll(s => s.Most is null && s.Carried == 0) && shares.Any(s => s.Weight > 0) && by == ShareBy.LargestRemainder)
                foreach (var share in given)
                    (share.Seconds - (double)seconds * share.Weight / shares.Sum(s => (double)s.Weight)).ShouldBeInRange(-2.0 * grain, 2.0 * grain);
        }
    }

    private static string Given(string weights, long seconds, ShareBy by, long grain) => string.Join(' ', Shares.Of(
        [.. weights.Split(", ").Select(w => w.Split(' ')).Select(w => new Share(w[0], long.Parse(w[1]), w.Length > 2 ? long.Parse(w[2]) : null))], seconds, by, grain).Select(s => s.Seconds));
}
