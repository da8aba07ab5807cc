using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Commands;
using Daybook.Worker.Manual;

namespace Daybook.Tests.Worker;

/// <summary>What every command says of itself, and what one hears who mistypes.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Everything_has_a_description_that_is_a_sentence() =>
        Completing.Commands.Each().SelectMany(c => c.Command.Options.Select(o => (Name: $"{c.Path} {o.Name}", o.Description))
            .Concat(c.Command.Arguments.Select(a => (Name: $"{c.Path} {a.Name}", a.Description))).Append((Name: c.Path, c.Command.Description)))
            .Where(s => s.Description is not { Length: > 0 } text || !text.EndsWith('.')).Select(s => s.Name).ShouldBeEmpty();

    [Fact]
    public void Every_command_has_an_example_that_can_be_understood()
    {
        foreach (var (path, command) in Completing.Commands.Each())
        {
            var example = Examples.Of(command).ShouldNotBeNull(path);
            example.ShouldStartWith(command.Action is null ? $"daybook {path} " : $"daybook {path}");
            var words = Words(example.Split(" > ")[0]);
            UsageHint.Complaints(AllCommands.Root(Completing.Commands.World, words).Parse(words), words).ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Help_of_a_command_is_what_its_option_prints()
    {
        foreach (var (path, _) in Completing.Commands.Each().Where(c => !c.Command.Hidden))
        {
            var help = Help([.. path.Split(' '), "--help"]);
            Help(["help", .. path.Split(' ')]).ShouldBe(help);
            help.ShouldContain("\n  Example:\n    daybook ");
        }
        Help("help").ShouldBe(Help("--help"));
        Help("help").ShouldNotContain("Example:");
    }

    [Theory]
    [InlineData("imprt", "there is no command 'imprt'. Did you mean 'import'?")]
    [InlineData("IMPORT", "there is no command 'IMPORT'. Did you mean 'import'?")]
    [InlineData("imprt --zone UTC", "there is no command 'imprt'. Did you mean 'import'?")]
    [InlineData("rep ort", "there is no command 'rep'")]
    [InlineData("help imprt", "there is no command 'imprt'. Did you mean 'import'?")]
    [InlineData("help quarantine lst", "there is no command 'lst'. Did you mean 'list'?")]
    [InlineData("man contrakt", "there is no command 'contrakt'. Did you mean 'contract'?")]
    [InlineData("quarantine lst", "there is no command 'lst'. Did you mean 'list'?")]
    [InlineData("contract ad --from 2026-01-01", "there is no command 'ad'. Did you mean 'add'?")]
    [InlineData("--ledgr x status", "there is no option '--ledgr'. Did you mean '--ledger'?")]
    [InlineData("start --projct x", "there is no option '--projct'. Did you mean '--project'?")]
    [InlineData("contract add --frm 2026-01-01", "there is no option '--frm'. Did you mean '--from'?")]
    [InlineData("report week --formt html", "there is no option '--formt'. Did you mean '--format'?")]
    [InlineData("import --dry-rn", "there is no option '--dry-rn'. Did you mean '--dry-run'?")]
    [InlineData("report wek", "account. Did you mean 'week'?")]
    [InlineData("report week --format htm", "mail. Did you mean 'html'?")]
    [InlineData("report week --language ed", "'ed' is none of en, de")]
    [InlineData("report week --hours clok", "Did you mean 'clock'?")]
    [InlineData("mark today vacaton", "Did you mean 'vacation'?")]
    [InlineData("run --only pul", "'pul' is no stage. Did you mean 'pull'?")]
    public void Who_mistypes_hears_what_was_meant(string typed, string said)
    {
        var (code, output, error) = _daybook.Run(typed.Split(' '));
        (code, output).ShouldBe((ExitCode.Usage, ""));
        error.Split('\n')[0].ShouldContain(said);
        error.Split("Did you mean").Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void A_file_may_have_the_name_of_an_option() =>
        _daybook.RunAsSaid([], "import", "--ledger", _daybook.LedgerPath, "--", "--dry-rn").Error.ShouldContain("--dry-rn: ");

    [Fact]
    public void The_manual_names_everything()
    {
        var page = _daybook.Do("man").Replace("\\-", "-", StringComparison.Ordinal);
        foreach (var (path, command) in Completing.Commands.Each().Where(c => !c.Command.Hidden))
        {
            page.ShouldContain($"\n.SS \"daybook {path}\"\n");
            foreach (var option in command.Options) page.ShouldContain($"\\fB{option.Name}\\fR");
        }
        page.ShouldStartWith(".TH \"DAYBOOK\" 1 2026-09-05 ");
        page.ShouldNotContain("daybook complete ");
        page.All(char.IsAscii).ShouldBeTrue();
        _daybook.Do("man", "contract", "add").ShouldContain(".TH \"DAYBOOK\\-CONTRACT\\-ADD\" 1 ");
    }

    [Fact]
    public void A_manual_takes_no_text_for_a_request() =>
        new Roff().Text(".sp \\fB 'x").Text("'x -a \u2026").ToString().ShouldBe("\\&.sp \\(rsfB \\(aqx\n\\(aqx \\-a \\[u2026]\n");

    [Fact]
    public void Exit_codes_mean_the_same_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        foreach (var code in Enum.GetValues<ExitCode>().Where(c => !c.Meaning().StartsWith("of heartbeat", StringComparison.Ordinal) && c != ExitCode.Stopped))
            readme.ShouldContain($"\n| {(int)code} | {code.Meaning()} |\n");
    }

    [Fact]
    public void The_version_has_a_commit() => Help("--version").ShouldMatch(@"^\d+\.\d+\.\d+\S*\n$");

    private string Help(params string[] words)
    {
        var (code, output, error) = _daybook.RunAsSaid([], words);
        (code, error).ShouldBe((ExitCode.Done, ""), string.Join(' ', words));
        return output.ReplaceLineEndings("\n");
    }

    // As a shell cuts the examples; they have double quotes at most.
    private static string[] Words(string line) => [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)];
}
