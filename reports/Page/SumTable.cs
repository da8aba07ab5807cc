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
        // Cut before the rest is pooled, so that a name has the same figures on every page of the period.
        var exact = Exact(sum);
        var shown = sum.Lines.Count <= most + 1 ? sum.Lines.Count : most;
        var (minutes, shares) = (Pooled(Printed.Minutes(exact), shown), Pooled(Printed.Shares(exact), shown));
        var names = sum.Lines.Take(shown).Select(l => ShownName.Of(l.Name)).ToList();
        var measured = minutes.ToList();
        if (shown < sum.Lines.Count)
        {
            names.Add($"{sum.Lines.Count - shown} others");
            // Many small ones together would outgrow every name and shrink the bars that can be compared.
            measured[shown] = 0;
        }
        names.Add(ShownName.Unattributed);

        var bars = Printed.Bars(measured);
        var hasShares = shares.Any(s => s != 0);
        var lines = names.Select((n, i) => new Line(n, Hours.Text(minutes[i]), hasShares ? $"{shares[i]} %" : "", bars[i], "")).ToList();
        if (minutes[^1] == 0 && shares[^1] == 0) lines.RemoveAt(lines.Count - 1);
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
}
