using System.CommandLine;
using Daybook.Worker.Completing;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook complete SHELL -- WORDS</c>: what the scripts of <c>daybook completion</c> ask. Reads only, and never complains.</summary>
internal static class CompleteCommand
{
    public const string Name = "complete";

    private static readonly Argument<string> For = new("SHELL") { Description = "bash, zsh, fish or pwsh." };
    private static readonly Argument<string[]> Typed = new("WORDS") { Description = "What was typed, as the shell's script says it.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(Surroundings world)
    {
        var command = new Command(Name, "Say what may come next on a command line; the scripts of 'daybook completion' ask it.") { For, Typed };
        command.Hidden = true;
        Examples.Keep(command, "daybook complete fish -- report we");
        command.SetAction(arguments => (int)Run(world, arguments.GetValue(For)!, arguments.GetValue(Typed) ?? []));
        return command;
    }

    private static ExitCode Run(Surroundings world, string name, string[] words)
    {
        if (Shell.All.FirstOrDefault(s => s.Name == name) is not { } shell || TypedBy(shell, words) is not { } typed) return ExitCode.Done;
        var expected = Completion.Of(world, typed.Before, typed.Current);
        world.Output.Write($"{expected.Kind.ToString().ToLowerInvariant()}\n");
        foreach (var line in expected.Words.Select(w => shell.Line(w, typed)).OfType<string>().Distinct(StringComparer.Ordinal)) world.Output.Write($"{line}\n");
        return ExitCode.Done;
    }

    private static TypedLine? TypedBy(Shell shell, string[] words)
    {
        try
        {
            return shell.Typed(words);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
