using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Solidtime;

/// <summary>Makes a row of <c>time_entries.csv</c> into an entry.</summary>
internal sealed class EntryRow(TableHead head, ExportNames names)
{
    private const int PerCent = Money.PerUnit / 100;
    private const long HighestCents = 100_000_000_000;

    // What becomes of these is all they say; ids stay with the row, names are added to it.
    private static readonly string[] Modelled = ["id", "description", "start", "end", "billable_rate", "billable", "tags", "updated_at"];

    private static readonly string[] Known =
        [.. Modelled, "member_id", "user_id", "organization_id", "client_id", "project_id", "task_id", "is_imported", "still_active_email_sent_at", "created_at"];

    private readonly Dictionary<string, int> _columns = head.Folded.Select((name, index) => (name, index)).GroupBy(c => c.name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().index, StringComparer.Ordinal);

    /// <summary>Columns nobody has heard of.</summary>
    public IReadOnlyList<string> Unknown => [.. head.Columns.Where((name, i) => name.Length > 0 && !Known.Contains(head.Folded[i]))];

    public RowOutcome Read(TableRow row)
    {
        if (TableFlaws.Of(row) is { } broken) return RowOutcome.Bad(broken);
        if (Cell(row, "end").Length == 0 && Cell(row, "start").Length > 0) return RowOutcome.LeftOut("it is still running");
        if (!Instant(row, "start", out var start, out var flaw) || !Instant(row, "end", out var end, out flaw)) return RowOutcome.Bad(flaw!);
        if (end < start) return Bad(row, "end", "the end lies before the start");
        long? stamp = null;
        if (Cell(row, "updated_at").Length > 0)
        {
            if (!Instant(row, "updated_at", out var updated, out flaw)) return RowOutcome.Bad(flaw!);
            stamp = updated;
        }
        if (!Rate(row, out var cents)) return Bad(row, "billable_rate", $"'{Short(row, "billable_rate")}' is not a number of cents");
        if (!TagIds(row, out var tags)) return Bad(row, "tags", $"'{Short(row, "tags")}' is not a list of ids", "solidtime writes [\"id\",\"id\"].");
        return RowOutcome.Counts(Entry(row, new EntryTime.Interval(start, end), stamp, cents, tags));
    }

    /// <summary>
    /// Stamped with when the entry or anything that names it was last changed, so that a new name counts; and just before
    /// that where a name is missing, so that the same entry with its names counts.
    /// </summary>
    private TimeEntry Entry(TableRow row, EntryTime time, long? stamp, long cents, IReadOnlyList<string> tags)
    {
        var isNamed = true;

        ExportNames.Named? Find(string file, string id)
        {
            var found = names.Find(file, id);
            isNamed &= found is not null || id.Length == 0;
            if (found?.Stamp > stamp) stamp = found.Stamp;
            return found;
        }

        string? Name(string file, string id) => Find(file, id)?.Name ?? EntryText.NullIfEmpty(id);

        var project = Find(ExportFiles.Projects, Cell(row, "project_id"));
        var client = Cell(row, "client_id") is { Length: > 0 } own ? own : project?.ClientId ?? "";
        var currency = cents == 0 ? null : Find(ExportFiles.Organizations, Cell(row, "organization_id"))?.Currency;
        var work = new EntryWork
        {
            Project = project?.Name ?? EntryText.NullIfEmpty(Cell(row, "project_id")),
            Client = Name(ExportFiles.Clients, client),
            Task = Name(ExportFiles.Tasks, Cell(row, "task_id")),
            Note = EntryText.NullIfEmpty(Cell(row, "description")),
            Tags = [.. tags.Select(id => Name(ExportFiles.Tags, id)!)],
            IsBillable = Cell(row, "billable").ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => null },
            HourlyRate = cents == 0 ? null : new Money(cents * PerCent, currency ?? ""),
        };
        return new TimeEntry(time, EntryText.Raw("solidtime-export", Cell(row, "start"), Cell(row, "member_id"), Cell(row, "project_id"), Cell(row, "task_id"), work.Note), row.At(0))
        {
            UpstreamId = EntryText.NullIfEmpty(Cell(row, "id")),
            Person = Name(ExportFiles.Members, Cell(row, "member_id")),
            Work = work,
            Stamp = isNamed ? stamp : stamp - 1,
            Extra = EntryText.Extra(head.Columns.Select((column, i) => (Key: column, Value: (string?)row[i])).Where((_, i) => !Modelled.Contains(head.Folded[i]))
                .Concat(row.Cells.Skip(head.Columns.Count).Select((cell, i) => (Key: $"column {head.Columns.Count + i + 1}", Value: (string?)cell.Trim())))),
        };
    }

    private bool Rate(TableRow row, out long cents)
    {
        cents = 0;
        return Cell(row, "billable_rate") is not { Length: > 0 } text
            || (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out cents) && cents <= HighestCents);
    }

    private bool TagIds(TableRow row, out IReadOnlyList<string> ids)
    {
        ids = [];
        if (Cell(row, "tags") is not { Length: > 0 } text) return true;
        using var document = JsonValues.Parse(System.Text.Encoding.UTF8.GetBytes(text), out _);
        if (document is { RootElement.ValueKind: JsonValueKind.Null }) return true;
        if (document is not { RootElement.ValueKind: JsonValueKind.Array } || document.RootElement.EnumerateArray().Any(item => item.AsText() is null)) return false;
        ids = document.RootElement.Texts();
        return true;
    }

    private bool Instant(TableRow row, string column, out long instant, out Flaw? flaw)
    {
        (instant, flaw) = (0, null);
        var text = Cell(row, column);
        if (MomentText.TryParse(text, null, out var moment))
        {
            instant = (moment with { OffsetMicros = moment.OffsetMicros ?? 0 }).Instant!.Value;
            return true;
        }
        flaw = new Flaw(text.Length == 0 ? $"the row has no {column}" : $"'{Short(row, column)}' is not a date and time", "solidtime writes 2026-10-21T09:30:00Z.", At(column));
        return false;
    }

    private string Short(TableRow row, string column) => Printable.Short(Cell(row, column), 60);

    private string Cell(TableRow row, string column) => row[At(column)];

    private int At(string column) => _columns.GetValueOrDefault(column, -1);

    private RowOutcome Bad(TableRow row, string column, string message, string? hint = null) => RowOutcome.Bad(new Flaw(message, hint, At(column)));
}
