using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Completing;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook completion SHELL</c></summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> For = new("SHELL") { Description = $"{string.Join(", ", Names[..^1])} or {Names[^1]}." };

    public static Command Create(Surroundings world) =>
        new Command("completion", "Print the script by which a shell completes commands, options and the ledger's names when you press Tab.") { For }
            .DoingWithoutSettings(world, "daybook completion bash > ~/.local/share/bash-completion/completions/daybook", Run);

    // Who names one of these has not mistyped another.
    private static readonly string[] Others = ["ash", "csh", "dash", "elvish", "ksh", "mksh", "nu", "sh", "tcsh", "xonsh"];

    private static string[] Names => [.. Shell.All.Select(s => s.Name)];

    private static ExitCode Run(CommandContext context)
    {
        var name = context.Get(For)!;
        var shell = Shell.All.FirstOrDefault(s => s.Name == name) ?? throw new UsageException(Others.Contains(name) ? $"there is no script for {name}; the shells that complete are {string.Join(", ", Names)}"
            : $"'{Printable.Line(name)}' is none of {string.Join(", ", Names)}{Nearest.Question(name, Names)}");
        context.World.Output.Write(Shipped.Text(shell.Script));
        return ExitCode.Done;
    }
}
