using System.Globalization;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>How a report says what it says: its language, and how it writes dates, lengths and numbers.</summary>
public sealed class ReportStyle
{
    private const long Hundredth = Micros.PerHour / 100;

    /// <summary>Where there is nothing to say.</summary>
    public const string Unknown = "–";

    private static readonly Lazy<ReportStyle> Standard = new(() => new(Words.Of("en"), HoursForm.Clock));

    public ReportStyle(Words words, HoursForm form) => (Words, Form, Calendar) = (words, form, new CalendarText(words));

    /// <summary>English, with hours and minutes.</summary>
    public static ReportStyle English => Standard.Value;

    public Words Words { get; }

    public HoursForm Form { get; }

    public CalendarText Calendar { get; }

    /// <summary>What lengths are cut to, microseconds.</summary>
    public long Unit => Form switch
    {
        HoursForm.Seconds => Micros.PerSecond,
        HoursForm.Decimal => Hundredth,
        _ => Micros.PerMinute,
    };

    /// <summary>A sentence on how lengths are written and cut.</summary>
    public string HoursAre => Words[$"hours.{Form.ToString().ToLowerInvariant()}.are"];

    /// <summary>What does not fill a unit is cut off, never rounded up; what prints as zero has no sign.</summary>
    /// <param name="micros">Microseconds.</param>
    public string Hours(long micros) => Form switch
    {
        HoursForm.Clock => Model.Hours.Text(micros),
        HoursForm.Seconds => Model.Hours.WithSeconds(micros),
        HoursForm.Decimal => Words.Say("hours.decimal", Decimal(micros / Hundredth)),
        _ => InWords(micros / Micros.PerMinute),
    };

    public string Hours(NodaTime.Duration length) => Hours(Micros.From(length));

    /// <summary>With a plus sign where it is above zero.</summary>
    /// <param name="micros">Microseconds.</param>
    public string Signed(long micros) => micros >= Unit ? $"+{Hours(micros)}" : Hours(micros);

    /// <summary>A balance: signed, and cut down below zero as well, so that one balance prints alike wherever it stands.</summary>
    /// <param name="micros">Microseconds.</param>
    public string Balance(long micros) => Signed(micros - (micros % Unit + Unit) % Unit);

    /// <summary>Whole units in microseconds; they sum to the parts' own sum cut down to a unit.</summary>
    public long[] Cut(params long[] micros) => Printed.Whole(micros, Unit);

    /// <summary>The difference of two lengths as a reader of both would work it out, microseconds.</summary>
    public long Difference(long micros, long other) => (micros / Unit - other / Unit) * Unit;

    public string Share(long percent) => Words.Say("share", percent);

    public string Days(long count) => Words.Count("days", count);

    /// <summary><c>1,234.50 EUR</c>, with the separators of the language: as many decimals as the currency has coins, and more where there are any.</summary>
    public string Sum(Money sum)
    {
        var (size, decimals) = (Math.Abs(sum.Minor), Digits(Amounts.Coin(sum.Currency)));
        var fraction = (size % Money.PerUnit).ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(decimals, '0');
        return $"{(sum.Minor < 0 ? "-" : "")}{Grouped(size / Money.PerUnit)}{(fraction.Length > 0 ? Words["number.decimal"] + fraction : "")} {sum.Currency}".TrimEnd();
    }

    /// <summary><c>12.25</c>, <c>0.333333</c>: two decimals at least.</summary>
    public string Millionths(long number)
    {
        var size = Math.Abs(number);
        return $"{(number < 0 ? "-" : "")}{Grouped(size / 1_000_000)}{Words["number.decimal"]}{(size % 1_000_000).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(2, '0')}";
    }

    /// <summary><c>1,234</c>, with the separators of the language.</summary>
    public string Number(long number) => number < 0 ? $"-{Grouped(-number)}" : Grouped(number);

    private static int Digits(long coin)
    {
        var digits = 0;
        for (var unit = (long)Money.PerUnit; unit > coin; unit /= 10) digits++;
        return digits;
    }

    private string Grouped(long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        for (var at = digits.Length - 3; at > 0; at -= 3) digits = digits.Insert(at, Words["number.thousands"]);
        return digits;
    }

    private string Decimal(long hundredths)
    {
        var (sign, size) = (hundredths < 0 ? "-" : "", Math.Abs(hundredths));
        var (tenth, hundredth) = (size / 10 % 10, size % 10);
        return $"{sign}{size / 100}{Words["number.decimal"]}{tenth}{(hundredth == 0 ? "" : $"{hundredth}")}";
    }

    private string InWords(long minutes)
    {
        var size = Math.Abs(minutes);
        var (hours, rest) = (size / 60, size % 60);
        var text = (hours, rest) switch
        {
            (0, _) => Words.Count("hours.minutes", rest),
            (_, 0) => Words.Count("hours.hours", hours),
            _ => Words.Say("hours.words", Words.Count("hours.hours", hours), Words.Count("hours.minutes", rest)),
        };
        return minutes < 0 ? $"-{text}" : text;
    }
}
