using System.CommandLine;
using System.CommandLine.Parsing;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Commands;

/// <summary>The way out of a command line that cannot be understood.</summary>
internal static class UsageHint
{
    /// <summary>What is wrong with it, a line each; empty where nothing is. Of several words that nobody knows the first is told: it may have made the others.</summary>
    /// <param name="words">What was typed.</param>
    public static IEnumerable<string> Complaints(ParseResult parsed, IReadOnlyList<string> words)
    {
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && (parsed.UnmatchedTokens.FirstOrDefault() ?? Swallowed(parsed, words)) is { } unknown)
        {
            var kind = unknown.StartsWith('-') ? "option" : parsed.CommandResult.Command.Subcommands.Count > 0 ? "command" : null;
            var line = kind is null ? $"nothing is known of '{Printable.Line(unknown)}'" : $"there is no {kind} '{Printable.Line(unknown)}'";
            return [line + Nearest.Question(unknown, Names(parsed.CommandResult, unknown))];
        }
        return parsed.Errors.Select(e => Printable.Line(e.Message)).Distinct(StringComparer.Ordinal);
    }

    /// <param name="meant">The command that was understood, the root where none was.</param>
    public static IEnumerable<string> Of(Command meant)
    {
        if (meant.Action is not null && Examples.Of(meant) is { } example) yield return $"For example: {example}";
        else if (meant is not RootCommand) yield return $"After '{meant.Name}' comes one of {string.Join(", ", meant.Subcommands.Select(c => c.Name))}.";
        yield return "'daybook --help' shows the commands, 'daybook COMMAND --help' one of them with an example.";
    }

    /// <summary>An option that there is not, where the parser takes it for a period or a file; whoever means one types -- before it.</summary>
    private static string? Swallowed(ParseResult parsed, IReadOnlyList<string> words)
    {
        var taken = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
        return words.TakeWhile(w => w != "--").FirstOrDefault(w => w.StartsWith("--", StringComparison.Ordinal) && taken.Contains(w));
    }

    private static IEnumerable<string> Names(CommandResult meant, string unknown)
    {
        if (!unknown.StartsWith('-')) return meant.Command is RootCommand ? AllCommands.Names : meant.Command.Subcommands.Select(c => c.Name);
        return Above(meant).SelectMany(c => c.Command.Options.Where(o => c == meant || o.Recursive)).Select(o => o.Name);
    }

    private static IEnumerable<CommandResult> Above(CommandResult result)
    {
        for (var at = result; at is not null; at = at.Parent as CommandResult) yield return at;
    }
}
