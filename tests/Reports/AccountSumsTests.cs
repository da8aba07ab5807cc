using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

/// <summary>The law that the account adds up in rows and columns as it is printed, read back from what a person or a program gets.</summary>
public class AccountSumsTests
{
    private static readonly string[] Columns = ["planned", "should", "worked", "credited", "adjusted", "difference", "balance"];

    public static TheoryData<int, AccountBy> Accounts => new(from seed in Enumerable.Range(0, 25) from lines in Enum.GetValues<AccountBy>() select (seed, lines));

    [Theory, MemberData(nameof(Accounts))]
    public void A_text_adds_up(int seed, AccountBy by)
    {
        var slice = RandomAccounts.Of(seed);
        var sections = new List<List<Row>>();
        foreach (var line in AccountReport.Render(slice, Format.Text, by, ReportStyle.English).Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= Columns.Length && words[^Columns.Length..].SequenceEqual(Columns, StringComparer.OrdinalIgnoreCase)) sections.Add([]);
            else if (words.Length > Columns.Length && words[^Columns.Length..].All(IsLength)) sections[^1].Add(Row.Of(words[^Columns.Length..]));
        }
        // The total stands below the last table, on its own.
        var total = sections[^1][^1];
        if (sections.Count > 1) sections.RemoveAt(sections.Count - 1);
        AddsUp(slice, sections.Select(s => (s[..^1], s[^1])), total);
    }

    [Theory, MemberData(nameof(Accounts))]
    public void A_page_adds_up(int seed, AccountBy by)
    {
        var slice = RandomAccounts.Of(seed);
        var tables = new HtmlParser().ParseDocument(AccountReport.Render(slice, Format.Html, by, ReportStyle.English)).QuerySelectorAll("table.rows").ToList();
        foreach (var table in tables)
            table.QuerySelectorAll("thead th").Select(th => th.TextContent.ToLowerInvariant()).ShouldBe(Columns);
        var total = Rows(tables[^1], "tr.sum").Single();
        if (tables.Count > 1) tables.RemoveAt(tables.Count - 1);
        AddsUp(slice, tables.Select(t => (Rows(t, "tbody tr:not(.sum)"), Rows(t, "tr.sum").Single())), total);

        static List<Row> Rows(IElement table, string which) =>
            [.. table.QuerySelectorAll(which).Select(tr => Row.Of([.. tr.QuerySelectorAll("td").Select(td => td.TextContent)]))];
    }

    [Theory, MemberData(nameof(Accounts))]
    public void A_csv_adds_up_exactly_and_as_printed(int seed, AccountBy by)
    {
        var slice = RandomAccounts.Of(seed);
        var rows = Csv.Rows(AccountReport.Render(slice, Format.Csv, by, ReportStyle.English));
        rows.ShouldAllBe(r => r.Count == rows[0].Count);
        var lines = rows.Where(r => r[0] == by.ToString().ToLowerInvariant()).ToList();
        var total = rows.Single(r => r[0] == "total");
        AddsUp(slice, [(lines.ConvertAll(r => Row.Of(r[12..19])), Row.Of(total[12..19]))], Row.Of(total[12..19]));

        var (exact, sum) = (lines.ConvertAll(Exact), Exact(total));
        var before = rows.Single(r => r[0] == "opening");
        before[18].ShouldBe(Hours.Text(Minutes(slice.Opening) * Micros.PerMinute));
        var balance = long.Parse(before[11], CultureInfo.InvariantCulture);
        balance.ShouldBe(slice.Opening);
        foreach (var row in exact) row.Follows(ref balance);
        balance.ShouldBe(slice.Closing);
        Row.Sum(exact).ShouldBe(sum);

        static Row Exact(List<string> row) => new([.. row[5..12].Select(cell => long.Parse(cell, CultureInfo.InvariantCulture))]);
    }

    [Theory, MemberData(nameof(Accounts))]
    public void Every_printed_figure_is_less_than_a_minute_off(int seed, AccountBy by)
    {
        var parts = new AccountParts(RandomAccounts.Of(seed), Micros.PerMinute);
        foreach (var day in parts.Days)
            foreach (var (exact, printed) in Pairs(day))
            {
                Math.Abs(exact - printed).ShouldBeLessThan(Micros.PerMinute);
                // What is whole stays as it is, above all nothing.
                if (exact % Micros.PerMinute == 0) printed.ShouldBe(exact);
            }
        foreach (var part in parts.By(by).Append(parts.Whole!))
            foreach (var (exact, printed) in Pairs(part))
                Math.Abs(exact - printed).ShouldBeLessThan(3 * Micros.PerMinute);

        static (long Exact, long Printed)[] Pairs(AccountPart part) =>
        [
            (part.Exact.Planned, part.Printed.Planned), (part.Exact.Should, part.Printed.Should), (part.Exact.Worked, part.Printed.Worked),
            (part.Exact.Credited, part.Printed.Credited), (part.Exact.Adjusted, part.Printed.Adjusted), (part.Exact.Difference, part.Printed.Difference),
        ];
    }

    [Theory, MemberData(nameof(Accounts))]
    public void A_day_prints_the_same_alone_and_in_its_week(int seed, AccountBy by)
    {
        var parts = new AccountParts(RandomAccounts.Of(seed), Micros.PerMinute);
        parts.By(by).SelectMany(parts.DaysOf).Select(d => d.Printed).ShouldBe(parts.Days.Select(d => d.Printed));
    }

    [Theory]
    [InlineData("2026-01-05", "2026-02-08", AccountBy.Day)] // five weeks
    [InlineData("2026-01-05", "2026-02-09", AccountBy.Week)]
    [InlineData("2026-01-01", "2027-01-31", AccountBy.Week)] // thirteen months
    [InlineData("2026-01-01", "2027-02-01", AccountBy.Month)]
    public void A_longer_span_has_longer_lines(string from, string to, AccountBy by) =>
        AccountLines.Usual(RandomAccounts.Of(1) with { From = Support.ASlice.Date(from), To = Support.ASlice.Date(to), Days = [] }).ShouldBe(by);

    private static void AddsUp(AccountSlice slice, IEnumerable<(List<Row> Rows, Row Sum)> tables, Row total)
    {
        var balance = Minutes(slice.Opening);
        var sums = new List<Row>();
        foreach (var (rows, sum) in tables)
        {
            foreach (var row in rows) row.Follows(ref balance);
            Row.Sum(rows).ShouldBe(sum);
            sums.Add(sum);
        }
        balance.ShouldBe(Minutes(slice.Closing));
        Row.Sum(sums).ShouldBe(total);
    }

    /// <summary>Cut down to whole minutes, as a balance is.</summary>
    private static long Minutes(long micros) => (long)Math.Floor(micros / (decimal)Micros.PerMinute);

    private static bool IsLength(string word) => word == "–" || word.Split(':') is [var hours, { Length: 2 } minutes] && int.TryParse(hours, out _) && int.TryParse(minutes, out _);

    /// <summary>The seven columns in the page's order.</summary>
    private sealed record Row(IReadOnlyList<long> Cells)
    {
        public static Row Of(IReadOnlyList<string> texts) => new([.. texts.Select(Length)]);

        public static Row Sum(IReadOnlyList<Row> rows) =>
            new([.. Enumerable.Range(0, Columns.Length - 1).Select(i => rows.Sum(r => r.Cells[i])), rows[^1].Cells[^1]]);

        /// <summary>Adds up by itself, and to the balance before.</summary>
        public void Follows(ref long balance)
        {
            Cells.Count.ShouldBe(Columns.Length);
            (Cells[2] + Cells[3] + Cells[4] - Cells[1]).ShouldBe(Cells[5]);
            balance += Cells[5];
            Cells[6].ShouldBe(balance);
        }

        public bool Equals(Row? other) => other is not null && Cells.SequenceEqual(other.Cells);

        public override int GetHashCode() => Cells[^1].GetHashCode();

        public override string ToString() => string.Join(' ', Cells);

        private static long Length(string text)
        {
            if (text == "–") return 0;
            var parts = text.TrimStart('+', '-').Split(':');
            var minutes = long.Parse(parts[0], CultureInfo.InvariantCulture) * 60 + long.Parse(parts[1], CultureInfo.InvariantCulture);
            return text.StartsWith('-') ? -minutes : minutes;
        }
    }
}
