using Daybook.Model;

namespace Daybook.Worker.Stages;

/// <summary>Which periods a report is due for: the last whole one, and those missed since the newest one written or put into the outbox.</summary>
public static class DueDigests
{
    /// <summary>Names of weeks whose digest was written to a folder, among names of other things.</summary>
    public static IEnumerable<string> Written(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "daybook-*.eml").Select(f => Path.GetFileNameWithoutExtension(f)["daybook-".Length..]) : [];

    /// <param name="names">Of periods that have theirs; what else is among them is passed over.</param>
    /// <param name="most">Of periods; a machine that was off for longer is not owed its mails one by one.</param>
    /// <returns>Periods of the same kind, oldest first.</returns>
    public static IReadOnlyList<Period> Of(IEnumerable<string> names, Period lastWhole, int most)
    {
        // As it mostly is.
        var known = names.ToHashSet(StringComparer.Ordinal);
        if (known.Contains(lastWhole.Name)) return [];
        var written = known.Select(n => Period.TryParse(n, out var week) ? week : default).Where(w => w.Kind == lastWhole.Kind && w != default).ToHashSet();
        if (written.Contains(lastWhole)) return [];
        var due = new List<Period> { lastWhole };
        if (written.Count > 0)
            while (due.Count < most && !written.Contains(due[^1].Previous) && due[^1].Previous.From > written.Max(w => w.From))
                due.Add(due[^1].Previous);
        due.Reverse();
        return due;
    }
}
