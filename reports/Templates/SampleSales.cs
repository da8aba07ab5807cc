using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>What invented days are worth: in two currencies, some at no rate, and budgets below and over what they have.</summary>
internal static class SampleSales
{
    private static readonly Money Euros = new(805_000, "EUR"), Francs = new(1_102_500, "CHF");

    public static Slice AddedTo(Slice slice)
    {
        List<SoldTime> sold = [.. slice.Days.SelectMany(d => d.Parts.Where(p => p.Dimension == Dimension.Project).Select(p => Sold(d.Date, p.Name, Micros.From(p.Worked))))];
        List<SaleLine> lines = [.. sold.Where(s => s.IsBillable).GroupBy(s => (s.Client, s.Project, s.Rate)).OrderBy(g => g.Key.Client, StringComparer.Ordinal).ThenBy(g => g.Key.Project, StringComparer.Ordinal).Select(Line)];
        return slice with { Sold = sold, Sales = lines, Unbilled = [.. lines.Take(2)], UnknownNames = ["dayboook"], Budgets = sold.Count == 0 ? [] : [Budget(slice, "Acme <b>", 16 * Micros.PerHour, 9), Budget(slice, "Bolt & Sons", 30 * Micros.PerHour, 11)] };
    }

    private static SoldTime Sold(LocalDate date, string project, long micros) => project switch
    {
        "daybook" => new(date, "Acme <b>", project, "", true, Euros, micros),
        "letters" => new(date, "Bolt & Sons", project, "", true, Francs, micros),
        "thesis & notes" => new(date, "Bolt & Sons", project, "", true, null, micros),
        _ => new(date, "", project, "", false, null, micros),
    };

    private static SaleLine Line(IGrouping<(string Client, string Project, Money? Rate), SoldTime> times)
    {
        var micros = times.Sum(t => t.Micros);
        var hours = Amounts.Hours(micros);
        return new SaleLine(times.Key.Client, times.Key.Project, null, null, times.Min(t => t.Date), times.Max(t => t.Date), micros, hours, times.Key.Rate, times.Key.Rate is { } rate ? Amounts.Of(hours, rate) : null);
    }

    /// <param name="tenths">How much of it is used by the period's last day.</param>
    private static BudgetFigure Budget(Slice slice, string client, long target, int tenths)
    {
        var days = slice.Days.Where(d => d.Worked > Duration.Zero).Select(d => d.Date).ToList();
        List<KeyValuePair<LocalDate, long>> used = [.. days.Select((date, i) => new KeyValuePair<LocalDate, long>(date, target * tenths * (i + 1) / days.Count / 10))];
        List<BudgetMark> marks = [.. new[] { 80, 100 }.SelectMany(p => used.Where(u => u.Value * 100 >= target * p).Take(1).Select(u => new BudgetMark(p, u.Key)))];
        return new BudgetFigure(null, client, slice.Period.From, slice.Period.To, null, target, used[^1].Value, 0, marks, used);
    }
}
