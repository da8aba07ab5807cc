using System.CommandLine;
using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Completing;

namespace Daybook.Tests.Worker.Completing;

public sealed class CompletionTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public CompletionTests()
    {
        _daybook.Environment["DAYBOOK_LEDGER"] = _daybook.LedgerPath;
        _daybook.Environment["DAYBOOK_CONFIG"] = _daybook.ConfigPath;
    }

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("", "words: demo init import heartbeat")]
    [InlineData("quarantine ", "words: list export retry")]
    [InlineData("contract dr", "words: list add end preview drop")] // shells take what fits
    [InlineData("report ", "words: day week month")]
    [InlineData("report week --", "words: --format --out --language --hours --help --ledger")]
    [InlineData("report week -f ", "words: text html md csv json mail pdf")]
    [InlineData("report --format=", "words: --format=text --format=html")]
    [InlineData("--json report ", "words: day week")]
    [InlineData("--ledger x report ", "words: day week")]
    [InlineData("import ", "files: undo")]
    [InlineData("import a b ", "files:")]
    [InlineData("import -- --", "files:")]
    [InlineData("--ledger ", "files:")]
    [InlineData("demo --out ", "folders:")]
    [InlineData("run --only ", "words: backup pull import derive")]
    [InlineData("run --only pull,import,", "words: pull,import,backup")]
    [InlineData("mark today ", "words: holiday vacation sick")]
    [InlineData("config show ", "words: $schema Ledger")]
    [InlineData("contract add --policy ", "words:")]
    [InlineData("start --note ", "words:")]
    [InlineData("start --unknown=", "words:")]
    [InlineData("nonsense ", "words:")]
    [InlineData("help ", "words: demo init import")]
    public void What_may_come_next(string typed, string begins)
    {
        var lines = Ask("fish", typed.Split(' '));
        $"{lines[0]}:{string.Concat(lines.Skip(1).Select(l => $" {l.Split('\t')[0]}"))}".ShouldStartWith(begins);
        if (begins.EndsWith(':') && !typed.Contains("--policy", StringComparison.Ordinal)) lines.Length.ShouldBe(1);
    }

    [Fact]
    public void The_hidden_command_is_offered_to_nobody() => Ask("fish", "").ShouldNotContain("complete");

    [Fact]
    public void Names_and_periods_come_from_the_ledger()
    {
        _daybook.Do("add", "2026-08-20", "1:00", "--project", "Harbour & Sons", "--client", "Ann", "--task", "Cranes");
        _daybook.Do("add", "2026-07-20", "1:00", "--project=-rf", "--client", "Bob\u001b[31m");
        Ask("fish", "report", "project", "").ShouldBe(["words", "Harbour & Sons"]);
        Ask("fish", "start", "--project=").ShouldBe(["words", "--project=Harbour & Sons"]);
        Ask("bash", @"daybook report project Harbour\ ").ShouldBe(["words", @"Harbour\ \&\ Sons"]);
        Ask("pwsh", Convert.ToBase64String(Encoding.UTF8.GetBytes("daybook report project har"))).ShouldBe(["words", "'Harbour & Sons'"]);
        Ask("fish", "report", "client", "").ShouldBe(["words", "Ann"]);
        Ask("fish", "start", "--task", "").ShouldBe(["words", "Cranes"]);
        Ask("fish", "export", "entries", "--source", "").ShouldBe(["words", "daybook"]);
        Ask("fish", "import", "--person", "").ShouldBe(["words", "me"]);
        Ask("fish", "report", "month", "").ShouldBe(["words", "2026-08", "2026-07"]);
        Ask("fish", "report", "week", "2026-W33").ShouldBe(["words", "2026-W33"]);
        Ask("fish", "entries", "2026-08-2").ShouldBe(["words", "2026-08-20"]);
    }

    [Fact]
    public void Nothing_is_said_written_or_mended_where_the_ledger_cannot_be_read()
    {
        _daybook.Do("add", "2026-08-20", "1:00", "--project", "letters");
        var whole = _daybook.Listing();
        Ask("fish", "report", "project", "").ShouldBe(["words", "letters"]);
        _daybook.Listing().ShouldBe(whole);

        File.WriteAllBytes($"{_daybook.LedgerPath}-journal", [1, 2, 3]);
        var listing = _daybook.Listing();
        Ask("fish", "report", "project", "").ShouldBe(["words"], "a killed run left a journal");
        _daybook.Listing().ShouldBe(listing);
        File.Delete($"{_daybook.LedgerPath}-journal");

        _daybook.Configure("{ no");
        Ask("fish", "report", "project", "").ShouldBe(["words"], "the settings are wrong");
        _daybook.Configure("{}");
        Ask("fish", "--now", "nonsense", "report", "project", "").ShouldBe(["words"], "the clock is wrong");
        Ask("fish", "start", "--ledger", "--project", "").ShouldBe(["words"], "an option has no value");

        File.WriteAllBytes(_daybook.LedgerPath, new byte[5000]);
        Ask("fish", "report", "project", "").ShouldBe(["words"], "it is no database");
        File.Delete(_daybook.LedgerPath);
        Ask("fish", "report", "project", "").ShouldBe(["words"], "there is none");
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("tcsh", "x")]
    [InlineData("pwsh", "no base64!")]
    public void What_cannot_be_understood_has_no_answer(string shell, string words) => Said(shell, words).ShouldBeEmpty();

    [Theory]
    [InlineData("tcsh")]
    [InlineData("dash")]
    public void Another_shell_is_told_which_there_are_and_not_which_is_spelled_alike(string shell)
    {
        var (code, _, error) = _daybook.Run("completion", shell);
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain($"there is no script for {shell}; the shells that complete are bash, zsh, fish, pwsh");
        error.ShouldNotContain("Did you mean");
    }

    [Fact]
    public void Everything_that_takes_a_value_says_what_stands_there()
    {
        Commands.Each().SelectMany(c => c.Command.Arguments.Cast<Symbol>()
            .Concat(c.Command.Options.Where(o => o.Arity.MaximumNumberOfValues > 0 && o.ValueType != typeof(bool)))
            .Where(s => !ValueWords.Knows(c.Path, s)).Select(s => $"{c.Path} {s.Name}")).ShouldBeEmpty();
    }

    [Fact]
    public void There_is_a_script_for_every_shell()
    {
        foreach (var shell in Shell.All) _daybook.Do("completion", shell.Name).ShouldContain($"daybook complete {shell.Name} -- ");
        _daybook.Run("completion", "bsh").Error.ShouldContain("'bsh' is none of bash, zsh, fish, pwsh. Did you mean 'bash'?");
    }

    private string[] Ask(string shell, params string[] words) => Said(shell, words).Split('\n')[..^1];

    private string Said(string shell, params string[] words)
    {
        var (code, output, error) = _daybook.RunAsSaid([], ["complete", shell, "--", .. words]);
        (code, error).ShouldBe((ExitCode.Done, ""));
        return output;
    }
}
