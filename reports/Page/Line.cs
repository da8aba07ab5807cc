namespace Daybook.Reports;

/// <summary>One printed line of a table.</summary>
/// <param name="Name">Safe to show, no longer than a line can hold; never empty.</param>
/// <param name="Hours"><c>7:30</c>, or a dash where nobody knows.</param>
/// <param name="Share"><c>41 %</c>, or empty where the table has no shares.</param>
/// <param name="PerMille">Length of the bar, 0 to 1000 = the table's longest.</param>
/// <param name="Note">A few words, or empty.</param>
public sealed record Line(string Name, string Hours, string Share, int PerMille, string Note)
{
    /// <summary>Width of the bar, <c>62.5%</c>; empty where there is none.</summary>
    public string Bar => PerMille == 0 ? "" : Percent(PerMille);

    /// <summary>What is left beside the bar; empty where it fills the line.</summary>
    public string Rest => PerMille == 1000 ? "" : Percent(1000 - PerMille);

    private static string Percent(int perMille) => $"{perMille / 10}.{perMille % 10}%";
}

/// <param name="Title">In sentence case: <c>Projects</c>.</param>
/// <param name="Lines">In page order; their hours sum to the page's total.</param>
public sealed record LineTable(string Title, IReadOnlyList<Line> Lines);

/// <summary>A single figure with its name: <c>Longest stretch</c>, <c>3:10</c>, <c>Tue 17 Nov from 9:12</c>.</summary>
/// <param name="Detail">Or empty.</param>
public sealed record Fact(string Label, string Value, string Detail);
