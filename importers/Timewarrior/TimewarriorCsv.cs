using Daybook.Importers.Lines;

namespace Daybook.Importers.Timewarrior;

/// <summary>
/// Reads what <c>csv.py</c> writes: a line an interval, start, end, then a cell a tag. All cells are quoted, and quotes in
/// tags are not doubled.
/// </summary>
internal static class TimewarriorCsv
{
    private const string Between = "\",\"";

    /// <summary>Whether a line, perhaps cut, begins with the time of a start and goes on with an end or none.</summary>
    public static bool IsRow(string line)
    {
        var cells = Cells(line);
        return cells.Count > 1 && TimewarriorTime.IsTime(cells[0]) && (cells[1].Length == 0 || TimewarriorTime.IsTime(cells[1]));
    }

    public static IEnumerable<Extracted> Read(SourceFile file)
    {
        using var lines = new TextLines(file);
        foreach (var line in lines.All())
        {
            if (line.Text.Length == 0) continue;
            var outcome = Row(line);
            if (outcome.Entry is null && !line.IsEnded && IsOpen(line.Text)) lines.Cut(line.Place);
            else foreach (var extracted in outcome.At(file.Name, line.Place, line.Text)) yield return extracted;
        }
        foreach (var extracted in lines.End()) yield return extracted;
    }

    private static RowOutcome Row(TextLine line)
    {
        if (line.IsGarbled) return RowOutcome.Bad(TextLine.Garbled);
        if (!line.IsEnded && IsOpen(line.Text)) return RowOutcome.Bad("the row is cut");
        var cells = Cells(line.Text);
        return TimewarriorTime.Entry(cells[0], cells.Count > 1 ? cells[1] : null, [.. cells.Skip(2).Select(c => c.Trim()).Where(c => c.Length > 0)], null, line.Place, null);
    }

    private static bool IsOpen(string line) => line[0] == '"' && (line.Length == 1 || line[^1] != '"' || line.EndsWith(",\"", StringComparison.Ordinal));

    // What a spreadsheet saved again has quotes only where they are needed.
    private static List<string> Cells(string line)
    {
        if (line.Length == 0 || line[0] != '"') return [.. line.Split(',').Select(c => c.Trim('"'))];
        var inner = line.Length > 1 && line[^1] == '"' ? line[1..^1] : line[1..];
        return [.. inner.Split(Between)];
    }
}
