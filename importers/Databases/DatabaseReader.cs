using Daybook.Model;

namespace Daybook.Importers.Databases;

/// <summary>Reads the tables of one SQLite file from first to last.</summary>
internal static class DatabaseReader
{
    /// <param name="tables">In the order they are read.</param>
    /// <param name="needed">The one that must be there.</param>
    /// <param name="convert">Makes a row into what it says, or null where that is nothing.</param>
    /// <exception cref="IOException">The medium fails.</exception>
    public static IEnumerable<Extracted> Read(SourceFile file, IReadOnlyList<string> tables, string needed, Func<FoundRow, Extracted?> convert)
    {
        using var copy = PrivateCopy.Of(file);
        if (copy.Refusal is { } refusal)
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, refusal, "Nothing of the file was taken in. Close the program that it belongs to and try again."));
            yield break;
        }
        using var database = ForeignDatabase.Open(file.Name, copy);
        var isEnded = false;
        foreach (var table in tables)
        {
            if (isEnded) break;
            var columns = database.Columns(table, out var problem);
            if (columns is null && problem is null && database.Broken is null && table == needed) problem = $"there is no table '{table}'";
            if (problem is not null) yield return new Extracted.Noted(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, problem));
            if (columns is null) continue;
            foreach (var row in database.Rows(table, columns))
            {
                var extracted = convert(row);
                // Of a file that is cut, the first row that makes no sense is where it ends.
                isEnded = copy.Cut is not null && extracted is Extracted.Rejected;
                if (isEnded) break;
                if (extracted is not null) yield return extracted;
            }
        }
        if (database.Trouble(copy) is { } trouble) yield return trouble;
        yield return copy.End(database.Broken is null);
    }
}
