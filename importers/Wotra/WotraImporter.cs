using Daybook.Importers.Databases;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Wotra;

/// <summary>Reads Wotra's database, its three CSV exports (entries, days, weeks) and what its server answers.</summary>
public sealed class WotraImporter : IImporter
{
    private static readonly string[] Tables = ["entries", "closed_days", "closed_weeks", "settings_history", "balance_adjustments"];

    public string Name => "wotra";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (SchemaHead.Of(head) is { } tables)
            return tables.Any(t => t.Name == Tables[0] && t.Has("day_key") && t.Has("start_time"))
                ? new Claim("wotra-database", $"a SQLite file with the tables {string.Join(", ", Tables.Where(name => tables.Any(t => t.Name == name)))}")
                : null;
        if (WotraJson.Identify(head) is { } answer) return answer;
        if (TableHead.Of(head) is not { } table || TableOf(table) is not { } kind) return null;
        return new Claim($"wotra-{kind.Replace("closed_", "")}", $"columns: {string.Join(", ", table.Columns)}")
        {
            ReadOff = [("delimiter", table.DelimiterName), ("encoding", table.Encoding)],
        };
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var rows = new WotraRows(file.Name, reading.Given);
        var head = Sniff.Head(file, out var again);
        if (head.AsSpan().StartsWith(SchemaHead.Magic)) return DatabaseReader.Read(again, Tables, Tables[0], rows.Convert);
        return WotraJson.Identify(head) is null ? ReadTable(again, rows) : WotraJson.Read(again, rows);
    }

    private static IEnumerable<Extracted> ReadTable(SourceFile file, WotraRows rows)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head || TableOf(head) is not { } name)
        {
            yield return TableFlaws.NoColumns(file.Name);
            yield break;
        }
        var columns = Named(head);
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
        {
            var found = new FoundRow(name, columns, [.. columns.Select((_, i) => Cell.OfText(FormulaSafe.Read(row[i])))], row.At(0));
            var extracted = TableFlaws.Of(row) is { } flaw ? found.Rejected(file.Name, flaw) : rows.Convert(found);
            if (extracted is not null) yield return extracted;
            if (extracted is Extracted.Refused) yield break;
        }
        if (table.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, table.BrokenAt, Severity.Error, broken));
        yield return table.End();
    }

    // The headers are documented nowhere: these are the columns' names in the database, and what else they may be called.
    private static string? TableOf(TableHead head)
    {
        var names = new FoundRow("", Named(head), [], Place.WholeFile);
        bool Has(ReadOnlySpan<string> any) => names.Find(any) >= 0;
        if (Has(WotraRows.Week) && Has(WotraRows.Delta)) return "closed_weeks";
        if (!Has(WotraRows.Day)) return null;
        if (Has(WotraRows.Start) && Has(WotraRows.End) && (Has(["day_key"]) || Has(["auto_stopped"]))) return "entries";
        return Has(WotraRows.Worked) && !Has(WotraRows.Start) ? "closed_days" : null;
    }

    private static string[] Named(TableHead head) => ColumnName.EachOnce([.. head.Folded.Select(c => c.Replace(' ', '_'))]);
}
