using Daybook.Importers.Lines;
using Daybook.Model;

namespace Daybook.Importers.Klog;

/// <summary>
/// Reads klog's own text: records parted by blank lines, each a date, perhaps words, then indented entries whose words may
/// go on in lines that are indented twice.
/// </summary>
internal static class KlogText
{
    private static readonly string[] Indents = ["    ", "   ", "  ", "\t"];

    /// <summary>Whether a line is an entry, judged by itself.</summary>
    public static bool IsEntry(string line) =>
        Indents.FirstOrDefault(i => line.StartsWith(i, StringComparison.Ordinal)) is { } indent && KlogTime.Entry(line[indent.Length..].TrimEnd(), default) is not null;

    public static IEnumerable<Extracted> Read(SourceFile file, KlogFacts facts)
    {
        using var lines = new TextLines(file);
        var block = new List<TextLine>();
        foreach (var line in lines.All())
        {
            if (!string.IsNullOrWhiteSpace(line.Text))
            {
                block.Add(line);
                continue;
            }
            foreach (var extracted in Record(block, file.Name, facts, null))
            {
                yield return extracted;
                if (extracted is Extracted.Refused) yield break;
            }
            block.Clear();
        }
        foreach (var extracted in Record(block, file.Name, facts, lines))
        {
            yield return extracted;
            if (extracted is Extracted.Refused) yield break;
        }
        foreach (var extracted in lines.End()) yield return extracted;
    }

    /// <param name="last">Set for the file's last record, whose end may be cut.</param>
    private static IEnumerable<Extracted> Record(List<TextLine> block, string file, KlogFacts facts, TextLines? last)
    {
        if (block.Count == 0) return [];
        var first = block[0];
        if (first.IsGarbled) return RowOutcome.Bad(TextLine.Garbled).At(file, first.Place, first.Text);
        if (!KlogTime.TryDate(first.Text, out var date, out var should))
        {
            if (!first.IsEnded)
            {
                last?.Cut(first.Place);
                return [];
            }
            return RowOutcome.Bad($"'{Printable.Short(first.Text, 60)}' is not the date of a record", "A record begins with a date such as 2026-10-21, perhaps with (8h!) after it; the record was left out.")
                .At(file, first.Place, string.Join('\n', block.Select(l => l.Text)));
        }
        var summary = block.Skip(1).TakeWhile(l => l.Text[0] is not (' ' or '\t')).ToList();
        var entries = Entries(block.Skip(1 + summary.Count), last);
        return facts.Of(new KlogRecord(date, string.Join('\n', summary.Select(l => l.Text.Trim())), should, entries));
    }

    private static List<KlogEntry> Entries(IEnumerable<TextLine> lines, TextLines? last)
    {
        var entries = new List<KlogEntry>();
        string? indent = null;
        foreach (var line in lines)
        {
            if (line.IsGarbled)
            {
                entries.Add(new KlogEntry.Bad(TextLine.Garbled, line.Place, line.Text));
                continue;
            }
            indent ??= Indents.FirstOrDefault(i => line.Text.StartsWith(i, StringComparison.Ordinal));
            var depth = indent is null ? 0 : line.Text.StartsWith(indent + indent, StringComparison.Ordinal) ? 2 : line.Text.StartsWith(indent, StringComparison.Ordinal) ? 1 : 0;
            if (depth == 2 && entries.Count > 0 && entries[^1] is not KlogEntry.Bad)
            {
                var before = entries[^1];
                var more = line.Text.Trim();
                entries[^1] = before with { Summary = before.Summary.Length == 0 ? more : $"{before.Summary}\n{more}", Raw = $"{before.Raw}\n{line.Text}" };
                continue;
            }
            var entry = depth == 1 ? KlogTime.Entry(line.Text[indent!.Length..].TrimEnd(), line.Place) : null;
            if (entry is null && !line.IsEnded) last?.Cut(line.Place);
            else entries.Add(entry ?? new KlogEntry.Bad(new Flaw("the line is no entry of klog's", "Such as 8:00 - 9:30, 1h30m or -45m, indented alike in a record, then words."), line.Place, line.Text));
        }
        return entries;
    }
}
