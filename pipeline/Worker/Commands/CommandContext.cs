using System.CommandLine;
using System.Globalization;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Monitoring;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary>The options every command has.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Ledger = new("--ledger") { Description = "The ledger's file.", HelpName = "FILE", Recursive = true };
    public static readonly Option<string?> Config = new("--config") { Description = "The configuration file; without it appsettings.json in this folder, else the one that init has written.", HelpName = "FILE", Recursive = true };
    public static readonly Option<string?> Now = new("--now") { Description = "The clock to go by, such as 2026-11-21T08:00:00Z, in place of the machine's.", HelpName = "INSTANT", Recursive = true };
    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Print only what went wrong.", Recursive = true };
    public static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Say more, on standard error.", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "Print for machines: one JSON document.", Recursive = true };

    public static readonly Option<string> Log = new("--log") { Description = "How lines are printed: human, json, or journald with priorities.", HelpName = "FORM", Recursive = true, DefaultValueFactory = _ => "human" };

    /// <summary>For commands that something else than a person starts, and that write to the ledger.</summary>
    public static readonly Option<int> Wait = new("--wait") { Description = "Where another run holds the ledger, how many seconds to wait for it to end; without it none.", HelpName = "SECONDS" };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Ledger, Config, Now, Quiet, Verbose, Json, Log]) root.Options.Add(option);
    }
}

/// <summary>The command line cannot be understood; the message says why and what would do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What a command has to work with: its arguments, the settings and the world around.</summary>
internal sealed class CommandContext
{
    private readonly ParseResult _arguments;
    private readonly bool _hasOwnClock;
    private readonly Duration _start;
    private Settings? _settings;

    /// <param name="now">The clock to go by, whatever the arguments say; null for theirs, or the machine's.</param>
    /// <param name="mayBeMissing">A settings file that was named need not be there.</param>
    public CommandContext(ParseResult arguments, Surroundings world, Instant? now = null, bool mayBeMissing = false)
    {
        _arguments = arguments;
        World = world;
        _ = OneOf<LogForm>(arguments.GetValue(CommonOptions.Log)!);
        IsQuiet = arguments.GetValue(CommonOptions.Quiet);
        IsVerbose = arguments.GetValue(CommonOptions.Verbose);
        IsJson = arguments.GetValue(CommonOptions.Json);
        _start = world.Elapsed();
        _hasOwnClock = arguments.GetValue(CommonOptions.Now) is not null;
        Now = now ?? Clock(arguments.GetValue(CommonOptions.Now), world.Clock);
        var config = Given(arguments, CommonOptions.Config) ?? Variable(world, "DAYBOOK_CONFIG");
        const string InThisFolder = "appsettings.json";
        ConfigSaid = config;
        if (config is null && File.Exists(InThisFolder)) config = InThisFolder;
        if (config is null && UsualPlaces.Settings(world.Environment) is { } usual && File.Exists(usual)) config = usual;
        // What is not there yet is made by `init`, and is no error to it.
        if (config is not null && config == ConfigSaid && mayBeMissing && !File.Exists(config)) config = null;
        Document = SettingsDocument.Of(config, Environment.CurrentDirectory, world.Variables());
        LedgerSaid = Given(arguments, CommonOptions.Ledger) is { } given ? (given, CommonOptions.Ledger.Name) : Variable(world, "DAYBOOK_LEDGER") is { } named ? (named, "DAYBOOK_LEDGER") : null;
    }

    public Surroundings World { get; }

    /// <summary>Where the settings stand.</summary>
    public SettingsDocument Document { get; }

    /// <summary>The settings file that was named, or null.</summary>
    public string? ConfigSaid { get; }

    /// <summary>The ledger that was named outside of the settings, and where; it wins over them.</summary>
    public (string Path, string Where)? LedgerSaid { get; }

    /// <exception cref="SettingsException">They say something impossible.</exception>
    public Settings Settings => _settings ??= Configuration.Settings.Of(Document) with { Environment = World.Environment } is var settings && LedgerSaid is { } said ? settings with { Ledger = Path.GetFullPath(said.Path) } : settings;

    public Instant Now { get; }

    /// <summary>The clock each time it is asked, for what goes on for long: the machine's, or one that was said and goes on by one that nobody sets.</summary>
    public Instant Present() => !_hasOwnClock && World.Present is { } present ? present() : Now + (World.Elapsed() - _start);

    public bool IsQuiet { get; }
    public bool IsVerbose { get; }
    public bool IsJson { get; }

    /// <summary>The same command with the same arguments at another moment: the settings are read anew.</summary>
    public CommandContext At(Instant now) => new(_arguments, World, now);

    public T? Get<T>(Option<T> option) => _arguments.GetValue(option);

    /// <summary>Whether the option was written, with a value or without.</summary>
    public bool Has(Option option) => _arguments.GetResult(option) is { Implicit: false };

