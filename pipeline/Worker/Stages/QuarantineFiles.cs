using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Importers.Tables;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>Rows of one file in its own shape.</summary>
/// <param name="From">Where the rows came from.</param>
/// <param name="Name">Without folder.</param>
/// <param name="Problem">Why it is not in that shape, but has the rows' raw text, or null.</param>
public sealed record QuarantineFile(string From, string Name, byte[] Content, string? Problem);

/// <summary>
/// Gives rows in quarantine back in their source's own shape, to be mended and imported: a table keeps its header and gets
/// a column with the reason; JSON objects become a list and get a key.
/// </summary>
public static class QuarantineFiles
{
    public const string Reason = "daybook reason";

    /// <summary>One for each file that rows came from.</summary>
    /// <param name="importers">They say which files are tables.</param>
    public static IEnumerable<QuarantineFile> Of(IReadOnlyList<QuarantinedRow> rows, IReadOnlyList<IImporter> importers)
    {
        foreach (var file in rows.GroupBy(r => r.File))
        {
            var first = file.First();
            var name = string.Create(CultureInfo.InvariantCulture, $"{first.Kind}-{first.File}");
            var (head, problem) = HeadOf(first, importers);
            if (head is not null) yield return new QuarantineFile(first.Path, $"{name}.csv", Table(head, file), null);
            else yield return new QuarantineFile(first.Path, $"{name}.json", Objects(file), file.All(r => IsObject(r.Raw)) ? null : problem);
        }
    }

    /// <summary>The reason stands in one column for all, however many cells a row has.</summary>
    private static byte[] Table(TableHead head, IEnumerable<QuarantinedRow> rows)
    {
        var cells = rows.Select(row => (row.Raw, row.Reason, Count: CellsOf(row.Raw, head))).ToList();
        var columns = Math.Max(head.Columns.Count, cells.Max(c => c.Count));
        var text = new StringBuilder();
        text.AppendJoin(head.Delimiter, head.Columns.Select(Quoted)).Append(head.Delimiter, columns - head.Columns.Count + 1).Append(Quoted(Reason)).Append('\n');
        foreach (var (raw, reason, count) in cells) text.Append(raw).Append(head.Delimiter, columns - count + 1).Append(Quoted(reason)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int CellsOf(string raw, TableHead head)
    {
        using var table = new TableReader(SourceFile.Of("row", Encoding.UTF8.GetBytes(raw)), head with { Encoding = TableEncodings.Utf8 }, isHeaderless: true);
        return table.Rows().FirstOrDefault()?.Cells.Length ?? 1;
    }

    private static byte[] Objects(IEnumerable<QuarantinedRow> rows)
    {
        var list = new JsonArray();
        foreach (var row in rows) list.Add(Parsed(row));
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true })) list.WriteTo(json);
        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static JsonObject Parsed(QuarantinedRow row)
    {
        try
        {
            if (JsonNode.Parse(row.Raw) is JsonObject known)
            {
                known[Reason] = row.Reason;
                return known;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not JSON any more: kept as text below.
        }
        return new JsonObject { ["raw"] = row.Raw, [Reason] = row.Reason };
    }

    private static bool IsObject(string raw) => raw.AsSpan().TrimStart() is ['{', ..];

    /// <summary>The head of the table the rows came from, where it is one and still there; else why it is not known.</summary>
    private static (TableHead? Head, string? Problem) HeadOf(QuarantinedRow row, IReadOnlyList<IImporter> importers)
    {
        if (row.Path == "-") return (null, "it came through standard input and was not kept");
        try
        {
            if (EarlierFile.Find(row.Path, row.ArchivedAs) is not { } earlier) return (null, "the file is gone");
            if (earlier.Open() is not { } file) return (null, "the archive no longer has it");
            var seen = file.Head();
            var isTable = importers.Any(i => i.Identify(seen) is { } claim && claim.Kind == row.Kind && claim.ReadOff.Any(read => read.What == "delimiter"));
            if (!isTable) return (null, null);
            using var opened = OpenedTable.Of(file);
            return (opened.Head, null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
