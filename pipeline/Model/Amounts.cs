namespace Daybook.Model;

/// <summary>Hours times rate, such that whoever multiplies what is printed comes to what is printed.</summary>
public static class Amounts
{
    /// <summary>Microseconds of a millionth of an hour.</summary>
    private const long OfMillionth = Micros.PerHour / 1_000_000;

    // ISO 4217, those that are not divided into hundredths.
    private static readonly HashSet<string> WithoutCents = new(StringComparer.Ordinal) { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF" };
    private static readonly HashSet<string> WithThousandths = new(StringComparer.Ordinal) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>Millionths of an hour; half goes away from zero.</summary>
    public static long Hours(long micros) => (long)Rounded(micros, OfMillionth);

    /// <summary>Of so many millionths of an hour, in the currency's smallest coin; half goes away from zero.</summary>
    /// <exception cref="OverflowException">It is more than any sum of money.</exception>
    public static Money Of(long hours, Money rate)
    {
        var coin = Coin(rate.Currency);
        return rate with { Minor = checked((long)(Rounded((Int128)hours * rate.Minor, (Int128)1_000_000 * coin) * coin)) };
    }

    /// <summary>The sums of the lines, a currency each, in their order.</summary>
    public static IReadOnlyList<Money> Totals(IEnumerable<SaleLine> lines) =>
        [.. lines.Select(l => l.Amount).OfType<Money>().GroupBy(a => a.Currency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(a => a.Minor), g.Key))];

    /// <summary>The currency's smallest coin in ten-thousandths of its unit.</summary>
    public static long Coin(string currency) => Money.PerUnit / (WithoutCents.Contains(currency) ? 1 : WithThousandths.Contains(currency) ? 1000 : 100);

    private static Int128 Rounded(Int128 value, Int128 step) => (value + (value < 0 ? -step : step) / 2) / step;
}
