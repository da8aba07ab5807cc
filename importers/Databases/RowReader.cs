using System.Globalization;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Databases;

/// <summary>Reads the values of one row and remembers the first that makes no sense.</summary>
internal sealed class RowReader
{
    // The years 2000 and 2100: what lies outside is in another unit than it should be.
    private const long Earliest = 946_684_800 * Micros.PerSecond, Latest = 4_102_444_800 * Micros.PerSecond;

    private readonly FoundRow _row;
    private readonly Dated<DateTimeZone>? _zones;

    /// <param name="zones">Of times without an offset where the source does not say that they are UTC; null where nobody has said.</param>
    public RowReader(FoundRow row, Dated<DateTimeZone>? zones = null)
    {
        _row = row;
        _zones = zones;
        if (row.Cells.Any(c => c.Text?.Contains('\0') == true)) Flaw = new Flaw("the row holds a NUL character");
    }

    public Flaw? Flaw { get; private set; }

    /// <summary>A time was local and there are no zones.</summary>
    public bool NeedsZone { get; private set; }

    /// <summary>The zone that local times of the row were read in, or null where there were none.</summary>
    public string? Zone { get; private set; }

    public void Wrong(string message, string? hint = null) => Flaw ??= new Flaw(message, hint);

    public string? Text(params ReadOnlySpan<string> names) => _row.Text(names);

    /// <summary>Says that a value is missing, unless something is wrong already.</summary>
    public T Need<T>(T? value, string what) where T : struct
    {
        if (value is null) Flaw ??= new Flaw($"the row has no {what}");
        return value ?? default;
    }

    public string Need(string? value, string what)
    {
        if (value is null) Flaw ??= new Flaw($"the row has no {what}");
        return value ?? "";
    }

    /// <summary>A whole number times a unit, in microseconds.</summary>
    /// <param name="unit">Microseconds.</param>
    public long? Length(long unit, params ReadOnlySpan<string> names)
    {
        if (_row.Text(names) is not { } text) return null;
        if (!TryNumber(text, out var number) || Math.Abs(number) * unit > 1_000_000m * Micros.PerHour)
            return Bad(text, "is not a length of time", names);
        return (long)decimal.Round(number * unit);
    }

    /// <summary>Milliseconds since the epoch, as microseconds.</summary>
    public long? Millis(params ReadOnlySpan<string> names)
    {
        if (_row.Text(names) is not { } text) return null;
        return TryNumber(text, out var number) && number * 1000 is >= Earliest and <= Latest ? (long)decimal.Truncate(number * 1000) : Bad(text, "is not a time in milliseconds since 1970 between 2000 and 2100", names);
    }

    /// <summary>A length in words, on a clock or in decimal hours, signed.</summary>
    public long? AnyLength(params ReadOnlySpan<string> names)
    {
        if (_row.Text(names) is not { } text) return null;
        return LengthText.TryParse(text.TrimStart('+'), LengthUnit.Hours, null, out var micros) ? micros : Bad(text, "is not a length of time", names);
    }

    /// <summary>Milliseconds since the epoch, or a date and time, which is local where it has no offset.</summary>
    public long? Moment(params ReadOnlySpan<string> names)
    {
        if (_row.Text(names) is not { } text) return null;
        if (!text.AsSpan().ContainsAnyExcept("0123456789.")) return Millis(names);
        if (!MomentText.TryParse(text, null, out var moment)) return Bad(text, "is not a date and time", names);
        if (moment.Instant is { } instant) return instant;
        NeedsZone |= _zones is null;
        if (_zones is null) return null;
        var flaw = LocalSpan.Resolve(moment, _zones, out var at);
        Flaw ??= flaw;
        Zone = _zones.On(moment.Date).Id;
        return at;
    }

    public LocalDate? Date(params ReadOnlySpan<string> names)
    {
        if (_row.Text(names) is not { } text) return null;
        if (DateText.TryParse(text, null, out var date)) return date;
        Bad(text, "is not a date", names);
        return null;
    }

    /// <summary>Any number, as decimal text would have it.</summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && Math.Abs(number) < 1_000_000_000_000_000;

    private long? Bad(string text, string isWhat, ReadOnlySpan<string> names)
    {
        Flaw ??= new Flaw($"'{Printable.Short(text, 60)}' {isWhat}", null, _row.Find(names));
        return null;
    }
}
