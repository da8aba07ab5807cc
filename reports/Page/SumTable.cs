using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The period's time by one dimension, as a table whose lines sum to the printed total.</summary>
internal static class SumTable
{
    /// <summary>The longest first, then <c>32 others</c> in one line, then what the source left unattributed.</summary>
    /// <param name="most">Names with a line of their own; one more where "1 other" would take its line anyway.</param>
    /// <returns>Null where no name is known.</returns>
    public static LineTable? Of(DimensionSum sum, int most)
    {
        if (sum.Lines.Count == 0) return null;
        // Cut to minutes before the rest is pooled, so that a name has the same figure on every page of the period.
        var exact = Exact(sum);
        var minutes = Printed.Minutes(exact);
        var shown = sum.Lines.Count <= most + 1 ? sum.Lines.Count : most;
        var names = sum.Lines.Take(shown).Select(l => ShownName.Of(l.Name)).ToList();
        if (shown < sum.Lines.Count) names.Add($"{sum.Lines.Count - shown} others");
        names.Add(ShownName.Unattributed);

        var (pooled, pooledMinutes) = (Pooled(exact, shown), Pooled(minutes, shown));
        var (shares, bars) = (Printed.Shares(pooled), Printed.Bars(pooledMinutes));
        var lines = names.Select((name, i) => new Line(name, Hours.Text(pooledMinutes[i]), Share(shares[i], pooled), bars[i], "")).ToList();
        if (pooledMinutes[^1] == 0 && shares[^1] == 0) lines.RemoveAt(lines.Count - 1);
        return new LineTable(Title(sum.Dimension), lines);
    }

    /// <summary>The lines' lengths and last what is unattributed, microseconds.</summary>
    public static IReadOnlyList<long> Exact(DimensionSum sum) =>
        [.. sum.Lines.Select(l => Micros.From(l.Worked)), Micros.From(sum.Unattributed)];

    public static string Title(Dimension dimension) => dimension switch
    {
        Dimension.Category => "Categories",
        Dimension.OperatingSystem => "Operating systems",
        _ => $"{dimension}s",
    };

    /// <summary>The first ones as they are, then (where there are more) the sum of the rest, then the last.</summary>
    private static List<long> Pooled(IReadOnlyList<long> values, int shown)
    {
        var pooled = values.Take(shown).ToList();
        if (shown < values.Count - 1) pooled.Add(values.Skip(shown).Take(values.Count - 1 - shown).Sum());
        pooled.Add(values[^1]);
        return pooled;
    }

    private static string Share(long percent, List<long> exact) => exact.Sum() <= 0 ? "" : $"{percent} %";
}
