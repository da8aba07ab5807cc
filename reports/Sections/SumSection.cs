using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The period's time by one dimension; the rows sum to the page's total.</summary>
internal static class SumSection
{
    /// <summary>The longest first, then <c>32 others</c> in one row, then what the source left unattributed.</summary>
    /// <param name="most">Names with a row of their own; one more where "1 other" would take its row anyway.</param>
    /// <returns>Null where no name is known. A lack of projects is shown: something may be done about it.</returns>
    public static Section? Of(DimensionSum sum, int most, ReportStyle style)
    {
        if (sum.Lines.Count == 0 || (sum.Dimension != Dimension.Project && sum.Lines is [var only] && only.Name == Unsaid.Of(sum.Dimension))) return null;
        return Of(Name(sum.Dimension), style.Words[$"sums.{sum.Dimension}"], [.. sum.Lines.Select(l => l.Name)], Exact(sum), most, style);
    }

    /// <param name="names">The longest first.</param>
    /// <param name="exact">Their lengths and last what is unattributed, microseconds.</param>
    public static Section Of(string section, string title, IReadOnlyList<string> names, long[] exact, int most, ReportStyle style)
    {
        // Cut before the rest is pooled, so that a name has the same figures on every page of the period.
        var shown = names.Count <= most + 1 ? names.Count : most;
        var (units, shares) = (style.Cut(exact), Printed.Shares(exact));
        List<string> keys = [.. names, style.Words["name.unattributed"]];
        var hasShares = Array.Exists(shares, s => s != 0);
        List<Row> all = [.. keys.Select((key, i) => Row(key, i, units[i], shares[i], exact[i]))];
        List<Row> rows = [.. all.Take(shown)];
        List<long> measured = [.. units.Take(shown)];
        if (shown < names.Count)
        {
            var (unit, share, micros) = (0L, 0L, 0L);
            for (var i = shown; i < names.Count; i++) (unit, share, micros) = (unit + units[i], share + shares[i], micros + exact[i]);
            var others = style.Words.Count("name.others", names.Count - shown);
            rows.Add(Row(others, -1, unit, share, micros));
            // Many small ones together would outgrow every name and shrink the bars that can be compared: they have none.
            measured.Add(0);
        }
        if (units[^1] != 0 || shares[^1] != 0)
        {
            rows.Add(all[^1]);
            measured.Add(units[^1]);
        }
        if (exact[^1] == 0) all.RemoveAt(all.Count - 1);
        var bars = Printed.Bars([.. measured]);
        return new Section(section, title)
        {
            Table = new Table("", Columns(style), [.. rows.Select((r, i) => r with { PerMille = bars[i] })]) { All = all },
        };

        // What is unattributed has no name: a project may well be called so.
        Row Row(string key, int i, long unit, long share, long micros) => new(
            i == names.Count ? "" : ShownName.Whole(key), i < 0 || i == names.Count ? key : ShownName.Of(key, style.Words),
            [new Cell(hasShares ? style.Share(share) : "", hasShares ? share : null), new Cell(style.Hours(unit), micros)]);
    }

    public static IReadOnlyList<Column> Columns(ReportStyle style) =>
        [new Column("share", style.Words["column.share"], "percent"), new Column("worked", style.Words["column.worked"])];

    /// <summary>The lines' lengths and last what is unattributed, microseconds.</summary>
    private static long[] Exact(DimensionSum sum)
    {
        var exact = new long[sum.Lines.Count + 1];
        for (var i = 0; i < sum.Lines.Count; i++) exact[i] = Micros.From(sum.Lines[i].Worked);
        exact[^1] = Micros.From(sum.Unattributed);
        return exact;
    }

    /// <summary><c>operating-systems</c>: what settings and programs call the section.</summary>
    public static string Name(Dimension dimension) => dimension switch
    {
        Dimension.Category => "categories",
        Dimension.Branch => "branches",
        Dimension.Entity => "files",
        Dimension.OperatingSystem => "operating-systems",
        _ => $"{dimension.ToString().ToLowerInvariant()}s",
    };
}
