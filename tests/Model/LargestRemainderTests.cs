using Daybook.Model;

namespace Daybook.Tests.Model;

public sealed class LargestRemainderTests
{
    [Theory]
    [InlineData("90 90 60", 4, "2 1 1")]   // equal losses: the earlier gets the missing one
    [InlineData("59 100 21", 3, "1 2 0")]
    [InlineData("60 120", 3, "1 2")]
    [InlineData("70 80 90 0", 4, "1 1 2 0")]
    [InlineData("100 50 -30", 2, "2 1 -1")] // parts that exceed the total leave a negative rest
    [InlineData("0 0 0", 0, "0 0 0")]
    [InlineData("", 0, "")]
    [InlineData("10 10 10", 0, "0 0 0")]   // the total rounded down
    [InlineData("10 10 10", 1, "1 0 0")]   // the total rounded up
    public void Seconds_become_minutes_that_sum_to_the_printed_total(string seconds, long minutes, string expected) =>
        string.Join(' ', LargestRemainder.Spread(Parts(seconds), 60, minutes)).ShouldBe(expected);

    [Theory]
    [InlineData("60 60", 3)]
    [InlineData("90 60", 4)]
    [InlineData("90 60", 1)]
    [InlineData("", 1)]
    public void A_total_that_is_not_the_sum_rounded_is_refused(string seconds, long minutes) =>
        Should.Throw<ArgumentException>(() => LargestRemainder.Spread(Parts(seconds), 60, minutes));

    [Fact]
    public void The_sum_is_exact_and_every_part_less_than_a_unit_off_whatever_the_parts()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var unit = random.Next(1, 100);
            var parts = Enumerable.Range(0, random.Next(12)).Select(_ => (long)random.Next(-200, 1000)).ToArray();
            var sum = parts.Sum();
            var down = (long)Math.Floor((decimal)sum / unit);
            var total = down + (sum != down * unit ? random.Next(2) : 0);

            var units = LargestRemainder.Spread(parts, unit, total);

            units.Sum().ShouldBe(total);
            units.Zip(parts).ShouldAllBe(pair => Math.Abs(pair.First * unit - pair.Second) < unit);
            LargestRemainder.Spread(parts, unit, total).ShouldBe(units);
        }
    }

    private static long[] Parts(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => long.Parse(s, System.Globalization.CultureInfo.InvariantCulture))];
}
