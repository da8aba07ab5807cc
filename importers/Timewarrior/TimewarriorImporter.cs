using Daybook.Importers.Json;
using Daybook.Importers.Lines;
using Daybook.Importers.Opening;

namespace Daybook.Importers.Timewarrior;

/// <summary>
/// Reads what <c>timew export</c> writes, and the lines without a header of its extension <c>csv.py</c>. Its times are
/// instants.
/// </summary>
/// <remarks>
/// The ids are positions and change with every interval that is tracked: they are not kept. All words of an interval are
/// tags; none of them is a project.
/// </remarks>
public sealed class TimewarriorImporter : IImporter
{
    public const string Source = "timewarrior";

    public string Name => Source;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is { } json)
            return json.IsList && json.Has("id", "start") && TimewarriorTime.IsQuoted(json.Members["start"])
                ? new Claim("timewarrior-export", $"a list of intervals whose start is {json.Members["start"]}")
                : null;
        var first = TextLines.OfHead(head).FirstOrDefault(l => l.Length > 0);
        return first is not null && TimewarriorCsv.IsRow(first)
            ? new Claim("timewarrior-csv", $"lines without a header that begin with {first[..first.IndexOf(',')]}")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var started = StartedFile.Of(file, out var head);
        return JsonHead.Of(head) is not null ? ReadJson(started, reading.Unexpected) : TimewarriorCsv.Read(started);
    }

    private static IEnumerable<Extracted> ReadJson(SourceFile file, UnexpectedKeys unexpected)
    {
        using var rows = new JsonRows(file);
        foreach (var extracted in rows.List(row => Row(row, unexpected))) yield return extracted;
        foreach (var extracted in rows.End()) yield return extracted;
    }

    private static RowOutcome Row(JsonRow row, UnexpectedKeys unexpected)
    {
        var value = row.Value;
        if (value.ValueKind != System.Text.Json.JsonValueKind.Object) return RowOutcome.Bad("an interval should be an object with keys and values");
        return TimewarriorTime.Entry(value.Text("start"), value.Text("end"), value.Texts("tags"), value.Text("annotation"), row.Place,
            value.Others(unexpected, "id", "start", "end", "tags", "annotation"));
    }
}
