namespace Daybook.Reports;

/// <summary>A week's digest, as it is printed and in page order; the HTML and the text of the mail are made from this one.</summary>
/// <param name="Subject">Of the mail.</param>
/// <param name="Preheader">What an inbox shows after the subject.</param>
/// <param name="Lead">A sentence under the total.</param>
/// <param name="Comparisons">With the week before and with the mean of the four before.</param>
/// <param name="Days">Seven lines, summing to the total.</param>
/// <param name="Sums">Projects, languages, editors, categories, where any is known; each sums to the total and to 100 %.</param>
public sealed record DigestView(
    string Title, string Range, string Person, string Subject, string Preheader, string Total, string Lead,
    IReadOnlyList<Fact> Comparisons, LineTable Days, IReadOnlyList<LineTable> Sums, IReadOnlyList<Fact> Facts,
    IReadOnlyList<string> Notes, string Footer);
