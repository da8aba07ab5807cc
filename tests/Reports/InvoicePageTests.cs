using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

/// <summary>The lines of an invoice in every form.</summary>
public sealed class InvoicePageTests
{
    private static InvoiceSlice Sample => SampleMoney.Invoice(SampleMoney.Acme, "daybook", "code review", "2026-017", new LineRounding(15, "up"));

    [Theory]
    [InlineData("txt", Format.Text)]
    [InlineData("html", Format.Html)]
    [InlineData("md", Format.Md)]
    [InlineData("json", Format.Json)]
    public void Lines_read_as_approved(string extension, Format format) => Golden.Matches($"samples/reports/invoice.expected.{extension}", Page(Sample, format, ReportStyle.English));

    [Fact]
    public void The_table_for_other_programs_reads_as_approved() => Golden.Matches("samples/reports/invoice.expected.csv", InvoiceCsv.Of(Sample).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void Lines_in_German_read_as_approved() =>
        Golden.Matches("samples/reports/invoice-de.expected.txt", Page(Sample with { Number = null }, Format.Text, new ReportStyle(Words.Of("de"), HoursForm.Decimal)));

    [Fact]
    public void Whoever_multiplies_what_is_printed_comes_to_what_is_printed()
    {
        var table = InvoicePage.Of(Sample, ReportStyle.English).Section("lines").Table!;
        var lines = 0;
        foreach (var row in table.Rows.Where(r => r.Cells[1].Text != ReportStyle.Unknown))
        {
            var (rate, hours) = (Number(row.Cells[1].Text), Number(row.Cells[3].Text));
            var amount = row.Cells.Skip(4).Single(c => c.Text.Length > 0).Text;
            Number(amount).ShouldBe(Math.Round(rate * hours, amount.EndsWith("JPY", StringComparison.Ordinal) ? 0 : 2, MidpointRounding.AwayFromZero), row.Key);
            lines++;
        }
        lines.ShouldBe(5);
        for (var i = 3; i < table.Columns.Count; i++) table.Rows.Sum(r => Number(r.Cells[i].Text)).ShouldBe(Number(table.Sum!.Cells[i].Text), table.Columns[i].Key);
        table.Sum!.Cells[2].Exact.ShouldBe(Sample.Lines.Sum(l => l.Micros));
    }

    [Fact]
    public void The_rows_of_the_csv_sum_to_its_last_ones()
    {
        var rows = Csv.Rows(InvoiceCsv.Of(Sample).Replace("\r\n", "\n", StringComparison.Ordinal)).Skip(1).ToList();
        foreach (var total in rows.Where(r => r[0] == "total"))
        {
            var lines = rows.Where(r => r[0] != "total" && r[10] == total[10]).ToList();
            lines.ShouldNotBeEmpty();
            lines.Sum(r => Number(r[8])).ShouldBe(Number(total[8]));
            lines.Sum(r => Number(r[11])).ShouldBe(Number(total[11]));
        }
        rows.Count(r => r[0] == "total").ShouldBe(3); // EUR, JPY, and what has no rate
        rows.ShouldAllBe(r => r.Count == 12);
    }

    [Fact]
    public void A_hostile_name_makes_nothing_new_anywhere()
    {
        var parser = new HtmlParser();
        List<string> Skeleton(string html) => [.. parser.ParseDocument(html).All.Select(e => $"{e.TagName} {string.Join(' ', e.Attributes.Select(a => $"{a.Name}={a.Value}"))} {(e.TagName == "STYLE" ? e.TextContent : "")}").Order(StringComparer.Ordinal)];
        string Of(string name, Format format) => Page(SampleMoney.Invoice(name, name, name, name) with { Person = name, Zone = name }, format, ReportStyle.English);
        foreach (var format in (Format[])[Format.Html, Format.Mail])
        {
            var harmless = Skeleton(Of("harmless", format));
            // In whatever order, which is that of the names; of no name there is no line of a task, and the client is a dash.
            foreach (var name in Hostile.Names.Where(n => n.Length > 0)) Skeleton(Of(name, format)).ShouldBe(harmless, name);
        }
        foreach (var name in Hostile.Names)
        {
            var text = Of(name, Format.Text);
            text.Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty(name);
            text.ShouldNotContain('\u202e');
            text.Split('\n').ShouldAllBe(line => DisplayWidth.Of(line) <= 140);
            foreach (var line in Of(name, Format.Md).Split('\n')) line.Where(char.IsControl).ShouldBeEmpty(name);
            JsonDocument.Parse(Of(name, Format.Json)).Dispose();
        }
    }

    [Fact]
    public void No_cell_of_the_csv_begins_a_formula_and_each_gives_its_name_back()
    {
        foreach (var name in Hostile.Names)
        {
            var rows = Csv.Rows(InvoiceCsv.Of(SampleMoney.Invoice(name, name, name, name)));
            rows.ShouldAllBe(r => r.Count == 12, name);
            var texts = rows.Skip(1).SelectMany(r => r.Take(4)).Where(c => c.Length > 0).ToList();
            texts.Where(c => c.TrimStart(' ', '\t', '\r', '\n', '\u00a0', '\u200b', ';') is ['=' or '+' or '-' or '@' or '＝' or '＋', ..]).ShouldBeEmpty(name);
            FormulaSafe.Read(rows[1][1]).ShouldBe(CsvCellText(name));
        }

        static string CsvCellText(string name) => FormulaSafe.Read(Csv.Rows($"{CsvCell.Of(name)}\n")[0][0]);
    }

    private static string Page(InvoiceSlice invoice, Format format, ReportStyle style) => new PageWriter(style.Words).Write(InvoicePage.Of(invoice, style), format);

    private static decimal Number(string text) => text.Length == 0 ? 0 : decimal.Parse(text.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);
}
