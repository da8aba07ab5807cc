using System.Text;
using System.Text.RegularExpressions;
using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Tests.Worker;

public sealed partial class PdfTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public PdfTests() => _daybook.Do("import", Path.Combine(Repository.Root, "samples", "demo"));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_report_is_printed_by_a_browser_and_comes_out_the_same_each_time()
    {
        Assert.SkipUnless(PdfPrinter.Find(Environment.GetEnvironmentVariable("PATH")) is not null, "there is no Chromium");
        _daybook.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
        var (one, other) = (Printed("one.pdf"), Printed("two.pdf"));
        one.ShouldStartWith("%PDF-");
        Undated(one).ShouldBe(Undated(other));

        string Printed(string name)
        {
            _daybook.Do("report", "week", "2026-W35", "--format", "pdf", "--out", _daybook.File(name));
            return Encoding.Latin1.GetString(File.ReadAllBytes(_daybook.File(name)));
        }
    }

    [Fact]
    public void Without_a_browser_it_says_what_would_do()
    {
        var (code, _, error) = _daybook.Run("report", "week", "2026-W35", "--format", "pdf", "--out", _daybook.File("x.pdf"));
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("--format html and print that from any browser");
        File.Exists(_daybook.File("x.pdf")).ShouldBeFalse();
    }

    [Fact]
    public void It_needs_a_file() => _daybook.Run("report", "week", "2026-W35", "--format", "pdf").Error.ShouldContain("--out FILE");

    [Fact]
    public void Any_form_can_be_written_to_a_file()
    {
        _daybook.Do("report", "week", "2026-W35", "--format", "md", "--out", _daybook.File("week.md"));
        File.ReadAllText(_daybook.File("week.md")).ShouldBe(_daybook.Do("report", "week", "2026-W35", "--format", "md"));
    }

    /// <summary>But for when it was printed.</summary>
    private static string Undated(string pdf) => Dates().Replace(pdf, "");

    [GeneratedRegex(@"/(CreationDate|ModDate) ?\([^)]*\)|/ID ?\[[^\]]*\]")]
    private static partial Regex Dates();
}
