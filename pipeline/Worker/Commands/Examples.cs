using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Daybook.Worker.Commands;

/// <summary>One line for each command that does something, as a person would type it.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string> Kept = [];

    public static void Keep(Command command, string example) => Kept.AddOrUpdate(command, example);

    /// <summary>Of a command that only has others, the first of theirs; null where there is none.</summary>
    public static string? Of(Command command) =>
        Kept.TryGetValue(command, out var example) ? example : command is RootCommand ? null : command.Subcommands.Select(Of).FirstOrDefault(e => e is not null);
}

/// <summary>The help of a command, and its example; in a list of commands each has its one line.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly SynchronousCommandLineAction _plain;

    private HelpWithExample(SynchronousCommandLineAction plain) => _plain = plain;

    public static void Give(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show this.";
        help.Action = new HelpWithExample((SynchronousCommandLineAction)help.Action!);
    }

    // What is left out is no mistake of who asks how to say it.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        if (Examples.Of(command) is { } example) command.Description = $"{command.Description}\n\nExample:\n  {example}";
        return _plain.Invoke(parseResult);
    }
}
