using System.Globalization;
using System.Text;

namespace Daybook.Reports;

/// <summary>
/// The page as CSV, a row a figure: <c>report,period,section,name,column,unit,exact,text</c>. Exact figures of one column of a section sum to that of
/// the row <c>total</c> where there is one; so do the texts.
/// </summary>
internal static class PageCsv
{
    public static string Of(PageView page)
    {
        var text = new StringBuilder("report,period,section,name,column,unit,exact,text\n");
        if (page.TotalMicros is { } total) Add("total", "", "worked", Column.Length, total, page.Total);
        foreach (var section in page.Sections)
        {
            foreach (var fact in section.Facts) Add(section.Name, fact.Key.Length > 0 ? fact.Key : fact.Label, "value", "", fact.Exact, fact.Value);
            if (section.Table is not { } table) continue;
            foreach (var row in table.All ?? table.Rows) Cells(section.Name, row, table.Columns);
            if (table.Sum is { } sum) Cells(section.Name, sum, table.Columns);
        }
        return text.ToString();

        void Cells(string section, Row row, IReadOnlyList<Column> columns)
        {
            for (var i = 0; i < columns.Count; i++) Add(section, row.Key, columns[i].Key, columns[i].Unit, row.Cells[i].Exact, row.Cells[i].Text);
        }

        void Add(string section, string name, string column, string unit, long? exact, string shown) => text.Append(CultureInfo.InvariantCulture,
            $"{page.Report},{page.Period},{section},{CsvCell.Of(name)},{column},{unit},{exact},{CsvCell.Of(shown)}\n");
    }
}
