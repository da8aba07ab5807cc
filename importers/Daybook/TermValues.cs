using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Daybook;

/// <summary>Reads the keys of a contract, an absence or a correction, and remembers the first that makes no sense.</summary>
internal sealed class TermValues(JsonElement row)
{
    public const long DayMicros = 24 * Micros.PerHour, MonthMicros = 31 * DayMicros, MostMicros = 1_000_000 * Micros.PerHour;

    private const long MillionthsOfMinor = 1_000_000 / Money.PerUnit;

    private const int Shown = 60, DaysOfWeek = 7, MostWeeks = 53;

    public Flaw? Flaw { get; private set; }

    public void Wrong(string message, string? hint = null) => Flaw ??= new Flaw(message, hint);

    public bool Has(string key) => row.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text, or a number as it is written.</summary>
    public string? Text(string key)
    {
        if (!Has(key)) return null;
        var value = row.GetProperty(key);
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String) Wrong($"'{key}' should be a text");
        else if (value.AsText() is not { } text) Wrong($"'{key}' holds a NUL character or half a surrogate pair, which is no character", "Take it out of the text.");
        else return text.Length == 0 ? null : text;
        return null;
    }

    public bool? Flag(string key)
    {
        if (!Has(key)) return null;
        var flag = row.GetProperty(key);
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong($"'{key}' is neither true nor false");
        return flag.ValueKind == JsonValueKind.True;
    }

    /// <summary>1 where the flag is set, else null.</summary>
    public long? One(string key) => Flag(key) == true ? 1 : null;

    public LocalDate? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateText.TryParse(text, null, out var date)) return date;
        Wrong($"'{Short(text)}' is not a date", "Dates are written 2026-10-21, between 1970 and 2100.");
        return null;
    }

    public long? Instant(string key)
    {
        if (Text(key) is not { } text) return null;
        if (row.Instant(key) is { } instant) return instant;
        if (MomentText.TryParse(text, null, out var moment) && moment.Instant is { } other) return other;
        Wrong($"'{Short(text)}' is not a time with its offset from UTC", "Times are written 2026-10-21T09:00:00+02:00, or with Z for UTC.");
        return null;
    }

    /// <summary>Microseconds.</summary>
    public long? Length(string key, long least, long most) => Text(key) is { } text ? LengthOf(text, key, least, most) : null;

    /// <summary>One of these words.</summary>
    public string? Word(string key, params ReadOnlySpan<string> words)
    {
        if (Text(key) is not { } text) return null;
        if (words.Contains(text)) return text;
        Wrong($"'{key}' is '{Short(text)}'", $"It can be {string.Join(", ", words.ToArray())}.");
        return null;
    }

    /// <summary>A date of every year: <c>03-31</c>.</summary>
    public string? Annual(string key)
    {
        if (Text(key) is not { } text) return null;
        // A leap year, so that the 29th of February is a date.
        if (text.Length == 5 && DateText.TryParse($"2028-{text}", null, out _)) return text;
        Wrong($"'{Short(text)}' is not a date of a year", "Dates of a year are written 03-31: month, then day.");
        return null;
    }

    /// <summary>A clock time to the minute: <c>04:00</c>.</summary>
    public string? Clock(string key)
    {
        if (Text(key) is not { } text) return null;
        if (text.Length == 5 && ClockText.TryParse(text, out var micros) && micros < DayMicros) return text;
        Wrong($"'{Short(text)}' is not a clock time", "Clock times are written 04:00.");
        return null;
    }

    /// <summary>Millionths.</summary>
    public long? Millionths(string key, long most)
    {
        if (Text(key) is not { } text) return null;
        if (row.Micros(key) is { } millionths and >= 0 && millionths <= most * 1_000_000) return millionths;
        Wrong($"'{Short(text)}' is not a number from 0 to {most}");
        return null;
    }

    /// <summary>A sum of money in ten-thousandths of the currency's unit.</summary>
    public long? Sum(string key)
    {
        if (Text(key) is not { } text) return null;
        if (row.Micros(key) is { } millionths && millionths % MillionthsOfMinor == 0) return millionths / MillionthsOfMinor;
        Wrong($"'{key}' is '{Short(text)}', which is no sum of money", "Sums are written 1234.50, with up to four decimals.");
        return null;
    }

    public long? Whole(string key, long least, long most)
    {
        if (Text(key) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong($"'{key}' is '{Short(text)}', which is no whole number from {least} to {most}");
        return null;
    }

    /// <summary>Weeks of seven lengths as a JSON list, microseconds; null where the key is not there.</summary>
    /// <param name="isOne">One week alone, not a list of them.</param>
    public JsonText? Weeks(string key, bool isOne)
    {
        if (!Has(key)) return null;
        var value = row.GetProperty(key);
        var weeks = isOne ? [value] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [];
        if (weeks.Count is 0 or > MostWeeks) Wrong($"'{key}' should be a list of weeks, each a list of seven lengths");
        return new JsonText($"[{string.Join(",", weeks.Select(w => Week(w, key)))}]");
    }

    /// <summary>The members of an object, each one of these words.</summary>
    public JsonText? Words(string key, string[] keys, string[] words)
    {
        if (!Has(key)) return null;
        if (row.GetProperty(key) is not { ValueKind: JsonValueKind.Object } value)
        {
            Wrong($"'{key}' should be an object with keys and values");
            return null;
        }
        var found = new List<string>();
        foreach (var member in value.EnumerateObject())
            if (!keys.Contains(member.Name) || member.Value.AsText() is not { } word || !words.Contains(word))
                Wrong($"'{key}' says of '{Short(member.Name)}' {Short(member.Value.GetRawText())}", $"It can say of {string.Join(", ", keys)}: {string.Join(", ", words)}.");
            else found.Add($"\"{member.Name}\":\"{word}\"");
        return new JsonText($"{{{string.Join(",", found)}}}");
    }

    /// <summary>The members of a list that are objects, each read by itself.</summary>
    public JsonText? Objects(string key, Func<TermValues, string> read)
    {
        if (!Has(key)) return null;
        var list = row.GetProperty(key);
        var texts = new List<string>();
        if (list.ValueKind != JsonValueKind.Array) Wrong($"'{key}' should be a list of objects");
        else
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object)
                {
                    Wrong($"'{key}' should be a list of objects");
                    break;
                }
                var values = new TermValues(item);
                texts.Add(read(values));
                Flaw ??= values.Flaw;
            }
        return new JsonText($"[{string.Join(",", texts)}]");
    }

    private string Week(JsonElement week, string key)
    {
        var days = new List<long>();
        foreach (var day in week.ValueKind == JsonValueKind.Array ? week.EnumerateArray() : default)
            if ((day.ValueKind == JsonValueKind.Number ? day.GetRawText() : day.AsText()) is { } text && LengthOf(text, key, 0, DayMicros) is { } micros) days.Add(micros);
        if (days.Count != DaysOfWeek || week.GetArrayLength() != DaysOfWeek) Wrong($"a week of '{key}' is not seven lengths, from Monday on");
        return $"[{string.Join(",", days.Select(d => d.ToString(CultureInfo.InvariantCulture)))}]";
    }

    private long? LengthOf(string text, string key, long least, long most)
    {
        var bare = least < 0 && text.StartsWith('+') ? text[1..] : text;
        if (!LengthText.TryParse(bare, LengthUnit.Hours, '.', out var micros)) Wrong($"'{Short(text)}' is not a length", "Lengths are written 7:30, or 7:30:15.");
        else if (micros < least) Wrong($"'{key}' is {Short(text)}, which is less than {(least == 0 ? "nothing" : Hours.Text(least))}");
        else if (micros > most) Wrong($"'{key}' is {Short(text)}, more than {Hours.Text(most)}");
        else return micros;
        return null;
    }

    private static string Short(string text) => Printable.Short(text, Shown);
}
