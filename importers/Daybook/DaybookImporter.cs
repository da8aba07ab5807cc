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

    internal const string Root = "daybook", Sources = "sources", Entries = "entries";

    public string Name => Source;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { IsList: false } json || !json.Members.TryGetValue(Root, out var version)) return null;
        if (version == Version) return new Claim("daybook-entries", $"'{Root}' is {version}") { Sources = SourcesOf(head) };
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
            // What is not time is a person's own, whoever's entries stand beside it; where none of them are, it is the first one's.
            if (TermRow.Reads(key) && (reading.Sources is not [var first, ..] sources || reading.Source == (sources.Contains(Source) ? Source : first)))
            {
                foreach (var extracted in rows.List(row => Term(key, row, file.Name, reading.Unexpected))) yield return extracted;
                continue;
            }
            if (key != Entries)
            {
                if (key is not (Root or Sources) && !TermRow.Reads(key)) reading.Unexpected.Meet(key);
                rows.Cursor.Skip();
                continue;
            }
            foreach (var extracted in rows.List(row => Row(row, file.Name, reading))) yield return extracted;
        }
        foreach (var extracted in rows.End()) yield return extracted;
    }

    /// <summary>The sources that the head of a file names, in its order; none where it does not.</summary>
    private static List<string> SourcesOf(ReadOnlySpan<byte> head)
    {
        using var window = JsonHead.Window(head);
        var cursor = new JsonCursor(window);
        var names = new List<string>();
        cursor.Enter('{');
        while (cursor.NextKey() && cursor.Key != Entries)
        {
            if (cursor.Key != Sources || !cursor.Enter('['))
            {
                cursor.Skip();
                continue;
            }
            while (cursor.NextElement())
                if (cursor.TakeText() is { Length: > 0 } name) names.Add(name);
                else cursor.Skip();
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<Extracted> Row(JsonRow row, string file, Reading reading)
    {
        // Of several sources each is read for itself. A row that names none of them is the first one's to tell of.
        if (reading.Sources is [_, ..] sources)
        {
            var of = row.Value.Text("source") ?? Source;
            var isKnown = sources.Contains(of);
            if (isKnown ? of != reading.Source : reading.Source != sources[0]) return [];
            if (!isKnown) return RowOutcome.Bad($"its source '{Printable.Short(of, 60)}' is not named at the head of the file", $"All are named there: \"{Sources}\": [\"{Source}\", ...]").At(file, row.Place, row.Raw);
        }
        var entry = DaybookRow.Read(row.Value, row.Place, reading.Unexpected, out var flaw);
        if (entry is null) return RowOutcome.Bad(flaw!).At(file, row.Place, row.Raw);
        return entry.IsRunning ? [new Extracted.Fact(Running(entry))] : [new Extracted.Entry(entry.Entry)];
    }

    private static IEnumerable<Extracted> Term(string list, JsonRow row, string file, UnexpectedKeys unexpected) =>
        TermRow.Read(list, row.Value, row.Place, unexpected, out var flaw) is { } fact ? [new Extracted.Fact(fact)] : RowOutcome.Bad(flaw!).At(file, row.Place, row.Raw);

    internal static AccountFact Running(DaybookEntry running)
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
