using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

/// <summary>Reports of something other than a period's time as a whole: a project, a client, two periods, the data, reviews, tokens.</summary>
public class MoreReportsTests
{
    private static readonly HashSet<string> AsTheyAre = ["coverage", "quarantine"];

    public static TheoryData<string, string> Pages => new(from report in Samples.Keys from format in new[] { "txt", "html", "md", "csv" } where format == "txt" || Samples[report].Period.Kind != PeriodKind.Month select (report, format));

    public static TheoryData<string, string, HoursForm> Styles => new(from report in Samples.Keys from language in Words.Languages from form in Enum.GetValues<HoursForm>() select (report, language, form));

    public static TheoryData<string> Names => [.. Samples.Keys];

    /// <summary>A slice that each report can be made of.</summary>
    internal static IReadOnlyDictionary<string, Slice> Samples { get; } = new Dictionary<string, Slice>
    {
        ["day"] = SampleSlices.Of(PeriodKind.Day),
        ["project"] = SampleSlices.Of(PeriodKind.Week),
        ["client"] = SampleSlices.Of(PeriodKind.Month),
        ["projects"] = SampleSlices.Of(PeriodKind.Week),
        ["compare"] = SampleSlices.Of(PeriodKind.Week),
        ["quality"] = SampleSlices.Of(PeriodKind.Week),
        ["review"] = SampleSlices.Of(PeriodKind.Week),
        ["tokens"] = SampleSlices.Of(PeriodKind.Week),
        ["billing"] = SampleWeeks.WithAll,
    };

    internal static string Page(string report, Slice slice, Format format, ReportStyle? style = null) =>
        new PageWriter((style ?? ReportStyle.English).Words).Write(AllReports.Of(report)!.View(slice, style ?? ReportStyle.English), format);

    [Theory, MemberData(nameof(Pages))]
    public void A_page_reads_as_approved(string report, string format) => Golden.Matches($"samples/reports/more-{report}.expected.{format}",
        Page(report, Samples[report], format switch { "txt" => Format.Text, "md" => Format.Md, "csv" => Format.Csv, _ => Format.Html }));

    [Theory, MemberData(nameof(Names))]
    public void A_page_in_German_reads_as_approved(string report) =>
        Golden.Matches($"samples/reports/more-{report}-de.expected.txt", Page(report, Samples[report], Format.Text, new ReportStyle(Words.Of("de"), HoursForm.Decimal)));

    /// <summary>Of whatever a table counts, in whatever form.</summary>
    [Theory, MemberData(nameof(Styles))]
    public void Rows_sum_to_the_last_one_as_they_are_printed(string report, string language, HoursForm form)
    {
        var style = new ReportStyle(Words.Of(language), form);
        foreach (var slice in Slices())
            foreach (var section in AllReports.Of(report)!.View(slice, style).Sections.Where(s => s.Table is { Rows.Count: > 0 } && !AsTheyAre.Contains(s.Name)))
                foreach (var rows in new[] { section.Table!.Rows, section.Table.All ?? section.Table.Rows })
                    for (var i = 0; i < section.Table.Columns.Count; i++)
                    {
                        if (section.Table.Sum is not { } sum || section.Table.Columns[i].Unit.Length == 0) continue;
                        var isLength = section.Table.Columns[i].Unit == Column.Length;
                        rows.Sum(r => r.Cells[i].Exact ?? 0).ShouldBe(sum.Cells[i].Exact!.Value, $"{report} {section.Name}");
                        rows.Sum(r => isLength ? PrintedUnits.Of(r.Cells[i].Text, style) : PrintedUnits.Count(r.Cells[i].Text))
                            .ShouldBe(isLength ? PrintedUnits.Of(sum.Cells[i].Text, style) : PrintedUnits.Count(sum.Cells[i].Text), $"{report} {section.Name} {section.Table.Columns[i].Key}");
                    }
    }

