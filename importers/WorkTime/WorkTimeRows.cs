using Daybook.Importers.Databases;
using Daybook.Model;

namespace Daybook.Importers.WorkTime;

/// <summary>Makes WorkTime's rows into what they say; columns are named as in either schema of the backend or as in the extension.</summary>
internal sealed class WorkTimeRows(string file)
{
    private static readonly string[] Id = ["session_id", "id"], Owner = ["repo_owner", "repoOwner"], Repository = ["repo_name", "repoName"], Number = ["pr_number", "prNumber"];
    private static readonly string[] Start = ["start_time", "startTime"], End = ["end_time", "endTime"], Seconds = ["duration_seconds", "durationSeconds"], Stamp = ["updated_at", "lastUpdate"];
    private static readonly string[] Kept = ["session_id", .. Owner, .. Repository, .. Number, .. Start, .. End, .. Seconds, "updated_at", "lastUpdate", "prTitle", "branch", "duration"];

    private readonly Dictionary<string, string> _people = new(StringComparer.Ordinal);

    public Extracted? Convert(FoundRow row)
    {
        var values = new RowReader(row, Given.Utc.Zones);
        var extracted = row.Table switch
        {
            "users" => Learn(values),
            "daily_stats" => Figure(row, values),
            "pr_review_activities" => Review(row, values),
            _ => Session(row, values),
        };
        return values.Flaw is { } flaw ? row.Rejected(file, flaw) : extracted;
    }

    private Extracted? Learn(RowReader values)
    {
        if (values.Text("user_id", "id") is { } id && values.Text("github_username", "email") is { } name) _people[id] = name;
        return null;
    }

    private Extracted Session(FoundRow row, RowReader values)
    {
        var project = Project(values);
        if (project is null) values.Need(project, "repository");
        var task = Task(values);
        var start = values.Need(values.Moment(Start), "start");
        var end = values.Moment(End);
        var length = values.Length(Micros.PerSecond, Seconds) ?? values.Length(1000, "duration");
        if (values.Flaw is null && WhyLeftOut(values, end, length) is { } because) return row.LeftOut(file, because);
        length ??= end - start;
        if (length < 0) values.Wrong("the session ends before it starts");
        if (values.Flaw is not null) length = 0;
        var until = start + (length ?? 0);
        return new Extracted.Entry(new TimeEntry(new EntryTime.Interval(start, until, end == until ? null : end), EntryText.Raw("worktime-session", values.Text(Start), project, task), row.Place)
        {
            UpstreamId = IdOf(values),
            Stamp = values.Moment(Stamp),
            Person = Person(values),
            Work = new EntryWork { Project = project, Task = task, Note = values.Text("prTitle"), Branch = values.Text("branch") },
            Extra = row.ToJson(values.Text("startTime") is null ? [.. Kept, "id"] : Kept),
        });
    }

    // A session of the extension that was sent is the backend's; ids of the two never meet.
    private static string? IdOf(RowReader values) =>
        values.Text("startTime") is null ? values.Text(Id) : values.Text("backendId") ?? (values.Text("id") is { } own ? $"local:{own}" : null);

    private static string? WhyLeftOut(RowReader values, long? end, long? length) => values.Text("status")?.ToLowerInvariant() switch
    {
        "abandoned" or "cancelled" => "it was given up and has no length",
        "active" => "it is still running",
        null when end is null && (length is null || values.Text("active") == "true") => "it is still running",
        _ => end is null && length is null ? "it has neither an end nor a length" : null,
    };

    private Extracted.Fact Figure(FoundRow row, RowReader values)
    {
        var date = values.Need(values.Date("date"), "date");
        var total = values.Need(values.Length(Micros.PerSecond, "total_seconds", "total_duration_seconds") ?? values.Length(1000, "totalTime"), "sum");
        var sessions = values.Text("session_count") is { } count && RowReader.TryNumber(count, out var number) ? (long?)(long)number : null;
        var (project, person) = (Project(values), Person(values));
        var origin = values.Text("totalTime") is null && values.Text("stat_id", "id") is not null ? "backend" : "extension";
        return new(new AccountFact(AccountFact.Control, EntryText.Raw(origin, values.Text("date"), values.Text("user_id"), project), null, date,
            FactJson.Of(row, ("total_us", total), ("sessions", sessions), ("project", project), ("person", person)), row.Place)
        {
            Person = person,
            Stamp = values.Moment("updated_at"),
        });
    }

    private Extracted.Fact Review(FoundRow row, RowReader values)
    {
        var id = values.Need(values.Text("activity_id", "id"), "id");
        var at = values.Need(values.Moment("created_at"), "time");
        var kind = values.Need(values.Text("activity_type"), "kind");
        return new(new AccountFact(AccountFact.Review, id, at, null,
            FactJson.Of(row, ("activity", kind), ("project", Project(values)), ("task", Task(values)), ("person", Person(values))), row.Place)
        {
            Person = Person(values),
            Stamp = values.Moment("updated_at"),
        });
    }

    private static string? Project(RowReader values) =>
        values.Text(Owner) is { } owner && values.Text(Repository) is { } repository ? $"{owner}/{repository}" : null;

    private static string? Task(RowReader values) => values.Text(Number) is { } number ? $"#{number}" : null;

    private string? Person(RowReader values) => values.Text("user_id") is { } id ? _people.GetValueOrDefault(id) : null;
}
