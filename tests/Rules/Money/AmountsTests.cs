using System.Globalization;
using Daybook.Model;

namespace Daybook.Tests.Rules;

/// <summary>Hours to the millionth, amounts to the smallest coin; half goes away from zero.</summary>
public sealed class AmountsTests
{
    // microseconds, millionths of an hour
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1799, 0)]
    [InlineData(1800, 1)] // half of 3.6 ms goes up
    [InlineData(3600, 1)]
    [InlineData(5399, 1)]
    [InlineData(5400, 2)]
    [InlineData(-1799, 0)]
    [InlineData(-1800, -1)] // and down below zero
    [InlineData(3_600_000_000, 1_000_000)]
    [InlineData(1_200_000_000, 333_333)] // twenty minutes
    [InlineData(2_400_000_000, 666_667)]
    [InlineData(3_600_000_000_000_000, 1_000_000_000_000)] // a million hours
    [InlineData(long.MaxValue, 2_562_047_788_015_216)]
    public void Hours_are_millionths(long micros, long hours) => Amounts.Hours(micros).ShouldBe(hours);

    // hours, what an hour costs, currency, the amount
    [Theory]
    [InlineData("1", "80.50", "EUR", "80.50")]
    [InlineData("0.5", "80.51", "EUR", "40.26")] // half a cent goes up
    [InlineData("-0.5", "80.51", "EUR", "-40.26")] // and is taken back as it was given
    [InlineData("0.5", "80.50", "EUR", "40.25")]
    [InlineData("0.333333", "0.01", "EUR", "0.00")]
    [InlineData("0.5", "0.01", "EUR", "0.01")]
    [InlineData("0.499999", "0.01", "EUR", "0.00")]
    [InlineData("9.650129", "80.50", "EUR", "776.84")] // docs/money.md
    [InlineData("26.298037", "84.00", "EUR", "2209.04")] // its invoice: 2,209.035108
    [InlineData("1", "80.5555", "EUR", "80.56")] // rates have four decimals, amounts their coins
    [InlineData("1", "80.5549", "EUR", "80.55")]
    [InlineData("0.5", "12001", "JPY", "6001")] // no cents: half a yen goes up
    [InlineData("0.499999", "12001", "JPY", "6000")]
    [InlineData("-0.5", "12001", "JPY", "-6001")]
    [InlineData("0.5", "25.125", "KWD", "12.563")] // three decimals, half a fils goes up
    [InlineData("0.5", "25.124", "KWD", "12.562")]
    [InlineData("1", "25.1234", "KWD", "25.123")]
    [InlineData("0.25", "0.02", "XYZ", "0.01")] // whatever is not listed has cents
    [InlineData("0", "80.50", "EUR", "0")]
    [InlineData("1000000", "1000000", "EUR", "1000000000000")] // the longest time at the dearest rate
    public void An_amount_is_hours_times_rate_to_the_smallest_coin(string hours, string rate, string currency, string amount) =>
        Amounts.Of((long)(Number(hours) * 1_000_000), Sold.Of(Number(rate), currency)).ShouldBe(Sold.Of(Number(amount), currency));

    [Theory]
    [InlineData("EUR", 100)]
    [InlineData("JPY", 10_000)]
    [InlineData("KRW", 10_000)]
    [InlineData("KWD", 10)]
    [InlineData("TND", 10)]
    [InlineData("", 100)] // nobody says of what currency
    public void A_coin_is_the_smallest_of_its_currency(string currency, long coin) => Amounts.Coin(currency).ShouldBe(coin);

    [Fact]
    public void More_than_any_sum_of_money_is_an_error_and_no_other_sum() =>
        Should.Throw<OverflowException>(() => Amounts.Of(long.MaxValue, new Money(long.MaxValue, "EUR")));

    /// <summary>Whoever multiplies what is printed comes to what is printed.</summary>
    [Fact]
    public void Decimal_arithmetic_comes_to_the_same()
    {
        var random = new Random(1);
        for (var i = 0; i < 5000; i++)
        {
            var (micros, rate, currency) = (random.NextInt64(-500 * Micros.PerHour, 500 * Micros.PerHour), random.Next(5_000_000), ((string[])["EUR", "JPY", "KWD"])[i % 3]);
            var hours = Math.Round(micros / 3_600_000_000m, 6, MidpointRounding.AwayFromZero);
            Amounts.Hours(micros).ShouldBe((long)(hours * 1_000_000));
            var amount = Math.Round(hours * (rate / 10_000m), currency switch { "EUR" => 2, "JPY" => 0, _ => 3 }, MidpointRounding.AwayFromZero);
            Amounts.Of(Amounts.Hours(micros), new Money(rate, currency)).Minor.ShouldBe((long)(amount * 10_000));
            Amounts.Of(-Amounts.Hours(micros), new Money(rate, currency)).Minor.ShouldBe(-(long)(amount * 10_000));
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
