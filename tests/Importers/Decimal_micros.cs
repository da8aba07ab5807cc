using System.Text;
using Daybook.Importers.Json;

namespace Daybook.Tests.Importers;

public sealed class Decimal_micros
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1585598059.1", 1_585_598_059_100_000)]
    [InlineData("12.18301796913147", 12_183_017)] // finer than a millionth: cut
    [InlineData("0.9999999", 999_999)]
    [InlineData("-3.5", -3_500_000)]
    [InlineData("1.5855980591e9", 1_585_598_059_100_000)]
    [InlineData("15855980591e-1", 1_585_598_059_100_000)]
    [InlineData("1E+3", 1_000_000_000)]
    [InlineData("12e-9", 0)]
    [InlineData("0e99999", 0)]
    [InlineData("9223372036854.775807", long.MaxValue)]
    public void Are_exact(string text, long micros)
    {
        DecimalMicros.TryParse(Encoding.ASCII.GetBytes(text), out var read).ShouldBeTrue();
        read.ShouldBe(micros);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e1000000")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    [InlineData("9223372036854.775808")] // one more than fits
    [InlineData("1e400")]
    public void Are_not_guessed(string text) => DecimalMicros.TryParse(Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();
}
