using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Daybook;

/// <summary>Reads Daybook's own file of entries, contracts, absences and corrections: made by hand, or handed out by another ledger.</summary>
/// <remarks>Its times are instants. An entry without an end is running; it is kept as a fact and counts nothing.</remarks>
public sealed class DaybookImporter : IImporter
{
    public const string Source = "daybook";

    /// <summary>What the file calls the version of its format.</summary>
    internal const string Version = "1";

    internal const string Root = "daybook", Entries = "entries";

    public string Name => Source;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { IsList: false } json || !json.Members.TryGetValue(Root, out var version)) return null;
        if (version == Version) return new Claim("daybook-entries", $"'{Root}' is {version}");
        return version is [>= '0' and <= '9', ..]
            ? new Claim("daybook-entries", $"'{Root}' is {Printable.Short(version, 20)}", "it is of a newer Daybook, which alone can read it")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var rows = new JsonRows(file);
        rows.Cursor.Enter('{');
        while (rows.Cursor.NextKey())
        {
            var key = rows.Cursor.Key;
            if (TermRow.Reads(key))
            {
                foreach (var extracted in rows.List(row => Term(key, row, file.Name, reading.Unexpected))) yield return extracted;
                continue;
            }
            if (key != Entries)
            {
                if (key != Root) reading.Unexpected.Meet(key);
                rows.Cursor.Skip();
                continue;
            }
            foreach (var extracted in rows.List(row => Row(row, file.Name, reading.Unexpected))) yield return extracted;
        }
        foreach (var extracted in rows.End()) yield return extracted;
    }

    private static IEnumerable<Extracted> Row(JsonRow row, string file, UnexpectedKeys unexpected)
    {
        var entry = DaybookRow.Read(row.Value, row.Place, unexpected, out var flaw);
        if (entry is null) return RowOutcome.Bad(flaw!).At(file, row.Place, row.Raw);
        return entry.IsRunning ? [new Extracted.Fact(Running(entry))] : [new Extracted.Entry(entry.Entry)];
    }

    private static IEnumerable<Extracted> Term(string list, JsonRow row, string file, UnexpectedKeys unexpected) =>
        TermRow.Read(list, row.Value, row.Place, unexpected, out var flaw) is { } fact ? [new Extracted.Fact(fact)] : RowOutcome.Bad(flaw!).At(file, row.Place, row.Raw);

    private static AccountFact Running(DaybookEntry running)
    {
        var entry = running.Entry;
        var start = ((EntryTime.Interval)entry.Time).Start;
        return new AccountFact(AccountFact.Running, entry.UpstreamId!, start, null,
            FactJson.Of(json => DaybookDocument.WriteMembers(json, running), ("project", entry.Work.Project), ("deleted", entry.IsDeleted ? 1L : null)), entry.Place)
        {
            Stamp = entry.Stamp,
        };
    }

    /// <summary>The running entry that a fact is about, or null where it is about none.</summary>
    public static DaybookEntry? RunningOf(string factJson)
    {
        using var document = JsonDocument.Parse(factJson);
        return document.RootElement.TryGetProperty("said", out var said) ? DaybookRow.Read(said, Place.WholeFile, null, out _) : null;
    }
}
