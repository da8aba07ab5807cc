using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The period's time by one dimension, as a table whose lines sum to the printed total.</summary>
internal static class SumTable
{
    /// <summary>The longest first, then <c>32 others</c> in one line, then what the source left unattributed.</summary>
    /// <param name="most">Names with a line of their own; one more where "1 other" would take its line anyway.</param>
    /// <returns>Null where no name is known. A lack of projects is shown: something may be done about it.</returns>
    public static LineTable? Of(DimensionSum sum, int most)
    {
        if (sum.Lines.Count == 0 || (sum.Dimension != Dimension.Project && sum.Lines is [var only] && only.Name == Unsaid.Of(sum.Dimension))) return null;
        // Cut before the rest is pooled, so that a name has the same figures on every page of the period.
        var exact = Exact(sum);
        var shown = sum.Lines.Count <= most + 1 ? sum.Lines.Count : most;
        var (minutes, shares) = (Pooled(Printed.Minutes(exact), shown), Pooled(Printed.Shares(exact), shown));
        var names = sum.Lines.Take(shown).Select(l => ShownName.Of(l.Name)).ToList();
        var measured = (long[])minutes.Clone();
        if (shown < sum.Lines.Count)
        {
            names.Add($"{sum.Lines.Count - shown} others");
            // Many small ones together would outgrow every name and shrink the bars that can be compared.
            measured[shown] = 0;
        }
        names.Add(ShownName.Unattributed);

        var bars = Printed.Bars(measured);
        var hasShares = Array.Exists(shares, s => s != 0);
        var lines = names.Select((n, i) => new Line(n, Hours.Text(minutes[i]), hasShares ? $"{shares[i]} %" : "", bars[i], "")).ToList();
        if (minutes[^1] == 0 && shares[^1] == 0) lines.RemoveAt(lines.Count - 1);
        return new LineTable(Title(sum.Dimension), lines);
    }

    /// <summary>The lines' lengths and last what is unattributed, microseconds.</summary>
    public static long[] Exact(DimensionSum sum)
    {
        var exact = new long[sum.Lines.Count + 1];
        for (var i = 0; i < sum.Lines.Count; i++) exact[i] = Micros.From(sum.Lines[i].Worked);
        exact[^1] = Micros.From(sum.Unattributed);
        return exact;
    }

    public static string Title(Dimension dimension) => dimension switch
    {
        Dimension.Category => "Categories",
        Dimension.OperatingSystem => "Operating systems",
        _ => $"{dimension}s",
    };

    /// <summary>The first ones as they are, then (where there are more) the sum of the rest, then the last.</summary>
    private static long[] Pooled(long[] values, int shown)
    {
        if (shown == values.Length - 1) return values;
        var pooled = new long[shown + 2];
        Array.Copy(values, pooled, shown);
        for (var i = shown; i < values.Length - 1; i++) pooled[shown] += values[i];
        pooled[^1] = values[^1];
        return pooled;
    }
}
