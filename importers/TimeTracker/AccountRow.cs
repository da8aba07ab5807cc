using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>Reads the values of one object that is no entry, and remembers the first that makes no sense.</summary>
internal sealed class AccountRow
{
    private readonly JsonElement _row;

    public AccountRow(JsonElement row, Place place)
    {
        (_row, Place) = (row, place);
        if (row.ValueKind != JsonValueKind.Object) Wrong("a row should be an object with keys and values");
        else if (row.EnumerateObject().Any(m => m.Value.ValueKind == JsonValueKind.String && m.Value.AsText() is null)) Wrong("the row holds a NUL character or half a surrogate pair, which is no character", "Take it out of the text.");
    }

    public Place Place { get; }

    public Flaw? Flaw { get; private set; }

    /// <summary>As it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(_row);

    public IEnumerable<string> Keys => _row.ValueKind == JsonValueKind.Object ? _row.EnumerateObject().Select(m => m.Name) : [];

    public void Wrong(string message, string? hint = null) => Flaw ??= new Flaw(message, hint);

    /// <summary>The trimmed text of the first of these keys that has one.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (EntryText.NullIfEmpty(_row.Text(key)?.Trim()) is { } text) return text;
        return null;
    }

    public LocalDate? Date(params ReadOnlySpan<string> keys)
    {
        if (Text(keys) is not { } text) return null;
        if (DateText.TryParse(text, null, out var date)) return date;
        if (MomentText.TryParse(text, null, out var moment)) return moment.Date;
        Wrong($"'{Printable.Short(text, 60)}' is not a date", "Dates are written 2026-12-24, between 1970 and 2100.");
        return null;
    }

    /// <summary>Decimal hours in microseconds.</summary>
    public long? Hours(int least, int most, params ReadOnlySpan<string> keys)
    {
        if (Text(keys) is not { } text) return null;
        if (RowReader.TryNumber(text, out var hours) && hours >= least && hours <= most) return (long)decimal.Round(hours * Micros.PerHour);
        Wrong($"'{Printable.Short(text, 60)}' is not a number of hours from {least} to {most}", "Hours are written as a decimal number: 7.5");
        return null;
    }

    /// <summary>A day of the week by its number in ISO 8601: TimeTracker counts from Sunday, which is 0.</summary>
    public long? Weekday(string key)
    {
        if (Text(key) is not { } text) return null;
        if (RowReader.TryNumber(text, out var day) && day == decimal.Truncate(day) && day is >= 0 and <= 6) return day == 0 ? 7 : (long)day;
        Wrong($"'{Printable.Short(text, 60)}' is not a day of the week", "TimeTracker counts them from 0, Sunday, to 6, Saturday.");
        return null;
    }

    /// <summary>Yes or no, in the ways JSON and databases have for it.</summary>
    public bool? IsSet(string key)
    {
        if (_row.ValueKind != JsonValueKind.Object || !_row.TryGetProperty(key, out var flag)) return null;
        if (flag.ValueKind is JsonValueKind.True or JsonValueKind.False) return flag.ValueKind == JsonValueKind.True;
        switch (Text(key)?.ToUpperInvariant())
        {
            case null when flag.ValueKind is JsonValueKind.Null or JsonValueKind.String:
                return null;
            case "1" or "TRUE":
                return true;
            case "0" or "FALSE":
                return false;
        }
        Wrong($"'{key}' is neither true nor false", "It may be left out where it is not known.");
        return null;
    }

    /// <summary>A time without an offset is UTC, as these are in all lists but that of the entries. Null where it is none.</summary>
    public long? Stamp(string key) => StampOf(Text(key));

    public static long? StampOf(string? text) =>
        text is not null && MomentText.TryParse(text, null, out var moment) && LocalSpan.Resolve(moment, Given.Utc.Zones!, out var at) is null ? at : null;

    /// <summary>What a fact of the row says: the keys of its kind, and the row.</summary>
    /// <param name="only">The keys to keep of the row, or none for all of them.</param>
    public string Json(ReadOnlySpan<string> only, params ReadOnlySpan<(string Key, object? Value)> keys)
    {
        var kept = only.ToArray();
        return FactJson.Of(json =>
        {
            foreach (var member in _row.EnumerateObject())
                if (kept.Length == 0 || kept.Contains(member.Name))
                    WriteMember(json, member);
        }, keys);
    }

    private static void WriteMember(Utf8JsonWriter json, JsonProperty member)
    {
        if (member.Value.ValueKind is JsonValueKind.Null || (member.Value.ValueKind == JsonValueKind.String && member.Value.AsText() is not { Length: > 0 })) return;
        json.WritePropertyName(member.Name);
        Write(json, member.Value);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject()) WriteMember(json, member);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.AsText());
                break;
            default:
                json.WriteRawValue(value.GetRawText());
                break;
        }
    }
}
