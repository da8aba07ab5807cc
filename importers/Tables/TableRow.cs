using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>One record of a delimited file.</summary>
/// <param name="line">Physical line it starts on, from 1.</param>
/// <param name="offset">Bytes before it, counted as UTF-8; unique in the file.</param>
/// <param name="isGarbled">It holds bytes that are no text in the file's encoding.</param>
/// <param name="hasNul">It holds a NUL character.</param>
public sealed class TableRow(int line, long offset, string[] cells, bool isGarbled, bool hasNul, Func<string> raw)
{
    public int Line => line;

    public long Offset => offset;

    public string[] Cells => cells;

    public bool IsGarbled => isGarbled;

    public bool HasNul => hasNul;

    /// <summary>As it stands in the file, without its line end. To be asked before the next row is.</summary>
    public string Raw => raw();

    /// <summary>The trimmed cell, or "" for one the row does not have.</summary>
    public string this[int column] => column >= 0 && column < Cells.Length ? Cells[column].Trim() : "";

    public Place At(int column) => new(Line, column + 1, Offset);
}
