using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What should have been worked in each of a table's rows, and how worked time differs from it.</summary>
/// <param name="Units">Of what should have been worked, whole units in microseconds.</param>
internal sealed record Targets(IReadOnlyList<Cell> Should, IReadOnlyList<Cell> Difference, long[] Units, long[] Exact)
{
    /// <summary>Null where there is no account of any of the days.</summary>
    public static Targets? Of(Slice slice, List<List<DaySum>> groups, long[] worked, ReportStyle style)
    {
        if (slice.Account is not { Days.Count: > 0 } account) return null;
        var days = account.Days.ToDictionary(d => d.Date);
        var exact = groups.ConvertAll(g => g.Sum(d => days.TryGetValue(d.Date, out var day) ? day.Should : 0)).ToArray();
        var units = style.Cut(exact);
        bool IsKnown(int i) => groups[i].Exists(d => days.ContainsKey(d.Date));
        return new Targets(
            [.. units.Select((u, i) => IsKnown(i) ? new Cell(style.Hours(u), exact[i]) : new Cell(ReportStyle.Unknown))],
            [.. units.Select((u, i) => new Cell(style.Signed(worked[i] - u), groups[i].Sum(d => Micros.From(d.Worked)) - exact[i]))], units, exact);
    }

    public Row Sum(ReportStyle style, long[] exact, long[] worked) => new("total", style.Words["total"],
        [new Cell(style.Hours(Units.Sum()), Exact.Sum()), new Cell(style.Hours(worked.Sum()), exact.Sum()), new Cell(style.Signed(worked.Sum() - Units.Sum()), exact.Sum() - Exact.Sum())]);
}
