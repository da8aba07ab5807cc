using System.CommandLine;
using Daybook.Worker.Manual;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook man [COMMAND]</c></summary>
internal static class ManCommand
{
    private static readonly Argument<string[]> Which = new("COMMAND") { Description = "Of this one alone; without it of all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(Surroundings world) =>
        new Command("man", "Print the manual page, for man.") { Which }.DoingWithoutSettings(world, "daybook man > daybook.1", Run);

    private static ExitCode Run(CommandContext context)
    {
        string[] path = context.Get(Which) ?? [];
        var (root, command) = HelpCommand.Find(context.World, path);
        context.World.Output.Write(ManPage.Of(root, command, path, context.Now.InUtc().Date));
        return ExitCode.Done;
    }
}
