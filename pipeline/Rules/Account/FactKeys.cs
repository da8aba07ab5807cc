using System.Globalization;
using System.Text.Json;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Reads the keys of a fact, and remembers the first that makes no sense.</summary>
internal sealed class FactKeys(JsonElement json)
{
    private const long MostMicros = 10_000_000_000_000_000, DayMicros = 24 * Micros.PerHour;

    /// <summary>Lower case, without a full stop; null where all that was asked for could be read.</summary>
    public string? Wrong { get; private set; }

    public bool IsDeleted => Number("deleted") == 1;

    public static FactKeys Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new FactKeys(document.RootElement.Clone());
    }

    public void Refuse(string why) => Wrong ??= why;

    public bool Has(string key) => json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string key)
    {
        if (!Has(key)) return null;
        var value = json.GetProperty(key);
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Refuse($"'{key}' is no text");
        return null;
    }

    public long? Number(string key)
    {
        if (!Has(key)) return null;
        if (json.GetProperty(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number is >= -MostMicros and <= MostMicros) return number;
        Refuse($"'{key}' is no whole number of a size that makes sense");
        return null;
    }

    /// <summary>Microseconds, none below nothing.</summary>
    public long? Length(string key)
    {
        if (Number(key) is not { } micros) return null;
        if (micros < 0) Refuse($"'{key}' is below nothing");
        return Math.Max(0, micros);
    }

    /// <summary>The members of a list, each with keys of its own.</summary>
    public IEnumerable<FactKeys> Objects(string key)
    {
        if (!Has(key)) yield break;
        var list = json.GetProperty(key);
        if (list.ValueKind != JsonValueKind.Array) Refuse($"'{key}' is no list");
        else
            foreach (var item in list.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object) yield return new FactKeys(item);
                else Refuse($"'{key}' holds what is no object");
    }

    /// <summary>An object's members that are texts.</summary>
    public IEnumerable<(string Key, string Value)> Texts(string key)
    {
        if (!Has(key)) yield break;
        var all = json.GetProperty(key);
        if (all.ValueKind != JsonValueKind.Object) Refuse($"'{key}' is no object");
        else
            foreach (var member in all.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.String) yield return (member.Name, member.Value.GetString()!);
                else Refuse($"'{key}' holds what is no text");
    }

    /// <summary>Weeks of seven lengths, microseconds; null where there are none.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Weeks(string key)
    {
        if (!Has(key)) return null;
        var weeks = new List<IReadOnlyList<long>>();
        var list = json.GetProperty(key);
        foreach (var week in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            var days = new List<long>();
            foreach (var day in week.ValueKind == JsonValueKind.Array ? week.EnumerateArray() : default)
                if (day.ValueKind == JsonValueKind.Number && day.TryGetInt64(out var micros) && micros is >= 0 and <= DayMicros) days.Add(micros);
            if (days.Count == 7 && week.GetArrayLength() == 7) weeks.Add(days);
            else Refuse($"a week of '{key}' is not seven lengths from Monday on, none longer than a day");
        }
        if (weeks.Count == 0) Refuse($"'{key}' has no week");
        return weeks;
    }

    public LocalDate? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (Period.TryParse(text, out var day) && day.Kind == PeriodKind.Day) return day.From;
        Refuse($"'{key}' is no date: '{Printable.Short(text, 40)}'");
        return null;
    }

    /// <summary>A date of every year, <c>03-31</c>.</summary>
    public AnnualDate? Annual(string key)
    {
        if (Text(key) is not { } text) return null;
        // The year of the question is a leap year: the 29th of February is a date of a year.
        if (text.Length == 5 && Period.TryParse($"2028-{text}", out var day) && day.Kind == PeriodKind.Day) return new AnnualDate(day.From.Month, day.From.Day);
        Refuse($"'{key}' is no date of a year: '{Printable.Short(text, 40)}'");
        return null;
    }

    public LocalTime? Clock(string key)
    {
        if (Text(key) is not { } text) return null;
        if (text.Split(':') is [{ Length: 2 } hour, { Length: 2 } minute]
            && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours < 24
            && int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60) return new LocalTime(hours, minutes);
        Refuse($"'{key}' is no clock time: '{Printable.Short(text, 40)}'");
        return null;
    }

    /// <summary>Which of the words it is, from 0 on; the first of them where the key is not there.</summary>
    public int Word(string key, params string[] words) => Meant(key, Text(key), words);

    public int Meant(string key, string? said, params string[] words)
    {
        if (said is null) return 0;
        var place = Array.IndexOf(words, said);
        if (place < 0) Refuse($"'{key}' is '{Printable.Short(said, 40)}', which means nothing here");
        return Math.Max(0, place);
    }
}
