namespace Daybook.Worker.Configuration;

/// <content>What it does when nobody is there: runs, schedules, backups, and who is told.</content>
public sealed partial record SettingsFile
{
    /// <param name="Stages">Those that a run does by itself; without them all but close, allocate and push, and backup where it has a folder.</param>
    /// <param name="CatchUp">Missed weeks, months or years that are made up for, the newest.</param>
    /// <param name="PushTo">Sources whose services days are pushed to, where push is one of the stages.</param>
    public sealed record RunFile(IReadOnlyList<string>? Stages = null, int? CatchUp = null, IReadOnlyList<string>? PushTo = null);

    /// <param name="Schedules">Without any, a run every quarter of an hour.</param>
    /// <param name="Health">File that says how it is: when it did what, and how it went.</param>
    public sealed record WorkFile(IReadOnlyList<ScheduleFile>? Schedules = null, string? Health = null);

    /// <param name="Cron">Five fields: minute, hour, day of the month, month, day of the week.</param>
    /// <param name="Zone">Whose clock is meant; without it the last of Zones, else UTC.</param>
    /// <param name="Stages">Of a run; without them those that a run has by itself.</param>
    /// <param name="Missed">What becomes of times that passed while nobody was there: <c>once</c> or <c>skip</c>.</param>
    public sealed record ScheduleFile(string Name, string Cron, string? Zone = null, IReadOnlyList<string>? Stages = null, string? Missed = null);

    /// <param name="Metrics">Text file for Prometheus; without it none is written.</param>
    public sealed record MonitorFile(IReadOnlyList<PingFile>? Pings = null, string? Metrics = null);

    /// <param name="Name">Of the secret.</param>
    /// <param name="Kind"><c>healthchecks</c>, <c>ntfy</c> or <c>webhook</c>.</param>
    /// <param name="Url">Where it is: <c>https://hc-ping.com</c>.</param>
    /// <param name="Topic">Of ntfy.</param>
    /// <param name="SecretFile">That holds the id of the check, or a token, and that nobody else can read.</param>
    /// <param name="HasSecret">There is a token, as a credential or a variable. Healthchecks has one in any case.</param>
    /// <param name="OnFailure">Told only of runs that failed.</param>
    /// <param name="AllowHttp">It may be told without encryption.</param>
    public sealed record PingFile(string Name, string Kind, string Url, string? Topic = null, string? SecretFile = null, bool HasSecret = false, bool OnFailure = false, bool AllowHttp = false);

    /// <param name="Folder">Of backups; without it no run makes any.</param>
    /// <param name="Every"><c>day</c>, <c>week</c>, or hours: <c>6h</c>.</param>
    /// <param name="Keep">How many stay.</param>
    public sealed record BackupFile(string? Folder = null, string? Every = null, BackupKeepFile? Keep = null);

    /// <param name="Daily">The newest of so many days that have one; without it 7.</param>
    /// <param name="Weekly">Of so many weeks; without it 5.</param>
    /// <param name="Monthly">Of so many months; without it 12.</param>
    public sealed record BackupKeepFile(int? Daily = null, int? Weekly = null, int? Monthly = null);
}
