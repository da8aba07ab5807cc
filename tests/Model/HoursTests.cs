using Daybook.Model;

namespace Daybook.Tests.Model;

public class HoursTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59_999_999, "0:00")] // a minute that is not full does not count
    [InlineData(60_000_000, "0:01")]
    [InlineData(27_059_999_999, "7:30")] // never rounded up, however near
    [InlineData(604_800_000_000, "168:00")] // hours are not folded into days
    [InlineData(-59_999_999, "0:00")] // what prints as zero has no sign
    [InlineData(-2_700_000_000, "-0:45")]
    public void A_length_is_cut_to_the_minute(long micros, string text)
    {
        Hours.Text(micros).ShouldBe(text);
        Hours.Text(Micros.ToDuration(micros)).ShouldBe(text);
    }

    [Theory]
    [InlineData(2_700_000_000, "+0:45")]
    [InlineData(-2_700_000_000, "-0:45")]
    [InlineData(-59_000_000, "0:00")]
    [InlineData(0, "0:00")]
    public void A_signed_length_shows_its_direction(long micros, string text)
    {
        Hours.Signed(micros).ShouldBe(text);
        Hours.Signed(Micros.ToDuration(micros)).ShouldBe(text);
    }

    [Theory]
    [InlineData(27_005_999_999, "7:30:05")]
    [InlineData(-31_000_000, "-0:00:31")]
    [InlineData(999_999, "0:00:00")]
    [InlineData(-999_999, "0:00:00")]
    public void Seconds_are_cut_to_the_second(long micros, string text) => Hours.WithSeconds(micros).ShouldBe(text);
}
