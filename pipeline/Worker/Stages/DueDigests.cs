using Daybook.Model;

namespace Daybook.Worker.Stages;

/// <summary>Which weeks a digest is due for: the last whole one, and those missed since the newest one written.</summary>
public static class DueDigests
{
    // A machine that was off for longer than this is not owed its mails one by one.
    private const int MostMissed = 8;

    /// <returns>Weeks, oldest first.</returns>
    public static IReadOnlyList<Period> Of(string folder, Period lastWhole)
    {
        if (!Directory.Exists(folder)) return [lastWhole];
        var written = Directory.EnumerateFiles(folder, "daybook-*.eml")
            .Select(f => Period.TryParse(Path.GetFileNameWithoutExtension(f)["daybook-".Length..], out var week) ? week : default)
            .Where(w => w.Kind == PeriodKind.Week).ToHashSet();
        if (written.Contains(lastWhole)) return [];
        var due = new List<Period> { lastWhole };
        if (written.Count > 0)
            while (due.Count < MostMissed && !written.Contains(due[^1].Previous) && due[^1].Previous.From > written.Max(w => w.From))
                due.Add(due[^1].Previous);
        due.Reverse();
        return due;
    }
}
