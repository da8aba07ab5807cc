using Daybook.Model;

namespace Daybook.Worker.Commands;

/// <summary>Columns two spaces apart: the first to the left, numbers to the right.</summary>
/// <param name="texts">Other columns that are text and stand to the left, from 0.</param>
internal sealed class TextTable(params int[] texts)
{
    private readonly List<string[]> _rows = [];

    public TextTable Row(params string[] cells)
    {
        _rows.Add([.. cells.Select(Printable.Line)]);
        return this;
    }

    public IEnumerable<string> Lines()
    {
        var widths = new int[_rows.Select(r => r.Length).DefaultIfEmpty().Max()];
        foreach (var row in _rows)
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        return _rows.Select(row => string.Join("  ", row.Select((cell, i) => i == 0 || texts.Contains(i) ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }
}
