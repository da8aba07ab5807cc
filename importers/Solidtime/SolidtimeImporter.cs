using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Solidtime;

/// <summary>Reads the entries of an organization's export from solidtime, with their names from the files beside them.</summary>
public sealed class SolidtimeImporter : IImporter
{
    public string Name => "solidtime";

    public Claim? Identify(ReadOnlySpan<byte> head) =>
        TableHead.Of(head) is { } table ? ExportFiles.Of(table) : JsonHead.Of(head) is { } json ? ExportFiles.Of(json) : null;

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head)
        {
            yield return TableFlaws.NoColumns(file.Name);
            yield break;
        }
        if (TableFlaws.Doubled(file.Name, head) is { } doubled)
        {
            yield return doubled;
            yield break;
        }
        var names = ExportNames.Beside(file);
        var rows = new EntryRow(head, names);
        if (TableFlaws.Encoding(file.Name, head) is { } guessed) yield return guessed;
        foreach (var unknown in rows.Unknown) reading.Unexpected.Meet(unknown);
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
        {
            var outcome = rows.Read(row);
            foreach (var extracted in outcome.At(file.Name, row.At(Math.Max(0, outcome.Flaw?.Column ?? 0)), row.Raw)) yield return extracted;
        }
        if (names.Nameless() is { } nameless) yield return Noted(file, Severity.Warning, nameless, "Import the zip, or the folder with all its files: the names come then, and nothing is counted twice.");
        if (table.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, table.BrokenAt, Severity.Error, broken));
        yield return table.End();
    }

    private static Extracted.Noted Noted(SourceFile file, Severity severity, string message, string? hint = null) =>
        new(new Diagnostic(file.Name, Place.WholeFile, severity, message, hint));
}
