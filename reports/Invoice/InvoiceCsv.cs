using System.Globalization;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The lines of an invoice as a table for other programs: hours times rate is the amount, and what the lines sum to stands in a last row for each currency.</summary>
public static class InvoiceCsv
{
    public const string Header = "line,client,project,task,date,first,last,time,hours,rate,currency,amount";

    public static string Of(InvoiceSlice invoice)
    {
        var csv = new CsvLines(Header, "\r\n");
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            var line = invoice.Lines[i];
            csv.Add(i + 1, line.Client, line.Project, line.Task ?? "", line.Date is { } on ? Period.Iso(on) : "", Period.Iso(line.First), Period.Iso(line.Last),
                new CsvValue(Time(line.Micros)), new CsvValue(Millionths(line.Hours)), new CsvValue(line.Rate is { } rate ? Sum(rate) : ""), line.Rate?.Currency ?? "", new CsvValue(line.Amount is { } amount ? Sum(amount) : ""));
        }
        foreach (var group in invoice.Lines.GroupBy(l => l.Rate?.Currency ?? "", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Money? sum = group.Any(l => l.Amount is not null) ? new Money(group.Sum(l => l.Amount?.Minor ?? 0), group.Key) : null;
            csv.Add("total", invoice.Client, "", "", "", Period.Iso(invoice.From), Period.Iso(invoice.Until), new CsvValue(Time(group.Sum(l => l.Micros))), new CsvValue(Millionths(group.Sum(l => l.Hours))), "", group.Key, new CsvValue(sum is { } money ? Sum(money) : ""));
        }
        return csv.ToFile(new ExportRemarks()).Text;
    }

    /// <summary>Exactly: <c>13:20:00</c>, with a fraction where there is one.</summary>
    private static string Time(long micros)
    {
        var size = Math.Abs(micros);
        var fraction = size % Micros.PerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{(micros < 0 ? "-" : "")}{size / Micros.PerHour}:{size / Micros.PerMinute % 60:00}:{size / Micros.PerSecond % 60:00}{(fraction == 0 ? "" : $".{fraction:000000}")}");
    }

    private static string Millionths(long hours) => (hours / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Sum(Money money) => (money.Minor / (decimal)Money.PerUnit).ToString(Amounts.Coin(money.Currency) switch { Money.PerUnit => "0.####", 10 => "0.000#", _ => "0.00##" }, CultureInfo.InvariantCulture);
}
