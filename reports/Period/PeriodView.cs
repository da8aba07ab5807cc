namespace Daybook.Reports;

/// <summary>The page of a day, week, month or year, as it is printed and in page order.</summary>
/// <param name="Range">First to last day, or empty where the title says it.</param>
/// <param name="Parts">The period's weeks, days or months; each table sums to the total.</param>
/// <param name="Sums">A table for each dimension of which a name is known; each sums to the total.</param>
/// <param name="Controls">Totals of sources for days that were counted from better facts.</param>
public sealed record PeriodView(
    string Title, string Range, string Person, string Total, IReadOnlyList<Fact> Facts, IReadOnlyList<LineTable> Parts,
    IReadOnlyList<LineTable> Sums, IReadOnlyList<ControlLine> Controls, IReadOnlyList<string> Notes, string Footer);

/// <param name="Difference">Counted less given, signed.</param>
public sealed record ControlLine(string Date, string Source, string Given, string Counted, string Difference);
