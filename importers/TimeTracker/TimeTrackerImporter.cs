using Daybook.Importers.Databases;
using Daybook.Importers.Mapped;
using Daybook.Importers.Tables;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// Reads what mappings cannot say of TimeTracker's files: its JSON (all of a person's data, a backup, an answer of the API)
/// and the table of its report on time entries, whose columns are named in the person's language.
/// </summary>
public sealed class TimeTrackerImporter : IImporter
{
    public string Name => "timetracker";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (Webhooks.Identify(head) is { } messages) return messages;
        if (TableHead.Of(head) is not { } table) return DocumentShape.Of(head);
        if (OtherTables.Refusal(table) is { } refusal) return new Claim("timetracker-other", $"columns: {string.Join(", ", table.Columns.Take(6))}", refusal);
        if (TranslatedReport.Columns(table, SourceFile.Of("head", head.ToArray())) is not { } report) return null;
        return new Claim("timetracker-time-entries", $"{report.Evidence}: {string.Join(", ", table.Columns)}")
        {
            ReadOff = [("delimiter", table.DelimiterName), ("encoding", table.HasMark ? $"{table.Encoding} with mark" : table.Encoding)],
        };
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        if (Webhooks.Identify(Sniff.Head(file, out var again)) is not null)
        {
            foreach (var item in Webhooks.Read(again)) yield return item;
            yield break;
        }
        using var opened = OpenedTable.Of(again);
        var items = opened.Head is { } head && TranslatedReport.Columns(head, opened.File) is { } report
            ? new MappedImporter(TranslatedReport.MappingOf(head, report)).Read(opened.File, reading)
            : new DocumentReader(opened.File, reading).Read();
        foreach (var item in items) yield return item;
    }
}
