using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What a new user hears who says too little or too much, or asks where there is nothing.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("start letters", "'letters'", "For example: daybook start --project ")]
    [InlineData("add", "'add'", "For example: daybook add 2026-10-21 ")]
    [InlineData("edit", "'edit'", "For example: daybook edit last ")]
    [InlineData("drop last last", "'last'", "For example: daybook drop last")]
    [InlineData("quarantine", "command", "After 'quarantine' comes one of list, export, retry.")]
    [InlineData("\u001b[31m", "'\\x1b[31m'", "'daybook --help' shows the commands")]
    public void What_cannot_be_understood_is_said_once_and_what_would_do(string command, string named, string hint)
    {
        var (code, output, error) = _daybook.Run(command.Split(' '));
        code.ShouldBe(ExitCode.Usage);
        output.ShouldBeEmpty();
        error.ShouldContain(named);
        error.ShouldContain($"\n{hint}");
        error.ShouldNotContain("\u001b");
        error.Split('\n').ShouldBeUnique();
    }

    [Fact]
    public void Where_nothing_is_in_quarantine_nothing_is_written_and_it_is_said()
    {
        _daybook.Do("add", "2026-08-20", "1:00");
        _daybook.Do("quarantine", "export", "--out", _daybook.File("rows")).ShouldBe("0 rows in quarantine\n");
        Directory.Exists(_daybook.File("rows")).ShouldBeFalse();
    }

    [Fact]
    public void Where_nothing_is_known_there_is_no_why()
    {
        _daybook.Do("add", "2026-08-20", "1:00");
        const string Unknown = "nothing is known of it; 'daybook status' shows what the ledger holds\n";
        _daybook.Do("why", "2025-01-01").ShouldBe($"2025-01-01 in UTC: 0:00:00\n{Unknown}");
        _daybook.Do("why", "2025-W10").ShouldBe($"2025-W10 in UTC: 0:00:00\n{Unknown}");
        _daybook.Do("why", "2026-08-20").ShouldNotContain("nothing is known");
    }
}
