using System.Diagnostics;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class HarmlessStreamTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void What_cannot_be_told_costs_nothing()
    {
        using var full = new FailingStream();
        using (var told = new StreamWriter(new HarmlessStream(full)) { AutoFlush = true }) told.WriteLine("something went wrong");
        full.Attempts.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("import nothing-there.json", ExitCode.NoInput)]
    [InlineData("help", ExitCode.Done)]
    public void Where_errors_go_to_a_full_disk_the_answer_is_the_same(string command, ExitCode code)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no disk that is always full");
        var daybook = Path.Combine(AppContext.BaseDirectory, "daybook");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"'{daybook}' {command} --ledger '{_daybook.LedgerPath}' 2> /dev/full > /dev/null"]))!;
        process.WaitForExit();
        process.ExitCode.ShouldBe((int)code);
    }

    private sealed class FailingStream : MemoryStream
    {
        public int Attempts { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }
}
