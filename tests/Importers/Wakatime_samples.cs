using Daybook.Importers;
using Daybook.Importers.WakaTime;
using Daybook.Tests.Support;

namespace Daybook.Tests.Importers;

public sealed class Wakatime_samples
{
    public static TheoryData<string> Names => Samples.Names;

    public static TheoryData<string> Importable => Samples.Importable;

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_what_is_approved(string name) =>
        Golden.Matches(Samples.PathOf(name) + ".expected.txt", WakaTimeTranscript.Of(Samples.File(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_the_same_when_read_plainly_and_again(string name)
    {
        var once = WakaTimeTranscript.Of(Samples.File(name));
        WakaTimeTranscript.Of(Samples.File(name), isFast: false).ShouldBe(once);
        WakaTimeTranscript.Of(Samples.File(name)).ShouldBe(once);
    }

    [Theory]
    [MemberData(nameof(Importable))]
    public void Cut_anywhere_give_the_rows_before_the_cut_and_one_diagnostic(string name)
    {
        var bytes = Samples.Bytes(name);
        var (allRows, allRejected) = Lines(WakaTimeTranscript.Of(SourceFile.Of("sample", bytes)));
        var (rowCount, rejectedCount) = (0, 0);
        var length = bytes.AsSpan().TrimEnd("\n "u8).Length;
        for (var cut = 1; cut < length; cut++)
        {
            var piece = SourceFile.Of("sample", bytes[..cut]);
            if (new WakaTimeImporter().Identify(bytes.AsSpan(0, cut)) is null) continue;
            var transcript = WakaTimeTranscript.Of(piece);
            // Between two lines a file of lines is whole wherever it ends.
            if (!name.EndsWith(".jsonl", StringComparison.Ordinal) || bytes[cut - 1] is not ((byte)'}' or (byte)'\n'))
            {
                transcript.ShouldContain("whole=False", customMessage: $"cut at {cut}");
                transcript.Split("\nnoted ").Length.ShouldBe(2, $"cut at {cut}");
                transcript.ShouldContain("error: the file ends here, in the middle\n", customMessage: $"cut at {cut}");
            }
            var (rows, rejected) = Lines(transcript);
            rows.ShouldBe(allRows.Take(rows.Count), $"cut at {cut}");
            rejected.ShouldBe(allRejected.Take(rejected.Count), $"cut at {cut}");
            rows.Count.ShouldBeGreaterThanOrEqualTo(rowCount);
            rejected.Count.ShouldBeGreaterThanOrEqualTo(rejectedCount);
            (rowCount, rejectedCount) = (rows.Count, rejected.Count);
        }
        // Before the last bracket of a file that holds many rows they are all there; the last of lines needs its own.
        if (!name.EndsWith(".jsonl", StringComparison.Ordinal) && allRows.Count(line => line[0] != ' ') > 1) (rowCount, rejectedCount).ShouldBe((allRows.Count, allRejected.Count));
    }

    private static (List<string> Rows, List<string> Rejected) Lines(string transcript)
    {
        string[] aboutTheFile = ["wakatime-", "segment ", "noted ", "account ", "end ", "    "];
        var lines = transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !aboutTheFile.Any(word => line.StartsWith(word, StringComparison.Ordinal))).ToList();
        return (lines.Where(l => !l.StartsWith("rejected", StringComparison.Ordinal)).ToList(),
            lines.Where(l => l.StartsWith("rejected", StringComparison.Ordinal)).ToList());
    }
}
