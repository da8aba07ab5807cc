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
        from slice in Slices.Keys from format in new[] { "txt", "html", "md" } where slice is not ("year" or "month") || format != "html" select (slice, format));

    private static Dictionary<string, Slice> Slices => new()
    {
        ["week"] = SampleWeeks.Hard,
        ["week-with-all"] = SampleWeeks.WithAll,
        ["day"] = SampleWeeks.Day,
        ["month"] = SampleWeeks.Month,
        ["year"] = SampleWeeks.Year,
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_reads_as_approved(string slice, string format) => Golden.Matches(
        $"samples/reports/{slice}.expected.{format}", Written.Of(Slices[slice], format switch { "txt" => Format.Text, "md" => Format.Md, _ => Format.Html }));

    [Fact]
    public void The_exact_forms_read_as_approved()
    {
        Golden.Matches("samples/reports/week.expected.json", Written.Of(SampleWeeks.Hard, Format.Json));
        Golden.Matches("samples/reports/week.expected.csv", Written.Of(SampleWeeks.Hard, Format.Csv));
    }

    [Theory]
    [InlineData("de", HoursForm.Words)]
    [InlineData("de", HoursForm.Decimal)]
    [InlineData("en", HoursForm.Seconds)]
    public void A_page_in_another_style_reads_as_approved(string language, HoursForm form) => Golden.Matches(
        $"samples/reports/week-{language}-{form.ToString().ToLowerInvariant()}.expected.txt", Written.Of(SampleWeeks.WithAll, Format.Text, new ReportStyle(Words.Of(language), form)));

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
        Golden.Matches($"samples/reports/digest-{week}.expected.txt", Written.Of(slice, Format.Text));
        Golden.Matches($"samples/reports/digest-{week}.expected.html", Written.Of(slice, Format.Mail));
    }

    [Fact]
    public void A_mail_reads_as_approved() => Golden.Matches(
        "samples/reports/digest-ordinary.expected.eml", Encoding.ASCII.GetString(MimeBytes.Of(Written.Mail(SampleWeeks.Ordinary, From, To))));
}
