using System.Globalization;
using Daybook.Rules;

namespace Daybook.Worker.Configuration;

/// <summary>Where a run puts backups, how often, and how many stay.</summary>
/// <param name="Folder">Full path; null where no run makes any.</param>
public sealed record BackupSettings(string? Folder, BackupEvery Every, BackupKeep Keep)
{
    private const int MostKept = 1000;

    public static BackupSettings None { get; } = new(null, BackupEvery.Day, BackupKeep.Standard);

    /// <param name="folder">Makes a path full.</param>
    internal static BackupSettings Of(SettingsFile.BackupFile? file, Func<string, string> folder, Func<string, string, SettingsException> wrong)
    {
        if (file is null) return None;
        var keep = file.Keep is { } k ? new BackupKeep(k.Daily ?? BackupKeep.Standard.Daily, k.Weekly ?? BackupKeep.Standard.Weekly, k.Monthly ?? BackupKeep.Standard.Monthly) : BackupKeep.Standard;
        foreach (var (name, count) in ((string, int)[])[("Daily", keep.Daily), ("Weekly", keep.Weekly), ("Monthly", keep.Monthly)])
            if (count is < 0 or > MostKept) throw wrong($"Keep.{name} is {count}", $"It is 0 to {MostKept}.");
        return new BackupSettings(file.Folder is null ? null : folder(file.Folder), EveryOf(file.Every, wrong), keep);
    }

    private static BackupEvery EveryOf(string? text, Func<string, string, SettingsException> wrong) => text switch
    {
        null or "day" => BackupEvery.Day,
        "week" => BackupEvery.Week,
        [.. var hours, 'h'] when int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 24 => new BackupEvery(count),
        _ => throw wrong($"Every: '{text}' is no stretch of time", "It is day, week, or hours from 1h to 24h."),
    };
}
