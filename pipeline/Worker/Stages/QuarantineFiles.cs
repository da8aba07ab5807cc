using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Importers.Opening;
using Daybook.Importers.Tables;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>
/// Gives rows in quarantine back in their source's own shape, to be mended and imported: a table keeps its header and gets
/// a column with the reason; JSON objects become a list and get a key.
/// </summary>
public static class QuarantineFiles
{
    public const string Reason = "daybook reason";

    /// <summary>File names, without folder, and their content; one for each file that rows came from.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Of(IReadOnlyList<QuarantinedRow> rows)
    {
        foreach (var file in rows.GroupBy(r => r.File))
        {
            var first = file.First();
            var name = string.Create(CultureInfo.InvariantCulture, $"{first.Kind}-{first.File}");
            if (TableHeadOf(first) is { } table) yield return ($"{name}.csv", Table(table.Head, table.Heading, file));
            else yield return ($"{name}.json", Objects(file));
        }
    }

    private static byte[] Table(TableHead head, string heading, IEnumerable<QuarantinedRow> rows)
    {
        var text = new StringBuilder();
        text.Append(heading).Append(head.Delimiter).Append(Quoted(Reason)).Append('\n');
        foreach (var row in rows) text.Append(row.Raw).Append(head.Delimiter).Append(Quoted(row.Reason)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
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

    /// <summary>The head of the table the row came from, where it is one and the file is still there.</summary>
    private static (TableHead Head, string Heading)? TableHeadOf(QuarantinedRow row)
    {
        var found = SourceFiles.At([(row.ArchivedAs ?? row.Path).Split('!')[0]], () => Stream.Null).FirstOrDefault(f => f.File is not null && (row.Path.IndexOf('!', StringComparison.Ordinal) < 0 || f.File.Name.EndsWith(row.Path[row.Path.IndexOf('!', StringComparison.Ordinal)..], StringComparison.Ordinal)));
        if (found.File is not { CanReopen: true } file) return null;
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head) return null;
        return (head, string.Join(head.Delimiter, head.Columns.Select(Quoted)));
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
