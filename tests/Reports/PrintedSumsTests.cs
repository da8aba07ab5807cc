using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

/// <summary>The law that printed lines sum to the printed total, read back from what a person or a program gets.</summary>
public partial class PrintedSumsTests
{
    private const int Slices = 60;

    [Fact]
    public void The_tables_of_a_text_sum_to_its_total()
    {
        foreach (var slice in RandomSlices.OfAllKinds(Slices)) Tables(new PeriodReport().Render(slice, Format.Text), slice);
        foreach (var slice in RandomSlices.Weeks(Slices)) Tables(new DigestReport().Render(slice, Format.Text), slice);

        static void Tables(string text, Slice slice)
        {
            var sums = text.Split("\n\n").Select(part => part.Split('\n')).Where(lines => TableTitle().IsMatch(lines[0])).ToList();
            sums.Count.ShouldBeGreaterThanOrEqualTo(slice.Period.Kind == PeriodKind.Day ? 0 : 1);
            foreach (var table in sums)
                table.Skip(1).Select(line => Minutes(LineHours().Match(line).Groups["hours"].Value)).Sum()
                    .ShouldBe(Minutes(Hours.Text(slice.Worked)), $"{slice.Period} {table[0]}");
        }
    }

    [Fact]
    public void The_tables_of_a_page_sum_to_its_total()
    {
        foreach (var slice in RandomSlices.OfAllKinds(Slices))
        {
            var page = new HtmlParser().ParseDocument(new PeriodReport().Render(slice, Format.Html));
            page.QuerySelector(".total")!.TextContent.ShouldBe(Hours.Text(slice.Worked));
            foreach (var table in page.QuerySelectorAll("table.parts, table.sums"))
                table.QuerySelectorAll("td.hours").Sum(cell => Minutes(cell.TextContent)).ShouldBe(Minutes(Hours.Text(slice.Worked)));
        }
    }

    [Fact]
    public void The_tables_of_a_digest_sum_to_its_total_and_its_shares_to_a_hundred()
    {
        foreach (var slice in RandomSlices.Weeks(Slices))
        {
            var page = new HtmlParser().ParseDocument(new DigestReport().Render(slice, Format.Html));
            var tables = page.QuerySelectorAll("h2").Where(h => h.TextContent != "Rhythm" && h.TextContent != "Notes").Select(h => h.NextElementSibling!).ToList();
            tables.Count.ShouldBeGreaterThan(0);
            foreach (var table in tables)
            {
                var cells = table.QuerySelectorAll("td").Select(cell => cell.TextContent).ToList();
                cells.Where(c => HoursOnly().IsMatch(c)).Sum(Minutes).ShouldBe(Minutes(Hours.Text(slice.Worked)));
                var shares = cells.Where(c => c.EndsWith(" %", StringComparison.Ordinal)).Select(c => int.Parse(c[..^2], CultureInfo.InvariantCulture)).ToList();
                if (shares.Count > 0) shares.Sum().ShouldBe(100);
            }
        }
    }

    [Fact]
    public void The_rows_of_a_csv_sum_to_its_total_exactly_and_as_printed()
    {
        foreach (var slice in RandomSlices.OfAllKinds(Slices))
        {
            var rows = new PeriodReport().Render(slice, Format.Csv).TrimEnd('\n').Split('\n').Skip(1).Select(r => r.Split(',')).ToList();
            var total = rows.Single(r => r[2] == "total");
            total[4].ShouldBe(Micros.From(slice.Worked).ToString(CultureInfo.InvariantCulture));
            foreach (var dimension in rows.GroupBy(r => r[2]))
            {
                dimension.Sum(r => long.Parse(r[4], CultureInfo.InvariantCulture)).ShouldBe(Micros.From(slice.Worked), dimension.Key);
                dimension.Sum(r => Seconds(r[5])).ShouldBe(Seconds(total[5]), dimension.Key);
            }
        }
    }

    [Fact]
    public void The_lists_of_a_json_sum_to_its_total_exactly_and_as_printed()
    {
        foreach (var slice in RandomSlices.OfAllKinds(Slices))
        {
            using var json = JsonDocument.Parse(new PeriodReport().Render(slice, Format.Json));
            var root = json.RootElement;
            var lists = root.GetProperty("sums").EnumerateObject()
                .Select(s => s.Value.GetProperty("names").EnumerateArray().Append(s.Value.GetProperty("unattributed")).ToList())
                .Append([.. root.GetProperty("days").EnumerateArray()]);
            foreach (var list in lists)
            {
                list.Sum(l => l.GetProperty("microseconds").GetInt64()).ShouldBe(Micros.From(slice.Worked));
                list.Sum(l => Minutes(l.GetProperty("text").GetString()!)).ShouldBe(Minutes(root.GetProperty("total").GetProperty("text").GetString()!));
            }
        }
    }

    [Fact]
    public void The_same_slice_gives_the_same_bytes()
    {
        var address = Mailbox.TryParse("a@example.org")!;
        foreach (var slice in RandomSlices.Weeks(5))
        {
            var again = slice with { Days = [.. slice.Days] };
            foreach (var report in AllReports.InOrder)
                foreach (var format in report.Formats)
                    report.Render(again, format).ShouldBe(report.Render(slice, format));
            MimeBytes.Of(DigestReport.Mail(again, address, address)).ShouldBe(MimeBytes.Of(DigestReport.Mail(slice, address, address)));
        }
    }

    private static long Minutes(string hours)
    {
        if (hours == "–") return 0;
        var parts = hours.TrimStart('-').Split(':');
        var minutes = long.Parse(parts[0], CultureInfo.InvariantCulture) * 60 + long.Parse(parts[1], CultureInfo.InvariantCulture);
        return hours.StartsWith('-') ? -minutes : minutes;
    }

    private static long Seconds(string hours)
    {
        var seconds = Math.Abs(Minutes(hours[..^3])) * 60 + long.Parse(hours[^2..], CultureInfo.InvariantCulture);
        return hours.StartsWith('-') ? -seconds : seconds;
    }

    [GeneratedRegex("^(Days|Weeks|Months|Projects|Languages|Editors|Categories|Machines|Operating systems)$")]
    private static partial Regex TableTitle();

    [GeneratedRegex(@"^  .*?  +(?<hours>-?\d+:\d\d|–)(  |$)")]
    private static partial Regex LineHours();

    [GeneratedRegex(@"^(-?\d+:\d\d|–)$")]
    private static partial Regex HoursOnly();
}
