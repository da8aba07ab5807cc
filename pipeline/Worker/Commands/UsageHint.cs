using System.CommandLine;

namespace Daybook.Worker.Commands;

/// <summary>The way out of a command line that cannot be understood.</summary>
internal static class UsageHint
{
    /// <summary>What comes before the example in a command's description.</summary>
    public const string Example = "\n\nExample:\n  ";

    /// <param name="meant">The command that was understood, the root where none was.</param>
    public static IEnumerable<string> Of(Command meant)
    {
        if (meant.Description?.Split(Example) is [_, var example]) yield return $"For example: {example}";
        else if (meant is not RootCommand) yield return $"After '{meant.Name}' comes one of {string.Join(", ", meant.Subcommands.Select(c => c.Name))}.";
        yield return "'daybook --help' shows the commands, 'daybook COMMAND --help' one of them with an example.";
    }
}
