using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.WorkTime;

/// <summary>Reads answers of the backend that stand a line each, as the receiver keeps sessions that ended. A broken line costs none of the others.</summary>
internal static class WorkTimeLines
{
    /// <exception cref="IOException">The medium fails.</exception>
    public static IEnumerable<Extracted> Read(SourceFile file, WorkTimeRows rows)
    {
        using var window = new JsonWindow(file.Open());
        var cursor = WorkTimeJson.Start(window);
        while (HeartbeatLines.NextLine(cursor, out var length))
        {
            foreach (var extracted in Line(file, rows, window, length)) yield return extracted;
            cursor.Pass(length);
        }
        if (cursor.Break is { } broken)
            yield return new Extracted.Noted(new Diagnostic(file.Name, broken.Place, Severity.Error, window.Damage is { } why ? $"the compressed file is cut short: {why}" : broken.Message));
        do window.Advance(window.Rest.Length);
        while (window.More());
        window.EndPiece();
        yield return new Extracted.End(window.Offset, window.Fingerprint, window.Sha256(), cursor.Break is null);
    }

    private static List<Extracted> Line(SourceFile file, WorkTimeRows rows, JsonWindow window, int length)
    {
        var place = window.Place(null);
        var bytes = window.Rest[..length].ToArray();
        string? problem = "it should hold one object, from its first bracket to its last";
        using var document = HeartbeatLines.Depth(bytes) >= 0 ? JsonValues.Parse(bytes, out problem) : null;
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            return [new Extracted.Rejected(new Rejection(new Diagnostic(file.Name, place, Severity.Error, $"the line cannot be read: {problem}"), Quoted.Of(bytes)))];
        var found = new List<Extracted>();
        foreach (var member in document.RootElement.EnumerateObject())
            if (WorkTimeJson.TableOf(member.Name) is { } table && member.Value.ValueKind == JsonValueKind.Array)
                foreach (var row in member.Value.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object))
                    if (rows.Convert(WorkTimeJson.Row(table, null, row, place)) is { } extracted)
                        found.Add(extracted);
        return found;
    }
}
