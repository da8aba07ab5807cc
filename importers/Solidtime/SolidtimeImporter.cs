using System.Text.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Solidtime;

/// <summary>
/// Reads <c>time_entries.csv</c> of solidtime's export of an organization. It refers to people, projects, clients, tasks
/// and tags by id; their names stand in the files beside it. Its times are instants, its rates hundredths.
/// </summary>
public sealed class SolidtimeImporter : IImporter
{
    private const string Kind = "solidtime-export";
    private const int PerHundredth = Money.PerUnit / 100;

    private static readonly string[] Own = ["id", "start", "end", "member_id", "organization_id", "project_id"];

    private static readonly (string File, string[] Columns)[] Companions =
    [
        ("projects.csv", ["id", "name", "client_id", "organization_id", "is_public"]), ("clients.csv", ["id", "name", "organization_id", "archived_at"]),
        ("tasks.csv", ["id", "name", "project_id", "organization_id", "done_at"]), ("members.csv", ["id", "user_id", "name", "email", "organization_id", "role"]),
        ("project_members.csv", ["id", "billable_rate", "project_id", "member_id"]), ("organization_invitations.csv", ["id", "email", "organization_id", "role"]),
        ("organizations.csv", ["id", "name", "billable_rate", "currency"]), ("tags.csv", ["id", "name", "organization_id", "created_at"]),
    ];

    public string Name => "solidtime";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (TableHead.Of(head) is not { } table)
            return Json.JsonHead.Of(head) is { IsList: false } json && json.Has("id", "version", "organizations", "exported_at") ? Companion("meta.json", "keys: id, version, organizations") : null;
        if (HasAll(table, Own)) return new Claim(Kind, $"columns: {string.Join(", ", Own)}") { ReadOff = [("delimiter", table.DelimiterName)] };
        foreach (var (file, columns) in Companions)
            if (HasAll(table, [.. columns, "created_at"])) return Companion(file, $"columns: {string.Join(", ", columns)}");
        return null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head)
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "the file has no columns"));
            yield break;
        }
        var names = new SolidtimeNames(file);
        if (names.Missing.Count > 0)
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, $"it says by ids alone what was worked on, and {string.Join(", ", names.Missing)} do not lie beside it",
                "Nothing of the file was taken in; import the archive as it was exported, or its folder."));
            yield break;
        }
        var columns = head.Columns.Select((name, i) => (name, i)).DistinctBy(c => c.name).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
            foreach (var extracted in Row(row, columns, names).At(file.Name, row.At(0), row.Raw)) yield return extracted;
        if (table.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, table.BrokenAt, Severity.Error, broken));
        yield return table.End();
    }

    private static RowOutcome Row(TableRow row, Dictionary<string, int> columns, SolidtimeNames names)
    {
        string Cell(string name) => columns.TryGetValue(name, out var i) ? row[i] : "";
        if (row.IsGarbled || row.HasNul) return RowOutcome.Bad("the row holds bytes that are no text");
        if (Cell("id").Length == 0) return RowOutcome.Bad("the row has no id");
        if (Instant(Cell("start")) is not { } start) return RowOutcome.Bad($"'{Printable.Short(Cell("start"), 60)}' is not a time", "solidtime writes 2026-10-21T09:00:00Z.");
        if (Cell("end").Length == 0) return RowOutcome.LeftOut("it is still running");
        if (Instant(Cell("end")) is not { } end) return RowOutcome.Bad($"'{Printable.Short(Cell("end"), 60)}' is not a time", "solidtime writes 2026-10-21T09:00:00Z.");
        if (end < start) return RowOutcome.Bad("the end lies before the start");
        if (Tags(Cell("tags")) is not { } tags) return RowOutcome.Bad($"'{Printable.Short(Cell("tags"), 60)}' is not a list of tags");
        if (Rate(Cell("billable_rate"), names.Currency(Cell("organization_id")), out var rate) is { } flaw) return RowOutcome.Bad(flaw);
        var project = Cell("project_id");
        var client = Cell("client_id") is { Length: > 0 } own ? own : names.ClientOf(project);
        string[] known = ["id", "description", "start", "end", "billable_rate", "billable", "member_id", "client_id", "project_id", "task_id", "tags", "updated_at", "organization_id"];
        return RowOutcome.Counts(new TimeEntry(new EntryTime.Interval(start, end), EntryText.Raw("solidtime", Cell("start"), project, Cell("task_id"), Cell("description")), row.At(0))
        {
            UpstreamId = Cell("id"),
            Stamp = Instant(Cell("updated_at")),
            Person = names.Person(Cell("member_id")),
            Work = new EntryWork
            {
                Project = names.Project(project),
                Client = names.Client(client),
                Task = names.Task(Cell("task_id")),
                Note = EntryText.NullIfEmpty(Cell("description")),
                Tags = [.. tags.Select(names.Tag)],
                IsBillable = Cell("billable") switch { "true" or "1" => true, "false" or "0" => false, _ => null },
                HourlyRate = rate,
            },
            Extra = EntryText.Extra(columns.Keys.Where(c => !known.Contains(c)).Select(c => (c, (string?)Cell(c)))),
        });
    }

    private static long? Instant(string text) => MomentText.TryParse(text, null, out var moment) ? moment.Instant : null;

    private static List<string>? Tags(string json)
    {
        if (json.Length == 0) return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. Importers.Json.JsonTexts.Texts(document.RootElement)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Flaw? Rate(string text, string currency, out Money? rate)
    {
        rate = null;
        if (text.Length == 0) return null;
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var hundredths) || hundredths > 1_000_000_000) return new Flaw($"'{Printable.Short(text, 60)}' is not a rate in hundredths");
        if (hundredths > 0) rate = new Money(hundredths * PerHundredth, currency);
        return null;
    }

    private static bool HasAll(TableHead table, IEnumerable<string> columns) => columns.All(c => table.Columns.Contains(c, StringComparer.Ordinal));

    private static Claim Companion(string file, string evidence) =>
        new($"solidtime-{Path.GetFileNameWithoutExtension(file).Replace('_', '-')}", evidence, $"it is {file} of solidtime's export, which time_entries.csv beside it refers to") { IsCompanion = true };
}
