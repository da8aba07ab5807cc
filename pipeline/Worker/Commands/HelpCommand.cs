using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook help [COMMAND]</c>, as <c>daybook COMMAND --help</c></summary>
internal static class HelpCommand
{
    private static readonly Argument<string[]> Which = new("COMMAND") { Description = "Of this one, such as report, or contract add; without it the list of all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(Surroundings world) =>
        new Command("help", "Show what a command does, what it takes, and an example.") { Which }
            .DoingWithoutSettings(world, "daybook help report", Run);

    private static ExitCode Run(CommandContext context)
    {
        string[] path = context.Get(Which) ?? [];
        var (root, _) = Find(context.World, path);
        return (ExitCode)root.Parse([.. path, "--help"]).Invoke(new InvocationConfiguration { Output = context.World.Output, Error = context.World.Error, EnableDefaultExceptionHandler = false });
    }

    /// <param name="path">A command, or one and one of its own.</param>
    /// <exception cref="UsageException">There is none of this name.</exception>
    public static (RootCommand Root, Command Command) Find(Surroundings world, IReadOnlyList<string> path)
    {
        var root = AllCommands.Root(world, [.. path]);
        Command at = root;
        foreach (var name in path)
        {
            var names = at is RootCommand ? AllCommands.Names : at.Subcommands.Select(c => c.Name);
            at = at.Subcommands.FirstOrDefault(c => c.Name == name)
                ?? throw new UsageException($"there is no command '{Printable.Line(name)}'{Nearest.Question(name, names)}");
        }
        return (root, at);
    }
}
