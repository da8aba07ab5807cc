using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>One record of a delimited file.</summary>
/// <param name="Line">Physical line it starts on, from 1.</param>
/// <param name="Offset">Bytes before it, counted as UTF-8; unique in the file.</param>
/// <param name="Raw">As it stands in the file, without its line end.</param>
/// <param name="IsGarbled">It holds bytes that are no text in the file's encoding.</param>
public sealed record TableRow(int Line, long Offset, string[] Cells, string Raw, bool IsGarbled)
{
    /// <summary>The trimmed cell, or "" for one the row does not have.</summary>
    public string this[int column] => column >= 0 && column < Cells.Length ? Cells[column].Trim() : "";

    public Place At(int column) => new(Line, column + 1, Offset);
}
