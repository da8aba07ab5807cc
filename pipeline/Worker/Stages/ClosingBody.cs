using System.Text.Json;
using Daybook.Model;

namespace Daybook.Worker.Stages;

/// <summary>What a closed day keeps beside its sums, as JSON: by which rules it was worked out, its marks and its addends.</summary>
/// <param name="Rules">Of days and of the account, with the version of the zone database and all settings that decide.</param>
/// <param name="Start">Of the day, microseconds.</param>
/// <param name="End">Likewise.</param>
/// <param name="Prints">By source, a hash of its facts of the day.</param>
public sealed record ClosingBody(string Rules, long Start, long End, IReadOnlyDictionary<string, string> Prints, IReadOnlyList<DayMark> Marks, IReadOnlyList<AccountAddend> Addends)
{
    public static string Write(string rules, (long Start, long End) span, IEnumerable<KeyValuePair<string, string>> prints, AccountDay day) => WrittenJson.Object(json =>
    {
        json.WriteString("rules", rules);
        json.WriteNumber("start_us", span.Start);
        json.WriteNumber("end_us", span.End);
        json.WriteStartObject("prints");
        foreach (var (source, print) in prints) json.WriteString(source, print);
        json.WriteEndObject();
        json.WriteStartArray("marks");
        foreach (var mark in day.Marks)
        {
            json.WriteStartObject();
            json.WriteString("kind", mark.Kind.ToString());
            json.WriteString("effect", mark.Effect.ToString());
            json.WriteString("name", mark.Name);
            json.WriteNumber("us", mark.Micros);
            if (mark.Source is { } source) json.WriteString("source", source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("addends");
        foreach (var addend in day.Addends) Write(json, addend);
        json.WriteEndArray();
    });

    /// <summary>Of a week: what its days sum to is theirs; only what was settled on it.</summary>
    public static string OfWeek(IEnumerable<AccountAddend> settled) => WrittenJson.Object(json =>
    {
        json.WriteStartArray("addends");
        foreach (var addend in settled) Write(json, addend);
        json.WriteEndArray();
    });

    public static string OfReopening(string reason) => WrittenJson.Object(json => json.WriteString("reason", reason));

    public static string ReasonOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() ?? "" : "";
    }

    public static ClosingBody Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var (prints, marks, addends) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<DayMark>(), new List<AccountAddend>());
        foreach (var print in root.GetProperty("prints").EnumerateObject()) prints[print.Name] = print.Value.GetString()!;
        foreach (var mark in root.GetProperty("marks").EnumerateArray())
            marks.Add(new DayMark((AbsenceKind)Named(mark, "kind", typeof(AbsenceKind)), (AbsenceEffect)Named(mark, "effect", typeof(AbsenceEffect)), Text(mark, "name")!, mark.GetProperty("us").GetInt64(), Text(mark, "source")));
        foreach (var addend in root.GetProperty("addends").EnumerateArray())
            addends.Add(new AccountAddend((AccountColumn)Named(addend, "column", typeof(AccountColumn)), addend.GetProperty("us").GetInt64(), (AccountRule)Named(addend, "rule", typeof(AccountRule)), Text(addend, "text")!, Text(addend, "source")));
        return new ClosingBody(root.GetProperty("rules").GetString()!, root.GetProperty("start_us").GetInt64(), root.GetProperty("end_us").GetInt64(), prints, marks, addends);
    }

    /// <summary>Whether it has neither time off nor corrections, told without reading all of it: most days are so.</summary>
    public static bool IsPlain(string body) => body.Contains("\"marks\":[]", StringComparison.Ordinal) && !body.Contains(Correction, StringComparison.Ordinal);

    private static readonly string Correction = $"\"{nameof(AccountColumn.Adjusted)}\"";

    // Thousands of these are read at once, and generics over enums are compiled anew at every start.
    private static object Named(JsonElement element, string key, Type names) => Enum.Parse(names, element.GetProperty(key).GetString()!);

    private static void Write(Utf8JsonWriter json, AccountAddend addend)
    {
        json.WriteStartObject();
        json.WriteString("column", addend.Column.ToString());
        json.WriteNumber("us", addend.Micros);
        json.WriteString("rule", addend.Rule.ToString());
        json.WriteString("text", addend.Text);
        if (addend.Source is { } source) json.WriteString("source", source);
        json.WriteEndObject();
    }

    private static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out var text) ? text.GetString() : null;
}
