using Daybook.Importers.Databases;
using Daybook.Model;

namespace Daybook.Importers.ClaudeTracker;

/// <summary>Makes the rows of claude-tracker's database into what they say.</summary>
internal sealed class SessionRows(string file)
{
    private static readonly string[] Kept = ["source_path", "project", "start_time", "end_time", "duration_seconds"];

    public Extracted? Convert(FoundRow row)
    {
        var values = new RowReader(row, Given.Utc.Zones);
        Extracted extracted = row.Table switch
        {
            "sessions" => Session(row, values),
            "synced_days" => PushedDay(row, values),
            _ => PushedEntry(row, values),
        };
        return values.Flaw is { } flaw ? row.Rejected(file, flaw) : extracted;
    }

    /// <summary>A session's id: the name of its transcript where that is a UUID, else the whole path.</summary>
    public static string IdOf(string path)
    {
        var stem = path[(path.LastIndexOfAny(['/', '\\', '!']) + 1)..];
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".jsonl"])
            if (stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                stem = stem[..^ending.Length];
        return Guid.TryParseExact(stem, "D", out _) ? stem.ToLowerInvariant() : path;
    }

    /// <summary>What was worked on in a folder: its last part names the project.</summary>
    public static EntryWork WorkIn(string? folder, string? branch = null) => new()
    {
        Project = folder?.TrimEnd('/', '\\') is { Length: > 0 } path ? path[(path.LastIndexOfAny(['/', '\\']) + 1)..] : null,
        Entity = folder,
        Branch = branch,
    };

    public static string Raw(string? start, string? folder) => EntryText.Raw("claude-session", start, folder);

    private static Extracted.Entry Session(FoundRow row, RowReader values)
    {
        var path = values.Need(values.Text("source_path"), "path");
        var start = values.Need(values.Moment("start_time"), "start");
        var length = values.Need(values.Length(Micros.PerSecond, "duration_seconds"), "length");
        var end = values.Moment("end_time");
        if (length < 0)
        {
            values.Wrong("the length is less than nothing", "Its transcript has messages out of order.");
            length = 0;
        }
        return new(new TimeEntry(new EntryTime.Interval(start, start + length, end == start + length ? null : end), Raw(values.Text("start_time"), values.Text("project")), row.Place)
        {
            UpstreamId = path.Length > 0 ? IdOf(path) : null,
            Work = WorkIn(values.Text("project")),
            Extra = row.ToJson(Kept),
        });
    }

    private static Extracted.Fact PushedDay(FoundRow row, RowReader values)
    {
        var date = values.Need(values.Date("date"), "date");
        var workspace = values.Need(values.Text("workspace_id"), "workspace");
        return new(new AccountFact(AccountFact.Pushed, EntryText.Raw("day", values.Text("date"), workspace), null, date, FactJson.Of(row, ("what", "day"), ("workspace", workspace)), row.Place));
    }

    private static Extracted.Fact PushedEntry(FoundRow row, RowReader values)
    {
        var date = values.Need(values.Date("date"), "date");
        var (workspace, project) = (values.Need(values.Text("workspace_id"), "workspace"), values.Need(values.Text("project_id"), "project"));
        return new(new AccountFact(AccountFact.Pushed, EntryText.Raw("entry", values.Text("date"), workspace, project), null, date,
            FactJson.Of(row, ("what", "entry"), ("workspace", workspace), ("project", project), ("remote_id", values.Text("clockify_entry_id"))), row.Place));
    }
}
