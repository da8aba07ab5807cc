using System.CommandLine;
using Daybook.Worker.Commands;

namespace Daybook.Worker.Completing;

/// <summary>What may come next on a command line.</summary>
internal static class Completion
{
    public static Expected Of(Surroundings world, IReadOnlyList<string> before, string current)
    {
        // Making all commands takes longer than anything else here, and their names are known.
        var isFirst = before.Count == 0 && !current.StartsWith('-');
        var root = AllCommands.Root(world, isFirst ? ["help"] : [.. before]);
        var place = Walked(root, before);
        var words = new ValueWords(place.Path, place.Arguments, new LedgerWords(root.Parse([.. before]), world));
        if (place.Awaiting is { } awaiting) return words.Of(awaiting, current);
        if (!place.IsPastOptions && current.StartsWith('-'))
        {
            if (current.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals)) return new Expected(Expectation.Words, [.. place.Options().Select(o => new Candidate(o.Name, Summary(o.Description)))]);
            return place.Option(current[..equals]) is { } option ? Prefixed(words.Of(option, current[(equals + 1)..]), current[..(equals + 1)]) : Expected.Nothing;
        }
        if (isFirst) return new Expected(Expectation.Words, [.. AllCommands.Names.Select(n => new Candidate(n))]);
        List<Candidate> commands = place.Arguments.Count == 0 && !place.IsPastOptions ? [.. place.Command.Subcommands.Where(c => !c.Hidden).Select(c => new Candidate(c.Name, Summary(c.Description)))] : [];
        var argument = place.Command.Arguments.Skip(place.Arguments.Count).FirstOrDefault() ?? place.Command.Arguments.LastOrDefault(a => a.Arity.MaximumNumberOfValues > 1);
        var expected = argument is null ? Expected.Nothing : words.Of(argument, current);
        return expected with { Words = [.. commands, .. expected.Words] };
    }

    private static string? Summary(string? description) => description?.Split(". ")[0].TrimEnd('.');

    private static Expected Prefixed(Expected expected, string with) => expected with { Words = [.. expected.Words.Select(w => w with { Word = with + w.Word })] };

    private static Place Walked(Command root, IReadOnlyList<string> words)
    {
        var place = new Place(root);
        foreach (var word in words) place.Take(word);
        return place;
    }

    /// <summary>Where on a command line one is.</summary>
    private sealed class Place(Command root)
    {
        private readonly List<Command> _commands = [root];
        private readonly List<string> _arguments = [];

        public Command Command => _commands[^1];

        /// <summary>The commands' names with blanks between them.</summary>
        public string Path => string.Join(' ', _commands.Skip(1).Select(c => c.Name));

        public IReadOnlyList<string> Arguments => _arguments;

        /// <summary>The option whose value comes next.</summary>
        public Option? Awaiting { get; private set; }

        public bool IsPastOptions { get; private set; }

        public void Take(string word)
        {
            // What is an option is never the value of another.
            if (Awaiting is not null && Option(word) is null) Awaiting = null;
            else if (IsPastOptions) _arguments.Add(word);
            else if (word == "--") IsPastOptions = true;
            else if (word.StartsWith('-') && Option(word) is { } option) Awaiting = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && option.ValueType != typeof(bool?) ? option : null;
            else if (word.StartsWith("--", StringComparison.Ordinal)) return;
            else if (_arguments.Count == 0 && Command.Subcommands.FirstOrDefault(c => c.Name == word) is { } command) _commands.Add(command);
            else _arguments.Add(word);
        }

        public Option? Option(string name) => Options().FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name));

        public IEnumerable<Option> Options() => Command.Options.Concat(_commands.SkipLast(1).SelectMany(c => c.Options).Where(o => o.Recursive)).Where(o => !o.Hidden);
    }
}
