using System.Globalization;
using System.Text;
using Daybook.Spool;
using Daybook.Tests.Support;

namespace Daybook.Tests.Spool;

/// <summary>Writers that write while files are taken from under their hands.</summary>
public sealed class SpoolParallelTests
{
    private const int Writers = 4, LinesOfEach = 1500;

    [Fact]
    public async Task No_line_is_lost_or_doubled_however_often_files_are_taken()
    {
        using var folder = new TemporaryFolder();
        var spool = new SpoolFolder(folder.Path);
        var odd = new List<SpoolOddity>();
        var left = Writers;
        var threads = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(() =>
        {
            try
            {
                for (var i = 0; i < LinesOfEach; i++) new SpoolWriter(folder.Path).Append("editor", "shared", [Line(writer, i)], isPromised: false);
            }
            finally
            {
                Interlocked.Decrement(ref left);
            }
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var rotations = 0;
        while (Volatile.Read(ref left) > 0)
            foreach (var entry in spool.Find(odd).Where(e => e.TakenAt is null))
            {
                spool.Take(entry, ++rotations);
                if (rotations > 100_000) throw new InvalidOperationException("the writers do not end");
            }
        await Task.WhenAll(threads);

        rotations.ShouldBeGreaterThan(50);
        odd.ShouldBeEmpty();
        var lines = Directory.EnumerateFiles(folder.Path, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Where(l => l.Length > 0).ToList();
        lines.Count.ShouldBe(Writers * LinesOfEach);
        lines.ToHashSet(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, LinesOfEach).Select(i => Text(w, i))), ignoreOrder: true);
    }

    private static ReadOnlyMemory<byte> Line(int writer, int number) => Encoding.UTF8.GetBytes(Text(writer, number));

    // Of different lengths, some longer than a page.
    private static string Text(int writer, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{writer}:{number}:{new string((char)('a' + writer), number % 50 == 0 ? 9000 : number % 97)}");
}
