using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What is no export, or only part of one: told with its place, and never at the cost of anything else.</summary>
public sealed class ImportBadInputTests : IDisposable
{
    private static readonly long Morning = Moment.In("Europe/Berlin", "2026-03-02 09:00");
    private static readonly string Good = new AnAccount().Export(AnAccount.Beats(Morning, 0, 5, 9));
    private readonly ADaybook _daybook = new();

    public static TheoryData<string, byte[]> NoExports => new()
    {
        { "an empty file", [] },
        { "blanks only", "  \n\t "u8.ToArray() },
        { "prose", "Dear diary, today I tracked nothing."u8.ToArray() },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
        { "a program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0] },
        { "nothing but zeros", new byte[5000] },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray() },
        { "JSON of another kind", "{\"weather\": \"fine\"}"u8.ToArray() },
        { "a list of numbers", "[1, 2, 3]"u8.ToArray() },
        { "JSON that never ends", Encoding.UTF8.GetBytes(new string('[', 100_000)) },
        { "a gzip file cut short", AnAccount.Gzip(Encoding.UTF8.GetBytes(Good))[..20] },
        { "a gzip file of nothing", AnAccount.Gzip([]) },
    };

    public void Dispose() => _daybook.Dispose();

    [Theory, MemberData(nameof(NoExports))]
    public void Is_told_by_name_and_hint_and_leaves_no_facts(string what, byte[] content)
    {
        var path = _daybook.Write("odd.json", content);
        var (code, output, error) = _daybook.Run("import", path);

        code.ShouldBe(ExitCode.BadData, what);
        error.ShouldStartWith($"{path}: error: ");
        error.Split('\n').Length.ShouldBeGreaterThan(2, "a hint on a line of its own");
        output.ShouldBe("0 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Dump().ShouldBe("", what);
        _daybook.Do("status").ShouldStartWith("The ledger is empty.");
    }

    [Theory, MemberData(nameof(NoExports))]
    public void Costs_the_files_beside_it_nothing(string what, byte[] content)
    {
        var (odd, good) = (_daybook.Write("odd.json", content), _daybook.Write("good.json", Good));
        var (code, output, _) = _daybook.Run("import", odd, good);
        code.ShouldBe(ExitCode.PartlyDone, what);
        output.ShouldEndWith("\n3 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_told()
    {
        var (code, _, error) = _daybook.Run("import", _daybook.File("nowhere.json"));
        code.ShouldBe(ExitCode.NoInput);
        error.ShouldContain("there is no such file or folder");
        _daybook.Run("import", _daybook.File("*.json.nowhere")).Code.ShouldBe(ExitCode.NoInput);
        Directory.CreateDirectory(_daybook.File("empty"));
        _daybook.Run("import", _daybook.File("empty")).Error.ShouldContain("the folder holds no");
    }

    [Theory]
    [InlineData("import a.json --zone \u001b[31m", "--zone: '\\x1b[31m' is not a zone; they are named as in the IANA database")]
    [InlineData("import a.json --date-order \u001b[31m", "--date-order: '\\x1b[31m' is neither dmy nor mdy")]
    [InlineData("importers test . --zone \u001b[31m", "--zone: '\\x1b[31m' is not a zone; they are named as in the IANA database")]
    [InlineData("mapping test a.json --zone \u001b[31m", "--zone: '\\x1b[31m' is not a zone; they are named as in the IANA database")]
    public void A_zone_or_order_that_is_none_is_told_and_makes_no_ledger(string command, string said)
    {
        var path = _daybook.Write("a.json", "date,hours\n2026-08-20,1\n");
        var (code, output, error) = _daybook.Run([.. command.Split(' ').Select(word => word == "a.json" ? path : word)]);
        code.ShouldBe(ExitCode.Usage);
        error.ShouldStartWith($"daybook: {said}");
        output.ShouldBeEmpty();
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Fact]
    public void A_path_that_leads_nowhere_costs_the_others_nothing() =>
        _daybook.Run("import", _daybook.File("nowhere.json"), _daybook.Write("good.json", Good)).Code.ShouldBe(ExitCode.PartlyDone);

    [Fact]
    public void A_damaged_archive_is_told()
    {
        var zip = AnAccount.Zip(("a.json", Encoding.UTF8.GetBytes(Good)));
        var (code, _, error) = _daybook.Run("import", _daybook.Write("cut.zip", zip[..(zip.Length / 2)]));
        code.ShouldNotBe(ExitCode.Done);
        code.ShouldNotBe(ExitCode.Internal);
        error.ShouldContain("the archive is damaged");
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_packed_file_that_is_not_what_was_packed_is_refused_whole(bool isZip)
    {
        var export = Encoding.UTF8.GetBytes(new AnAccount().Export(AnAccount.Random(new Random(5)), "2026-03-26", "2026-04-02"));
        var packed = isZip ? AnAccount.Zip(CompressionLevel.NoCompression, ("a.json", export)) : AnAccount.Gzip(export);
        // A digit of a time in the zip, which stores as it is; a bit in the middle of what gzip made.
        var at = isZip ? packed.AsSpan().IndexOf("\"time\": 1"u8) + 12 : packed.Length / 2;
        packed[at] ^= 1;

        var (code, _, error) = _daybook.Run("import", _daybook.Write(isZip ? "a.zip" : "a.json.gz", packed));

        code.ShouldBe(ExitCode.BadData, error);
        error.ShouldContain("the compressed data is damaged");
        _daybook.Number("select count(*) from heartbeat").ShouldBe(0);
    }

    [Fact]
    public void A_rejected_row_is_kept_and_the_others_are_in()
    {
        var path = _daybook.Write("a.json", Good.Replace($"\"time\": {Morning / 1_000_000}.000000", "\"time\": \"noon\"", StringComparison.Ordinal));
        var (code, output, error) = _daybook.Run("import", path);

        code.ShouldBe(ExitCode.PartlyDone);
        output.ShouldEndWith("2 new, 0 same, 0 changed, 1 rejected\n");
        error.ShouldStartWith($"{path}:2:");
        error.ShouldContain("noon");
        _daybook.Number("select count(*) from quarantine").ShouldBe(1);

        // Read again, its good days are passed over; the bad row stays where it can be mended.
        _daybook.Run("import", path).Output.ShouldEndWith("0 new, 2 same, 0 changed, 1 rejected\n");
        _daybook.Number("select id from quarantine").ShouldBe(1);
        _daybook.Do("check");
    }

    [Theory]
    [InlineData(0.3), InlineData(0.6), InlineData(0.95), InlineData(0.999)]
    public void A_cut_file_and_then_the_whole_one_is_the_whole_one(double part)
    {
        var export = new AnAccount().Export(AnAccount.Random(new Random(5)), "2026-03-26", "2026-04-02");
        using var whole = new ADaybook();
        whole.Do("import", whole.Write("a.json", export));

        var path = _daybook.Write("a.json", export[..(int)(export.Length * part)]);
        var (code, _, error) = _daybook.Run("import", path);
        code.ShouldBe(ExitCode.PartlyDone, error);
        _daybook.Write("a.json", export);
        _daybook.Do("import", path);

        Facts(_daybook).ShouldBe(Facts(whole));
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_told()
    {
        // The superuser may read everything, so somebody else asks.
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv is not installed");
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only the superuser can become somebody else");
        if (!OperatingSystem.IsLinux()) return;
        var program = Path.Combine(AppContext.BaseDirectory, "daybook");
        var (secret, good) = (_daybook.Write("secret.json", Good), _daybook.Write("good.json", Good));
        File.SetUnixFileMode(secret, UnixFileMode.None);
        Directory.CreateDirectory(_daybook.File("theirs"));
        File.SetUnixFileMode(_daybook.File("theirs"), (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(_daybook.File("."), (UnixFileMode)0b111_101_101);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", program, "import", secret, good, "--ledger", _daybook.File("theirs/l.db")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _daybook.File("theirs"),
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode is 126 or 127, $"nobody else may start {program}");

        error.ShouldContain($"{secret}: error: ");
        ((ExitCode)process.ExitCode).ShouldBe(ExitCode.PartlyDone, error);
    }

    private static string[] Facts(ADaybook daybook) =>
        [.. daybook.Dump().Split('\n').Where(line => !line.StartsWith("file: ", StringComparison.Ordinal) && !line.StartsWith("quarantine: ", StringComparison.Ordinal))];
}
