using System.Text;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public class ReportGoldenTests
{
    private static readonly Mailbox From = Mailbox.TryParse("Daybook <daybook@example.org>")!;
    private static readonly Mailbox To = Mailbox.TryParse("Zoë Ångström <zoe@example.org>")!;

    public static TheoryData<string, string> Pages => new(
        from slice in Slices.Keys from format in new[] { "txt", "html" } where slice != "year" || format == "txt" select (slice, format));

    private static Dictionary<string, Slice> Slices => new()
    {
        ["week"] = SampleWeeks.Hard,
        ["day"] = SampleWeeks.Day,
        ["month"] = SampleWeeks.Month,
        ["year"] = SampleWeeks.Year,
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_reads_as_approved(string slice, string format) => Golden.Matches(
        $"samples/reports/{slice}.expected.{format}", new PeriodReport().Render(Slices[slice], format == "txt" ? Format.Text : Format.Html));

    [Fact]
    public void The_exact_forms_read_as_approved()
    {
        Golden.Matches("samples/reports/week.expected.json", new PeriodReport().Render(SampleWeeks.Hard, Format.Json));
        Golden.Matches("samples/reports/week.expected.csv", new PeriodReport().Render(SampleWeeks.Hard, Format.Csv));
    }

    public static TheoryData<string> Digests => ["ordinary", "hard", "without-data", "only-zero"];

    [Theory]
    [MemberData(nameof(Digests))]
    public void A_digest_reads_as_approved(string week)
    {
        var slice = week switch
        {
            "ordinary" => SampleWeeks.Ordinary,
            "hard" => SampleWeeks.Hard,
            "without-data" => SampleWeeks.WithoutData,
            _ => SampleWeeks.OnlyZero,
        };
        Golden.Matches($"samples/reports/digest-{week}.expected.txt", DigestReport.Text(DigestReport.View(slice)));
        Golden.Matches($"samples/reports/digest-{week}.expected.html", DigestReport.Html(DigestReport.View(slice)));
    }

    [Fact]
    public void A_mail_reads_as_approved() => Golden.Matches(
        "samples/reports/digest-ordinary.expected.eml", Encoding.ASCII.GetString(MimeBytes.Of(DigestReport.Mail(SampleWeeks.Ordinary, From, To))));
}
