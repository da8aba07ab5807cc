using System.Globalization;

namespace Daybook.Reports;

/// <summary>
/// The only way text gets into a CSV cell. A spreadsheet takes a cell that begins like a formula for one; such text gets
/// an apostrophe in front, whatever blank or invisible characters come first. Else RFC 4180.
/// </summary>
internal static class CsvCell
{
    public static string Of(string text)
    {
        var cell = ShownName.Whole(text);
        if (BeginsFormula(cell)) cell = $"'{cell}";
        return cell.AsSpan().ContainsAny("\",\r\n\t;") || (cell.Length > 0 && (IsSkipped(cell[0]) || IsSkipped(cell[^1])))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    private static bool BeginsFormula(string text)
    {
        foreach (var c in text)
            if (c is '\t' or '\r' or '\n' or '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠') return true;
            else if (!IsSkipped(c)) return false;
        return false;
    }

    /// <summary>
    /// What a program may skip before it looks for a formula, and separators of another locale. An apostrophe too, so that
    /// a reader may take one off every such cell.
    /// </summary>
    private static bool IsSkipped(char c) =>
        c is ';' or ',' or '\'' || char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
