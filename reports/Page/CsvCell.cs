using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The only way text gets into a CSV cell: what begins like a formula is made harmless, else RFC 4180.</summary>
internal static class CsvCell
{
    public static string Of(string text)
    {
        var cell = FormulaSafe.Write(ShownName.Whole(text));
        return cell.AsSpan().ContainsAny("\",\r\n\t;") || cell != cell.Trim()
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }
}
