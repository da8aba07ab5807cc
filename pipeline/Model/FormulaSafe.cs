using System.Globalization;

namespace Daybook.Model;

/// <summary>
/// Text in a table that a spreadsheet may open. What begins like a formula gets an apostrophe in front; a reader that
/// knows of it takes it off again, so that every text comes back as it was.
/// </summary>
public static class FormulaSafe
{
    public static string Write(string text) => BeginsFormula(text) ? $"'{text}" : text;

    /// <summary>The text that <see cref="Write"/> was given.</summary>
    public static string Read(string cell) => cell.Length > 1 && cell[0] == '\'' && BeginsFormula(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>Whether a spreadsheet could run it, whatever blank or invisible characters come first.</summary>
    public static bool BeginsFormula(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c is '\t' or '\r' or '\n' or '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠') return true;
            else if (!IsSkipped(c)) return false;
        return false;
    }

    /// <summary>
    /// What a program may skip before it looks for a formula, and separators of another locale. An apostrophe too, so that
    /// a text that has one of its own comes back with it.
    /// </summary>
    private static bool IsSkipped(char c) =>
        c is ';' or ',' or '\'' || char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
