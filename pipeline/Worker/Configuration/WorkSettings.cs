using Daybook.Reports;
using Daybook.Worker.Running;
using Daybook.Worker.Schedules;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>What <c>daybook work</c> does by itself.</summary>
/// <param name="Schedules">One at least.</param>
/// <param name="Health">Full path of the file that says how it is.</param>
public sealed record WorkSettings(IReadOnlyList<Schedule> Schedules, string Health)
{
    /// <summary>Of what is done where nothing is said.</summary>
    public const string StandardName = "round", StandardCron = "*/15 * * * *";

    /// <param name="zone">Where a schedule names none.</param>
    /// <param name="path">Makes a path full.</param>
    internal static WorkSettings Of(SettingsFile.WorkFile? file, string zone, Func<string?, string> path, Func<string, string, SettingsException> wrong)
    {
        var schedules = (file?.Schedules ?? []).Select(s => Schedule(s, zone, wrong)).ToList();
        if (schedules.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) throw wrong($"two schedules are called '{twice}'", "By its name a schedule knows when it was done last.");
        if (schedules.Count == 0) schedules.Add(Schedule(new SettingsFile.ScheduleFile(StandardName, StandardCron), zone, wrong));
        return new WorkSettings(schedules, path(file?.Health));
    }

    private static Schedule Schedule(SettingsFile.ScheduleFile file, string standard, Func<string, string, SettingsException> wrong)
    {
        if (file.Name.Trim().Length == 0 || file.Name.Any(char.IsControl)) throw wrong("a schedule has no name", "By its name a schedule knows when it was done last.");
        var cron = CronText.Parse(file.Cron, out var flaw) ?? throw wrong($"'{file.Cron}' is no time of cron: {flaw}", "Write five fields: minute, hour, day of the month, month, day of the week; 30 6 * * mon-fri.");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(file.Zone ?? standard) ?? throw wrong($"'{file.Zone}' is not a zone", "They are named as in the IANA database, such as Europe/Berlin.");
        if (file.Stages?.FirstOrDefault(s => !AllRunStages.Names.Contains(s)) is { } unknown) throw wrong($"'{unknown}' is no stage", Nearest.Hint(unknown, AllRunStages.Names));
        var missed = file.Missed switch { null or "once" => MissedTime.Once, "skip" => MissedTime.Skip, var other => throw wrong($"'{other}' says nothing of what was missed", "It is once or skip.") };
        return new Schedule(file.Name, cron, zone, file.Stages, missed);
    }
}
