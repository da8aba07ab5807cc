using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>What can be wrong with any delimited file, whatever its columns mean, in the same words everywhere.</summary>
internal static class TableFlaws
{
    private const int Shown = 60;

    private static readonly Flaw Garbled = new("the row holds bytes that are no text", "The file is in another encoding than its start says.");
    private static readonly Flaw WithNul = new("the row holds a NUL character");

    /// <param name="whose">What the columns would be of, or null.</param>
    public static Extracted.Refused NoColumns(string file, string? whose = null) =>
        new(new Diagnostic(file, Place.WholeFile, Severity.Error, $"the file has no columns{(whose is null ? "" : $" of {whose}")}"));

    /// <summary>Null where no two columns have the same name; those without one are not compared.</summary>
    public static Extracted.Refused? Doubled(string file, TableHead head) =>
        head.Folded.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Key.Length > 0 && g.Count() > 1) is { } doubled ? new(Doubled(file, doubled.Key)) : null;

    public static Diagnostic Doubled(string file, string column) =>
        new(file, new Place(1, 1, 0), Severity.Error, $"the column '{Printable.Short(column, Shown)}' stands there twice", "Name each column once; nothing of the file was taken in.");

    /// <summary>Null where nobody had to guess how the file is encoded.</summary>
    public static Extracted.Noted? Encoding(string file, TableHead head) => head.Encoding == TableEncodings.Windows1252
        ? new(new Diagnostic(file, Place.WholeFile, Severity.Note, "it is not UTF-8 and was read as windows-1252")) : null;

    /// <summary>Null where the row is text, whatever it says.</summary>
    public static Flaw? Of(TableRow row) => row.IsGarbled ? Garbled : row.HasNul ? WithNul : null;

    public static Extracted.Rejected Rejected(string file, TableRow row, Flaw flaw) => new(new Rejection(
        new Diagnostic(file, row.At(Math.Max(0, flaw.Column)), Severity.Error, flaw.Message, flaw.Hint),
        row.Raw.Length > Rejection.LongestRaw ? row.Raw[..Rejection.LongestRaw] : row.Raw));
}
