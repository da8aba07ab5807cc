using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

public class ReportStyleTests
{
    private const long M = Micros.PerMinute, S = Micros.PerSecond;

    [Theory]
    [InlineData("en", HoursForm.Clock, 450 * M + 59 * S, "7:30")]
    [InlineData("en", HoursForm.Seconds, 450 * M + 5 * S, "7:30:05")]
    [InlineData("en", HoursForm.Decimal, 450 * M, "7.5 h")]
    [InlineData("en", HoursForm.Decimal, 435 * M + 35 * S, "7.25 h")]
    [InlineData("en", HoursForm.Decimal, 480 * M, "8.0 h")]
    [InlineData("en", HoursForm.Decimal, -3 * M, "-0.05 h")]
    [InlineData("de", HoursForm.Decimal, 450 * M, "7,5 h")]
    [InlineData("en", HoursForm.Words, 450 * M, "7 hrs 30 mins")]
    [InlineData("en", HoursForm.Words, 61 * M, "1 hr 1 min")]
    [InlineData("en", HoursForm.Words, 120 * M, "2 hrs")]
    [InlineData("en", HoursForm.Words, 0, "0 mins")]
    [InlineData("en", HoursForm.Words, -90 * M, "-1 hr 30 mins")]
    [InlineData("de", HoursForm.Words, 450 * M, "7 h 30 min")]
    public void A_length_is_written(string language, HoursForm form, long micros, string text) => new ReportStyle(Words.Of(language), form).Hours(micros).ShouldBe(text);

    [Theory]
    [InlineData(HoursForm.Clock, 45 * M, "+0:45", "+0:45")]
    [InlineData(HoursForm.Clock, -45 * M, "-0:45", "-0:45")]
    [InlineData(HoursForm.Clock, 59 * S, "0:00", "0:00")]
    [InlineData(HoursForm.Clock, -1 * S, "0:00", "-0:01")] // a balance is cut down
    [InlineData(HoursForm.Decimal, 45 * M, "+0.75 h", "+0.75 h")]
    public void A_difference_has_a_sign_and_a_balance_is_cut_down(HoursForm form, long micros, string signed, string balance)
    {
        var style = new ReportStyle(Words.Of("en"), form);
        (style.Signed(micros), style.Balance(micros)).ShouldBe((signed, balance));
    }

    [Theory]
    [InlineData("en", 12_345_678_900, "EUR", "1,234,567.89 EUR")]
    [InlineData("de", 12_345_678_900, "EUR", "1.234.567,89 EUR")]
    [InlineData("en", 805_000, "EUR", "80.50 EUR")]
    [InlineData("en", 805_050, "EUR", "80.505 EUR")]
    [InlineData("en", -5_000, "EUR", "-0.50 EUR")]
    [InlineData("en", 0, "EUR", "0.00 EUR")]
    [InlineData("en", 12_340_000, "JPY", "1,234 JPY")]
    [InlineData("en", 12_340_000, "KWD", "1,234.000 KWD")]
    [InlineData("en", 12_345_000, "", "1,234.50")]
    public void A_sum_is_written_with_its_currencys_decimals_and_the_languages_separators(string language, long minor, string currency, string text) =>
        new ReportStyle(Words.Of(language), HoursForm.Clock).Sum(new Money(minor, currency)).ShouldBe(text);

    [Fact]
    public void A_language_that_there_is_not_is_refused() => Should.Throw<ArgumentException>(() => Words.Of("xx"));

    [Fact]
    public void A_text_that_there_is_not_is_an_error() => Should.Throw<KeyNotFoundException>(() => Words.Of("en")["no such text"]);
}
