using Daybook.Reports;
using Daybook.Worker.Running;

namespace Daybook.Worker.Configuration;

/// <summary>What a run does by itself.</summary>
/// <param name="Stages">Names of <see cref="AllRunStages"/>.</param>
/// <param name="CatchUp">Periods that a report is made up for, where it was missed; the newest.</param>
/// <param name="PushTo">Names of sources.</param>
public sealed record RunSettings(IReadOnlyList<string> Stages, int CatchUp, IReadOnlyList<string> PushTo)
{
    public static RunSettings Standard { get; } = new(AllRunStages.Standard, StandardCatchUp, []);

    public const int MostCatchUp = 60;

    private const int StandardCatchUp = 8;

    /// <param name="pulled">Sources that have a Pull.</param>
    /// <param name="hasBackups">Whether a folder of backups is named: then making them is one of the stages, too.</param>
    internal static RunSettings Of(SettingsFile.RunFile? file, IReadOnlyList<string> pulled, bool hasBackups, Func<string, string, SettingsException> wrong)
    {
        var standard = hasBackups ? ["backup", .. AllRunStages.Standard] : AllRunStages.Standard;
        if (file is null) return Standard with { Stages = standard };
        var (stages, pushTo, catchUp) = (file.Stages ?? standard, file.PushTo ?? [], file.CatchUp ?? StandardCatchUp);
        if (stages.FirstOrDefault(s => !AllRunStages.Names.Contains(s)) is { } unknown) throw wrong($"'{unknown}' is no stage", Nearest.Hint(unknown, AllRunStages.Names));
        if (catchUp is < 1 or > MostCatchUp) throw wrong($"CatchUp is {catchUp}", $"It is 1, for the last period alone, to {MostCatchUp}.");
        if (pushTo.FirstOrDefault(p => !pulled.Contains(p)) is { } stranger) throw wrong($"PushTo: '{stranger}' is no source with a Pull", pulled.Count == 0 ? "docs/push.md shows one." : Nearest.Hint(stranger, pulled));
        if (stages.Contains("push") && pushTo.Count == 0) throw wrong("push is one of the stages, and PushTo names nothing", "Name the source whose service days are pushed to.");
        if (stages.Contains("backup") && !hasBackups) throw wrong("backup is one of the stages, and nothing says where backups go", "Name a folder: \"Backup\": { \"Folder\": \"backups\" }.");
        return new RunSettings(stages, catchUp, pushTo);
    }
}
