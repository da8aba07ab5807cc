using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.WorkTime;

/// <summary>Reads the browser extension's storage and the backend's answers: objects whose members are lists or maps of rows.</summary>
internal static class WorkTimeJson
{
    private const int LongestRow = 16 << 20;
    private const string OnlySums = "it is an answer with sums over a range, which do not say what was when";

    /// <summary>What the rows of a member are called in the database.</summary>
    internal static string? TableOf(string key) => key switch
    {
        "sessions" => "sessions",
        "dailyStats" or "stats" => "daily_stats",
        "activities" => "pr_review_activities",
        _ => null,
    };

    public static Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (!HeartbeatLines.Are(head)) return OfDocument(head);
        // A broken line does not hide the others.
        foreach (var line in head.Split((byte)'\n'))
            if (OfDocument(head[line]) is { } claim)
                return claim;
        return null;
    }

    private static Claim? OfDocument(ReadOnlySpan<byte> head)
    {
        if (Sniff.FirstByte(head) != '{') return null;
        using var window = new JsonWindow(new MemoryStream(head.ToArray(), writable: false));
        var cursor = Start(window);
        var (root, row) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        cursor.Enter('{');
        while (cursor.NextKey())
        {
            root.Add(cursor.Key);
            if (TableOf(cursor.Key) is not null) LookAtRows(cursor, row);
            else cursor.Skip();
        }
        if (root.Contains("sessions") && row.Contains("repoOwner") && row.Contains("startTime") || root.Contains("dailyStats") && root.Contains("sessions"))
            return new Claim("worktime-extension", $"an object with the keys {string.Join(", ", root.Take(6).Select(k => $"'{Printable.Short(k, 40)}'"))}");
        if (root.Contains("sessions") && row.Contains("repo_owner") && row.Contains("pr_number")) return new Claim("worktime-sessions", "an object whose 'sessions' have repo_owner and pr_number");
        if (root.Contains("stats") && row.Contains("total_seconds") && row.Contains("session_count")) return new Claim("worktime-stats", "an object whose 'stats' have total_seconds and session_count");
        if (root.Contains("activities") && row.Contains("activity_type")) return new Claim("worktime-activities", "an object whose 'activities' have activity_type");
        return root.Contains("avg_seconds_per_session") || root.Contains("avg_seconds") && root.Contains("repo_owner") || root.Contains("daily_breakdown") && root.Contains("total_seconds")
            ? new Claim("worktime-sums", $"an object with the keys {string.Join(", ", root.Take(6).Select(k => $"'{Printable.Short(k, 40)}'"))}", OnlySums)
            : null;
    }

    /// <exception cref="IOException">The medium fails.</exception>
    public static IEnumerable<Extracted> Read(SourceFile file, WorkTimeRows rows)
    {
        using var window = new JsonWindow(file.Open());
        var cursor = Start(window);
        cursor.Enter('{');
        while (cursor.NextKey())
        {
            if (TableOf(cursor.Key) is not { } table)
            {
                cursor.Skip();
                continue;
            }
            if (cursor.Enter('['))
                while (cursor.NextElement())
                {
                    if (Take(file, cursor, rows, table, null) is { } extracted) yield return extracted;
                }
            else if (cursor.Enter('{'))
                while (cursor.NextKey())
                {
                    if (Take(file, cursor, rows, table, cursor.Key) is { } extracted) yield return extracted;
                }
            else cursor.Skip();
        }
        if (cursor.Break is { } broken)
            yield return new Extracted.Noted(new Diagnostic(file.Name, broken.Place, Severity.Error, window.Damage is { } why ? $"the compressed file is cut short: {why}" : broken.Message));
        do window.Advance(window.Rest.Length);
        while (window.More());
        window.EndPiece();
        yield return new Extracted.End(window.Offset, window.Fingerprint, window.Sha256(), cursor.Break is null);
    }

    private static Extracted? Take(SourceFile file, JsonCursor cursor, WorkTimeRows rows, string table, string? key)
    {
        var place = cursor.Window.Place(cursor.Pointer);
        switch (cursor.Measure(LongestRow, out var extent))
        {
            case Measured.Broken:
                return null;
            case Measured.TooLong:
                cursor.Skip();
                return new FoundRow(table, [], [], place).Rejected(file.Name, new Flaw($"the row is longer than {LongestRow >> 20} MiB"));
        }
        var bytes = cursor.Window.Ahead(extent.Length);
        using var document = JsonValues.Parse(bytes, out var problem);
        var extracted = document?.RootElement.ValueKind == JsonValueKind.Object
            ? rows.Convert(Row(table, key, document.RootElement, place))
            : new Extracted.Rejected(new Rejection(new Diagnostic(file.Name, place, Severity.Error, $"{table}: the row cannot be read: {problem ?? "it is no object"}"), Quoted.Of(bytes.Span)));
        cursor.Pass(extent.Length);
        return extracted;
    }

    /// <param name="key">What the row is listed under in a map: its id, or of a day its date.</param>
    internal static FoundRow Row(string table, string? key, JsonElement element, Place place)
    {
        var (columns, cells) = (new List<string>(), new List<Cell>());
        foreach (var member in element.EnumerateObject())
        {
            columns.Add(member.Name);
            cells.Add(Cell.OfJson(member.Value));
        }
        var name = table == "daily_stats" ? "date" : "id";
        if (key is not null && !columns.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            columns.Add(name);
            cells.Add(new Cell(key));
        }
        return new FoundRow(table, columns, cells, place);
    }

    private static void LookAtRows(JsonCursor cursor, HashSet<string> keys)
    {
        var isList = cursor.Peek() == '[';
        if (!cursor.Enter(isList ? '[' : '{'))
        {
            cursor.Skip();
            return;
        }
        while (isList ? cursor.NextElement() : cursor.NextKey())
        {
            if (!cursor.Enter('{'))
            {
                cursor.Skip();
                continue;
            }
            while (cursor.NextKey())
            {
                keys.Add(cursor.Key);
                cursor.Skip();
            }
        }
    }

    internal static JsonCursor Start(JsonWindow window)
    {
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        return new JsonCursor(window);
    }
}
