using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

/// <summary>The law that printed lines sum to the printed total, read back from what a person or a program gets.</summary>
public class PrintedSumsTests
{
    private const int Slices = 60;

    public static TheoryData<string, HoursForm> Styles => new(from language in Words.Languages from form in Enum.GetValues<HoursForm>() select (language, form));

    [Theory, MemberData(nameof(Styles))]
    public void The_rows_of_every_table_sum_to_its_last_one_and_to_the_total(string language, HoursForm form)
    {
        var style = new ReportStyle(Words.Of(language), form);
        foreach (var slice in RandomSlices.OfAllKinds(Slices).Append(SampleWeeks.WithAll).Append(SampleMoney.With(SampleWeeks.Month)))
        {
            var page = Written.View(slice, style);
            page.Total.ShouldBe(style.Hours(slice.Worked));
            foreach (var section in page.Sections.Where(s => s.HasTable && s.Name is not ("goals" or "controls" or "budgets")))
            {
                var table = section.Table!;
                foreach (var rows in new[] { table.Rows, table.All ?? table.Rows })
                    for (var i = 0; i < table.Columns.Count; i++)
                    {
                        if (table.Columns[i].Unit != Column.Length)
                        {
                            if (rows[0].Cells[i].Text.Length > 0) rows.Sum(r => r.Cells[i].Exact!.Value).ShouldBe(100);
                            continue;
                        }
                        var sum = rows.Sum(r => PrintedUnits.Of(r.Cells[i].Text, style));
                        if (rows != table.Rows || table.All is null) rows.Sum(r => r.Cells[i].Exact ?? 0).ShouldBe(table.Columns[i].Key == "worked" ? Micros.From(slice.Worked) : table.Sum!.Cells[i].Exact!.Value, section.Name);
                        if (table.Columns[i].Key == "worked") sum.ShouldBe(PrintedUnits.Of(page.Total, style), $"{slice.Period} {section.Name}");
                        if (table.Sum is { } last) PrintedUnits.Of(last.Cells[i].Text, style).ShouldBe(sum, $"{slice.Period} {section.Name}");
                    }
                if (table.Columns is [{ Key: "should" }, ..])
                    foreach (var row in table.Rows.Append(table.Sum!))
                        PrintedUnits.Of(row.Cells[2].Text, style).ShouldBe(PrintedUnits.Of(row.Cells[1].Text, style) - PrintedUnits.Of(row.Cells[0].Text, style));
            }
        }
    }

    [Theory, MemberData(nameof(Styles))]
    public void The_account_adds_up_as_it_is_printed(string language, HoursForm form)
    {
        var style = new ReportStyle(Words.Of(language), form);
        foreach (var slice in RandomSlices.Weeks(Slices))
        {
            var facts = Written.View(slice with { Account = SampleAccounts.Of(slice) }, style).Section("account").Facts.ToDictionary(f => f.Key, f => PrintedUnits.Of(f.Value, style));
            facts["worked"].ShouldBe(PrintedUnits.Of(style.Hours(slice.Worked), style));
            facts["difference"].ShouldBe(facts["worked"] + facts["credited"] + facts["adjusted"] - facts["should"]);
        }
    }

    [Fact]
    public void What_a_page_says_stands_in_each_of_its_forms()
    {
        foreach (var slice in RandomSlices.OfAllKinds(10).Append(SampleWeeks.WithAll))
        {
            var page = Written.View(slice);
            var html = new HtmlParser().ParseDocument(Written.Of(slice, Format.Html)).Body!.TextContent;
            var mail = new HtmlParser().ParseDocument(Written.Of(slice, Format.Mail)).Body!.TextContent;
            var (text, json, csv) = (Written.Of(slice, Format.Text), Written.Of(slice, Format.Json), Written.Of(slice, Format.Csv));
            foreach (var figure in page.Sections.SelectMany(s => s.Facts.Select(f => f.Value).Concat(s.HasTable ? s.Table!.Rows.SelectMany(r => r.Cells).Select(c => c.Text) : [])).Append(page.Total))
            {
                html.ShouldContain(figure);
                mail.ShouldContain(figure);
                text.ShouldContain(figure);
            }
            foreach (var exact in page.Sections.SelectMany(s => s.Table is { } table ? (table.All ?? table.Rows).SelectMany(r => r.Cells) : []).Select(c => c.Exact).OfType<long>())
            {
                json.ShouldContain($"\"exact\": {exact}");
                csv.ShouldContain($",{exact},");
            }
            // None of them loads anything from anywhere.
            foreach (var element in new HtmlParser().ParseDocument(Written.Of(slice, Format.Html)).All)
                element.Attributes.Where(a => a.Name is "src" or "href" || a.Value.Contains("url(", StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_same_slice_gives_the_same_bytes()
    {
        var address = Mailbox.TryParse("a@example.org")!;
        foreach (var slice in RandomSlices.Weeks(5))
        {
            var again = slice with { Days = [.. slice.Days] };
            foreach (var format in Enum.GetValues<Format>()) Written.Of(again, format).ShouldBe(Written.Of(slice, format));
            MimeBytes.Of(Written.Mail(again, address, address)).ShouldBe(MimeBytes.Of(Written.Mail(slice, address, address)));
        }
    }
}
