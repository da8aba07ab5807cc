using System.Globalization;
using System.Text;
using Daybook.Spool;
using Daybook.Tests.Support;

namespace Daybook.Tests.Spool;

/// <summary>Writers that write while files are taken from under their hands.</summary>
public sealed class SpoolParallelTests
{
    private const int Writers = 4, Rotations = 300;

    [Fact]
    public async Task No_line_is_lost_or_doubled_however_often_files_are_taken()
    {
        using var folder = new TemporaryFolder();
        var written = new int[Writers];
        var isOver = false;
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(() =>
        {
            while (!Volatile.Read(ref isOver)) new SpoolWriter(folder.Path).Append("editor", "shared", [Encoding.UTF8.GetBytes(Text(writer, written[writer]++))], isPromised: false);
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var spool = new SpoolFolder(folder.Path);
        var entry = new SpoolEntry("editor", folder.File("editor/shared.jsonl"), null);
        for (var rotation = 0; rotation < Rotations && !Array.Exists(writers, w => w.IsFaulted);)
            if (File.Exists(entry.Path)) spool.Take(entry, ++rotation);
            else Thread.Yield();
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(writers);

        var odd = new List<SpoolOddity>();
        spool.Find(odd).Count.ShouldBeGreaterThanOrEqualTo(Rotations);
        odd.ShouldBeEmpty();
        var lines = Directory.EnumerateFiles(folder.Path, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Where(l => l.Length > 0).ToList();
        lines.Count.ShouldBe(written.Sum());
        lines.ToHashSet(StringComparer.Ordinal).SetEquals(Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, written[w]).Select(i => Text(w, i)))).ShouldBeTrue();
    }

    // Of different lengths, some longer than a page.
    private static string Text(int writer, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{writer}:{number}:{new string((char)('a' + writer), number % 50 == 0 ? 9000 : number % 97)}");
}
