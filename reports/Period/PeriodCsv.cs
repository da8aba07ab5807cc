using System.Globalization;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// The period as CSV, a row a figure: <c>period,date,dimension,name,microseconds,hours</c>. The rows of one dimension sum
/// to the row <c>total</c>, in microseconds and as printed (<c>H:MM:SS</c>); only the rows <c>day</c> have a date.
/// </summary>
internal static class PeriodCsv
{
    public static string Of(Slice slice)
    {
        var text = new StringBuilder("period,date,dimension,name,microseconds,hours\n");
        Add("", "total", [""], [Micros.From(slice.Worked)]);
        var days = Printed.Seconds([.. slice.Days.Select(d => Micros.From(d.Worked))]);
        for (var i = 0; i < slice.Days.Count; i++)
            Row(Model.Period.Iso(slice.Days[i].Date), "day", "", Micros.From(slice.Days[i].Worked), days[i]);
        foreach (var dimension in PeriodReport.Dimensions)
        {
            var sum = slice.By(dimension);
            Add("", Key(dimension), [.. sum.Lines.Select(l => l.Name), ShownName.Unattributed], SumTable.Exact(sum));
        }
        return text.ToString();

        void Add(string date, string dimension, IReadOnlyList<string> names, IReadOnlyList<long> exact)
        {
            var seconds = Printed.Seconds(exact);
            for (var i = 0; i < exact.Count; i++)
                if (dimension == "total" || exact[i] != 0)
                    Row(date, dimension, names[i], exact[i], seconds[i]);
        }

        void Row(string date, string dimension, string name, long micros, long seconds) => text.Append(
            CultureInfo.InvariantCulture,
            $"{slice.Period.Name},{date},{dimension},{CsvCell.Of(name)},{micros},{Hours.WithSeconds(seconds)}\n");
    }

    /// <summary><c>operating_system</c>: the dimension's name for programs.</summary>
    public static string Key(Dimension dimension) =>
        dimension == Dimension.OperatingSystem ? "operating_system" : dimension.ToString().ToLowerInvariant();
}
