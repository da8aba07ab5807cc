using System.Globalization;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// The account as CSV: a row <c>opening</c> with the balance before, rows <c>day</c>, <c>week</c> or <c>month</c> that sum to the
/// row <c>total</c>, then a row <c>late</c> for each closed day that time came for. Every length exact in microseconds and, further
/// right, as <c>H:MM</c>; both add up in rows and columns.
/// </summary>
internal static class AccountCsv
{
    public static string Of(AccountSlice slice, AccountBy by, ReportStyle style)
    {
        var text = new StringBuilder(
            "row,name,from,to,closed,planned_us,should_us,worked_us,credited_us,adjusted_us,difference_us,balance_us," +
            "planned,should,worked,credited,adjusted,difference,balance,note\n");
        var parts = new AccountParts(slice, Micros.PerMinute);
        if (parts.Whole is { } whole)
        {
            text.Append(CultureInfo.InvariantCulture, $"opening,,,{Model.Period.Iso(whole.From.PlusDays(-1))},,,,,,,,{whole.Exact.Opening},,,,,,,{Hours.Text(whole.Printed.Opening)},\n");
            foreach (var part in parts.By(by)) Row(by.ToString().ToLowerInvariant(), part, AccountWords.Note(part, style));
            Row("total", whole, "");
        }
        foreach (var late in slice.Late)
        {
            var date = Model.Period.Iso(late.Date);
            var note = $"{AccountWords.Of(late.Treatment, style.Words)}: {AccountReport.Sources(late, style.Words)}";
            text.Append(CultureInfo.InvariantCulture, $"late,{date},{date},{date},yes,,,{late.Micros},,,,,,,{Hours.Text(late.Micros)},,,,,{CsvCell.Of(note)}\n");
        }
        return text.ToString();

        void Row(string kind, AccountPart part, string note)
        {
            text.Append(CultureInfo.InvariantCulture, $"{kind},{part.Name},{Model.Period.Iso(part.From)},{Model.Period.Iso(part.To)},{(part.IsClosed ? "yes" : "no")}");
            foreach (var micros in Cells(part.Exact)) text.Append(CultureInfo.InvariantCulture, $",{micros}");
            // Without a plus sign, which a spreadsheet takes for a formula.
            foreach (var micros in Cells(part.Printed)) text.Append(',').Append(Hours.Text(micros));
            text.Append(',').Append(CsvCell.Of(note)).Append('\n');
        }
    }

    private static long[] Cells(AccountFigures figures) =>
        [figures.Planned, figures.Should, figures.Worked, figures.Credited, figures.Adjusted, figures.Difference, figures.Closing];
}