    [Theory, MemberData(nameof(Styles))]
    public void A_difference_is_that_of_the_figures_beside_it(string report, string language, HoursForm form)
    {
        if (report != "compare") return;
        var style = new ReportStyle(Words.Of(language), form);
        foreach (var slice in Slices())
        {
            var page = new CompareReport().View(slice, style);
            foreach (var row in page.Sections.Where(s => s.HasTable).SelectMany(s => s.Table!.Rows.Append(s.Table.Sum!)))
                PrintedUnits.Of(row.Cells[2].Text, style).ShouldBe(PrintedUnits.Of(row.Cells[1].Text, style) - PrintedUnits.Of(row.Cells[0].Text, style));
            foreach (var section in page.Sections.Where(s => s.HasTable)) section.Table!.Sum!.Cells[2].Text.ShouldBe(page.Total, section.Name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_a_page_says_stands_in_each_of_its_forms(string report)
    {
        var page = AllReports.Of(report)!.View(Samples[report], ReportStyle.English);
        string Text(Format format) => new HtmlParser().ParseDocument(Page(report, Samples[report], format)).Body!.TextContent;
        var (html, mail, text, json) = (Text(Format.Html), Text(Format.Mail), Page(report, Samples[report], Format.Text), Page(report, Samples[report], Format.Json));
        foreach (var figure in page.Sections.SelectMany(s => s.Facts.Select(f => f.Value).Concat(s.HasTable ? s.Table!.Rows.SelectMany(r => r.Cells).Select(c => c.Text) : [])).Append(page.Total))
        {
            html.ShouldContain(figure);
            mail.ShouldContain(figure);
            text.ShouldContain(figure);
        }
        foreach (var exact in page.Sections.SelectMany(s => s.Table is { } table ? (table.All ?? table.Rows).SelectMany(r => r.Cells) : []).Select(c => c.Exact).OfType<long>()) json.ShouldContain($"\"exact\": {exact}");
        foreach (var line in text.Split('\n')) DisplayWidth.Of(line).ShouldBeLessThanOrEqualTo(80, line);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_report_of_nothing_is_still_a_page(string report)
    {
        var (week, before) = (ASlice.Of("2026-W47").Earlier(null, null).Build(), ASlice.Of("2026-W46").Build());
        if (report == "day") week = ASlice.Of("2026-11-18").Earlier((string?)null).Build();
        var empty = week with { Focus = new Focus(FocusKind.Client, "", NodaTime.Duration.Zero, null, null), Compared = before, Reviews = new ReviewFigures([], []), Quality = new QualityFigures([], [], []) };
        foreach (var format in Enum.GetValues<Format>()) Page(report, empty, format).ShouldNotBeEmpty();
    }

    private static IEnumerable<Slice> Slices()
    {
        Slice? before = null;
        foreach (var slice in RandomSlices.Weeks(30))
        {
            var random = new Random(slice.Days.Count(d => d.Parts.Count > 0) + (int)(Micros.From(slice.Worked) % 1000));
            yield return SampleMoney.With(Samples["quality"] with { Period = slice.Period, Days = slice.Days }) with
            {
                Compared = before ?? slice,
                Account = null,
                Crossed = [.. slice.Days.SelectMany(d => d.Parts).Where(p => p.Dimension == Dimension.Project).GroupBy(p => p.Name).SelectMany((g, i) => Split(g.Key, g.Sum(p => Micros.From(p.Worked)), random))],
                Focus = new Focus(FocusKind.Project, "x", slice.Worked, null, null),
                Tokens = [.. Samples["tokens"].Tokens.Select(t => t with { Input = random.Next(100_000), Read = random.NextInt64(1L << 50) })],
                Reviews = new ReviewFigures([.. Samples["review"].Reviews!.Sessions.Select(s => s with { Micros = random.NextInt64(Micros.PerHour) })], []),
            };
            before = slice;
        }
    }

    private static IEnumerable<CrossedTime> Split(string project, long micros, Random random)
    {
        var first = random.NextInt64(Math.Max(1, micros));
        return [new(project, "C#", first), new(project, random.Next(2) == 0 ? null : "Go", micros - first)];
    }
}
