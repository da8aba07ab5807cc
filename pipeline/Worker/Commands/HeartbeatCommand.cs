using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages.Beating;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook heartbeat</c>: what an editor's plugin calls, with the words of EZTRACKER's command line.</summary>
internal static class HeartbeatCommand
{
    private const int DeepestJson = 16;

    private static readonly Option<string?> Entity = Text("--entity", "The file, or another thing that is worked on.");
    private static readonly Option<string?> Time = Text("--time", "Seconds since 1970, with a fraction; without it now.");
    private static readonly Option<string?> Duration = Text("--duration", "Seconds since the heartbeat before; kept, and no time by itself.");
    private static readonly Option<bool> Write = new("--write") { Description = "The file was saved." };
    private static readonly Option<string?> Plugin = Text("--plugin", "Editor and plugin: neovim/0.10 eztracker.nvim/0.0.1.");
    private static readonly Option<string?> Language = Text("--language", "Of the file.");
    private static readonly Option<string?> AlternateLanguage = Text("--alternate-language", "What the editor believes, where --language is not given.");
    private static readonly Option<string?> Project = Text("--project", "Without it that of .wakatime-project, the repository, or the folder.");
    private static readonly Option<string?> AlternateProject = Text("--alternate-project", "What the editor believes, where nothing else says.");
    private static readonly Option<string?> Branch = Text("--branch", "Without it that of the repository.");
    private static readonly Option<string?> Category = Text("--category", "Such as debugging.");
    private static readonly Option<string?> Type = Text("--entity-type", "file, app, domain or url.");
    private static readonly Option<string?> LineNumber = Text("--lineno", "Where the cursor is.");
    private static readonly Option<string?> CursorPosition = Text("--cursorpos", "Likewise.");
    private static readonly Option<string?> Lines = Text("--lines", "How many the file has.");
    private static readonly Option<string?> Extra = new("--extra-heartbeats") { Description = "More heartbeats, as a JSON array; without one it is read from standard input.", Arity = ArgumentArity.ZeroOrOne, HelpName = "JSON" };
    private static readonly Option<bool> ShowToday = new("--today") { Description = "Print today's time and do nothing else." };
    private static readonly Option<bool> FileExperts = new("--file-experts") { Description = "Answered with nobody: nothing is sent anywhere." };
    private static readonly Option<bool> Version = new("--version") { Description = "Print the version." };

    public static Command Create(Surroundings world)
    {
        var command = new Command("heartbeat", "Append a heartbeat to the spool, for an editor's plugin; takes what EZTRACKER's command line takes.")
        {
            Entity, Time, Duration, Write, Plugin, Language, AlternateLanguage, Project, AlternateProject, Branch, Category, Type, LineNumber, CursorPosition, Lines, Extra, ShowToday, FileExperts, Version,
        };
        // A plugin that says more than is known here must not lose its heartbeat for it.
        command.TreatUnmatchedTokensAsErrors = false;
        return command.Doing(world, "daybook heartbeat --entity src/main.c --write --plugin vim/9.1", Run);
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Version)) return Said(context, $"eztracker-cli v0.0.1 (daybook {typeof(HeartbeatCommand).Assembly.GetName().Version!.ToString(3)})");
        if (context.Get(ShowToday)) return Today(context);
        if (context.Get(FileExperts)) return Said(context, """{"data":[]}""");
        if (Configuration(context, out var code) is not { } configuration) return code;
        if (First(context) is not { } first)
        {
            context.Complain("daybook heartbeat: of which file? --entity PATH");
            return ExitCode.NotKept;
        }
        var extra = Extras(context, out var trouble);
        int unread;
        try
        {
            unread = new BeatStage(context.Settings.Spool, configuration).Append([first, .. extra]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Complain($"daybook heartbeat: {Printable.Line(e.Message)}");
            return ExitCode.NotKept;
        }
        if (unread > 0) trouble ??= $"{unread} of {extra.Count + 1} heartbeats have no time that can be read: seconds since 1970 are expected";
        if (trouble is not null) context.Complain($"daybook heartbeat: {trouble}");
        return trouble is not null ? ExitCode.NotKept : configuration.LacksKey ? ExitCode.NoKey : ExitCode.Done;
    }

    private static ExitCode Said(CommandContext context, string line)
    {
        context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static ExitCode Today(CommandContext context)
    {
        try
        {
            return Said(context, Hours.Text(TodayCommand.Read(context).Worked));
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Missing)
        {
            return Said(context, Hours.Text(0));
        }
    }

    private static Beat? First(CommandContext context)
    {
        int? Number(Option<string?> option) => int.TryParse(context.Get(option), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        string? Given(Option<string?> option) => context.Get(option) is { Length: > 0 } text ? text : null;
        if (Given(Entity) is not { } entity) return null;
        var now = Micros.From(context.Now);
        return new Beat(entity, Given(Time) ?? string.Create(CultureInfo.InvariantCulture, $"{now / Micros.PerSecond}.{now % Micros.PerSecond:000000}"))
        {
            Duration = Given(Duration),
            Type = Given(Type),
            IsWrite = context.Get(Write),
            Plugin = Given(Plugin),
            Language = Given(Language) ?? Given(AlternateLanguage),
            Category = Given(Category),
            Project = Given(Project),
            AlternateProject = Given(AlternateProject),
            Branch = Given(Branch),
            LineNumber = Number(LineNumber),
            CursorPosition = Number(CursorPosition),
            Lines = Number(Lines),
        };
    }

    private static List<Beat> Extras(CommandContext context, out string? trouble)
    {
        trouble = null;
        if (!context.Has(Extra)) return [];
        try
        {
            using var document = context.Get(Extra) is { Length: > 0 } text
                ? JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson })
                : JsonDocument.Parse(context.World.Input(), new JsonDocumentOptions { MaxDepth = DeepestJson });
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("it is no array");
            var beats = document.RootElement.EnumerateArray().Select(Beat.Of).ToList();
            if (beats.Contains(null)) trouble = "--extra-heartbeats: an element has no entity or no time";
            return [.. beats.OfType<Beat>()];
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidOperationException)
        {
            trouble = $"--extra-heartbeats: {Printable.Line(e.Message)}";
            return [];
        }
    }

    private static EztrackerConfiguration? Configuration(CommandContext context, out ExitCode code)
    {
        code = ExitCode.BadConfiguration;
        var home = context.World.Environment("EZTRACKER_HOME") ?? context.World.Environment("HOME") ?? context.World.Environment("USERPROFILE");
        if (home is not { Length: > 0 } || Path.Combine(home, ".eztracker.cfg") is var path && !File.Exists(path)) return EztrackerConfiguration.None;
        try
        {
            if (EztrackerConfiguration.Read(path, File.ReadLines(path), context.World.Environment, out var problem) is { } configuration) return configuration;
            context.Complain(problem!.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Complain($"{Printable.Line(path)}: {Printable.Line(e.Message)}");
        }
        return null;
    }
}