    public T? Get<T>(Argument<T> argument) => _arguments.GetValue(argument);

    /// <summary>A line of the command's answer; nothing when quiet.</summary>
    public void Say(string line)
    {
        if (!IsQuiet) World.Output.WriteLine(line);
    }

    /// <summary>A line for a person who wants to know more.</summary>
    public void Explain(string line)
    {
        if (IsVerbose) World.Error.WriteLine(line);
    }

    public void Complain(string line) => World.Error.WriteLine(line);

    /// <exception cref="UsageException">It is empty, as what a script has not set is.</exception>
    public static string PathOf(string text, string what) =>
        text.Length > 0 ? text : throw new UsageException($"{what} is empty where a path is expected");

    /// <summary>Waits for another run to end where <c>--wait</c> says so.</summary>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>.</exception>
    public Ledger OpenForWriting(string command, bool isRehearsal = false)
    {
        var left = Patience();
        for (var isFirst = true; ; isFirst = false)
            try
            {
                return Ledger.OpenForWriting(Settings.Ledger, $"daybook {command}", Micros.From(Now), isRehearsal);
            }
            catch (LedgerException e) when (e.Trouble == LedgerTrouble.Busy && left > Duration.Zero)
            {
                if (isFirst) Explain($"daybook {command}: waits {left.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s at most: {e.Message}");
                World.Wait(Duration.Min(BetweenTries, left));
                World.Stop.ThrowIfCancellationRequested();
                left -= BetweenTries;
            }
    }

    private static readonly Duration BetweenTries = Duration.FromMilliseconds(250);

    private const int LongestWait = 86_400;

    private Duration Patience() => Get(CommonOptions.Wait) is >= 0 and <= LongestWait and var seconds ? Duration.FromSeconds(seconds)
        : throw new UsageException($"{CommonOptions.Wait.Name} is a number of seconds, 0 to {Number(LongestWait)}");

    /// <summary>As <see cref="OpenForWriting"/>, for what makes no sense without a ledger.</summary>
    /// <exception cref="LedgerException">There is none.</exception>
    public Ledger OpenExisting(string command, bool isRehearsal) => File.Exists(Settings.Ledger) ? OpenForWriting(command, isRehearsal)
        : throw new LedgerException(LedgerTrouble.Missing, $"there is no ledger at {Settings.Ledger}. 'daybook import' makes one.");

    /// <summary>The name of the zone that was said, or null.</summary>
    /// <exception cref="UsageException">There is no such zone.</exception>
    public string? ZoneOf(Option<string?> option)
    {
        var zone = Get(option);
        return zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone
            : throw new UsageException($"{option.Name}: '{Printable.Line(zone)}' is not a zone; they are named as in the IANA database, such as Europe/Berlin");
    }

    /// <exception cref="UsageException">The text names no period, or not one of the kind.</exception>
    public static Model.Period? PeriodOf(string? text, params ReadOnlySpan<PeriodKind> kinds)
    {
        if (text is null) return null;
        if (Model.Period.TryParse(text, out var period) && kinds.Contains(period.Kind)) return period;
        var forms = string.Join(" or ", kinds.ToArray().Select(k => k switch
        {
            PeriodKind.Day => "2026-11-21",
            PeriodKind.Week => "2026-W47",
            PeriodKind.Month => "2026-11",
            _ => "2026",
        }));
        throw new UsageException($"'{Printable.Line(text)}' is not a period; write it like {forms}");
    }

    /// <param name="name">Of the option, for the message.</param>
    /// <exception cref="UsageException">The text is no date.</exception>
    public static LocalDate? DateOf(string? text, string name)
    {
        if (text is null) return null;
        return Model.Period.TryParse(text, out var period) && period.Kind == PeriodKind.Day ? period.From
            : throw new UsageException($"{name}: '{Printable.Line(text)}' is not a date; write it like 2026-11-21");
    }

    /// <summary>A name of an enumeration, in any case.</summary>
    /// <remarks>Options are not of the enumeration's own type: the parser would be compiled for it anew in every process.</remarks>
    /// <exception cref="UsageException">The text is none of its names.</exception>
    public static T OneOf<T>(string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && text.All(char.IsAsciiLetter) ? value
            : throw new UsageException($"'{Printable.Line(text)}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}{Nearest.Question(text, Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}");

    private static string? Given(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } path ? PathOf(path, option.Name) : null;

    private static string? Variable(Surroundings world, string name) => world.Environment(name) is { Length: > 0 } value ? value : null;

    private static Instant Clock(string? text, Instant clock)
    {
        if (text is null) return clock;
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        return parsed.Success ? parsed.Value
            : throw new UsageException($"'{Printable.Line(text)}' is not an instant; write it like {InstantPattern.General.Format(Instant.FromUtc(2026, 11, 21, 8, 0))}");
    }

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
