using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The lines of an invoice as a page.</summary>
public static class InvoicePage
{
    public static PageView Of(InvoiceSlice invoice, ReportStyle style)
    {
        var words = style.Words;
        var (client, range) = (ShownName.Of(invoice.Client, words), style.Calendar.Range(invoice.From, invoice.Until));
        var total = invoice.Lines.Sum(l => l.Micros);
        var title = invoice.Number is { } number ? words.Say("invoice.numbered", ShownName.Of(number, words)) : words["invoice"];
        var rounded = invoice.Rounded.Select(r => new Note(words.Say($"invoice.rounded.{r.Method}", r.Minutes)));
        var section = SalesSection.OfInvoice("lines", words["invoice.lines"], invoice.Lines, style, [.. rounded, new Note(words["invoice.hours"])]);
        return new PageView
        {
            Report = "invoice",
            Period = $"{Period.Iso(invoice.From)}..{Period.Iso(invoice.Until)}",
            From = Period.Iso(invoice.From),
            To = Period.Iso(invoice.Until),
            Language = words.Language,
            Kicker = words.Say("invoice.kicker", client),
            Title = title,
            Range = range,
            Person = ShownName.Of(invoice.Person, words),
            Subject = $"{title}, {client}: {style.Hours(total)}",
            Total = style.Hours(total),
            TotalMicros = total,
            Lead = invoice.Lines.Count == 0 ? words["invoice.nothing"] : client,
            Sections = section is null ? [] : [section],
            Footer = Footer.Of(invoice.Now, invoice.Zone, style),
            Zone = invoice.Zone,
            MadeAt = CalendarText.Iso(invoice.Now),
        };
    }
}
