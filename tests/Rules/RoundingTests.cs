using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Tests.Rules;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(15, RoundingMethod.Nearest, "0:00:00", "0:00")]
    [InlineData(15, RoundingMethod.Nearest, "0:07:29", "0:00")]
    [InlineData(15, RoundingMethod.Nearest, "0:07:30", "0:00")] // half goes to the even number of steps
    [InlineData(15, RoundingMethod.Nearest, "0:07:31", "0:15")]
    [InlineData(15, RoundingMethod.Nearest, "0:22:30", "0:30")]
    [InlineData(15, RoundingMethod.Nearest, "0:37:30", "0:30")]
    [InlineData(1, RoundingMethod.Nearest, "0:00:30", "0:00")]
    [InlineData(1, RoundingMethod.Nearest, "0:01:30", "0:02")]
    [InlineData(60, RoundingMethod.Nearest, "1:30:00", "2:00")]
    [InlineData(60, RoundingMethod.Nearest, "26:30:00", "26:00")]
    [InlineData(15, RoundingMethod.Up, "0:00:00", "0:00")]
    [InlineData(15, RoundingMethod.Up, "0:00:01", "0:15")]
    [InlineData(15, RoundingMethod.Up, "0:15:00", "0:15")]
    [InlineData(6, RoundingMethod.Up, "0:12:01", "0:18")]
    [InlineData(15, RoundingMethod.Down, "0:14:59", "0:00")]
    [InlineData(15, RoundingMethod.Down, "0:15:00", "0:15")]
    [InlineData(5, RoundingMethod.Down, "7:59:59", "7:55")]
    public void A_length_becomes_whole_steps(int minutes, RoundingMethod method, string length, string rounded)
    {
        var parts = length.Split(':').Select(long.Parse).ToList();
        Hours.Text(new Rounding(minutes, method).Of(parts[0] * Micros.PerHour + parts[1] * Micros.PerMinute + parts[2] * Micros.PerSecond)).ShouldBe(rounded);
    }

    [Fact]
    public void A_microsecond_more_than_half_is_more_than_half() =>
        new Rounding(15, RoundingMethod.Nearest).Of(7 * Micros.PerMinute + 30 * Micros.PerSecond + 1).ShouldBe(15 * Micros.PerMinute);
}
