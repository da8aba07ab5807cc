using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>How days are allocated, as the configuration says.</summary>
/// <param name="WorkDay">Between which clock times a day lies; null where it does not say.</param>
/// <param name="Plan">All else; its clock times mean nothing.</param>
public sealed record AllocationSettings((LocalTime From, LocalTime To)? WorkDay, AllocationPlan Plan)
{
    public const string StandardDescription = "Development";

    /// <summary>What entries that are pushed say before their mark.</summary>
    public string Description { get; init; } = StandardDescription;

    /// <summary>Whether entries that are pushed are billable; null to leave it to the service.</summary>
    public bool? IsBillable { get; init; }
}

/// <summary>Checks what a configuration says of allocation.</summary>
/// <param name="wrong">Makes an error of what is wrong and a hint.</param>
/// <param name="date">Reads a date; without one it is always.</param>
internal sealed class AllocationReader(Func<string, string, SettingsException> wrong, Func<string?, LocalDate> date)
{
    /// <summary>Characters; Clockify takes 3000, the mark included.</summary>
    private const int LongestDescription = 2000;

    private const string RuleHint = "Each is written { \"Path\": \"/home/me/work/api\", \"To\": \"PROJECT\" }, with one of Path, Pattern, Branch, Repository, Client and Project.";

    public AllocationSettings Read(SettingsFile.AllocationFile file)
    {
        var rules = (file.Rules ?? []).Select(Rule).ToList();
        var plan = new AllocationPlan(LocalTime.Midnight, LocalTime.Midnight, rules)
        {
            Other = file.Other,
            Sources = file.Sources ?? [],
            Days = WeekdayText.List(file.Days ?? "mon-fri") ?? throw wrong($"'{file.Days}' is no list of days", "Write them like mon-fri or mon,tue,thu."),
            Length = (AllocatedLength)Word("Length", file.Length, "clock", "contract", "worked"),
            Ratio = (RatioOf)Word("Ratio", file.Ratio, "sessions", "time"),
            Place = (AllocatedPlace)Word("Place", file.Place, "stacked", "tracked"),
            Shares = (ShareBy)Word("Remainder", file.Remainder, "last", "largest"),
            Grain = file.Grain is null ? 1 : Seconds(file.Grain),
            Carries = file.Carry,
            AtMost = Lengths(file.AtMost).GroupBy(l => l.Target, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(l => l.Seconds), StringComparer.Ordinal),
            Fixed = Lengths(file.Fixed),
        };
        if (plan.Carries && plan.Shares != ShareBy.LargestRemainder) throw wrong("the last takes what rounding leaves, so there is nothing to carry", "Say \"Remainder\": \"largest\" as well.");
        return new AllocationSettings(WorkDay(file.WorkDay), plan) { Description = Description(file.Description), IsBillable = file.Billable };
    }

    private string Description(string? text)
    {
        if (text is null) return AllocationSettings.StandardDescription;
        if (text.Length > LongestDescription || text.Any(char.IsControl)) throw wrong("the description is too long, or more than a line", $"It has up to {LongestDescription} characters.");
        if (PushKey.MarksIn(text).Count > 0) throw wrong("the description has a mark such as Daybook makes", "Each entry gets a mark of its own behind it.");
        return text.Trim();
    }

    private (LocalTime, LocalTime)? WorkDay(SettingsFile.WorkDayFile? file)
    {
        if (file is null) return null;
        var (from, to) = (Clock(file.From), Clock(file.To));
        return from < to ? (from, to) : throw wrong($"the working day ends at {file.To}, before it begins at {file.From}", "It lies within one day.");
    }

    private LocalTime Clock(string text) => ClockText.TryParse(text, out var micros) && micros < 24 * Micros.PerHour ? LocalTime.FromTicksSinceMidnight(micros * 10)
        : throw wrong($"'{text}' is not a time of day", "Times are written 09:00.");

    private ProjectRule Rule(SettingsFile.ProjectRuleFile rule)
    {
        var said = new (MapBy By, string? Text)[]
        {
            (MapBy.Path, rule.Path), (MapBy.Pattern, rule.Pattern), (MapBy.Branch, rule.Branch), (MapBy.Repository, rule.Repository), (MapBy.Client, rule.Client), (MapBy.Project, rule.Project),
        }.Where(r => r.Text is not null).ToList();
        if (said.Count != 1) throw wrong($"a rule for '{rule.To}' looks at {(said.Count == 0 ? "nothing" : "more than one thing")}", RuleHint);
        if (rule.To.Trim().Length == 0 || said[0].Text!.Length == 0) throw wrong("a rule has an empty text", RuleHint);
        var (from, until) = (date(rule.From), rule.Until is null ? (LocalDate?)null : date(rule.Until));
        if (until < from) throw wrong($"a rule for '{rule.To}' ends on {rule.Until}, before it begins on {rule.From}", "Until is the later date of the two.");
        try
        {
            return new ProjectRule(said[0].By, said[0].Text!, rule.To, from, until);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw wrong($"the pattern '{rule.Pattern}' is none: {e.Message}", "It is a regular expression that does without looking back or ahead.");
        }
    }

    private List<FixedShare> Lengths(IReadOnlyList<SettingsFile.TargetLength>? lengths) =>
        [.. (lengths ?? []).Select(l => new FixedShare(l.To, Seconds(l.Length)))];

    private long Seconds(string text) =>
        LengthText.TryParse(text, LengthUnit.Hours, null, out var micros) && micros > 0 && micros <= 24 * Micros.PerHour && micros % Micros.PerSecond == 0
            ? micros / Micros.PerSecond : throw wrong($"'{text}' is not a length of whole seconds within a day", "Lengths are written 0:15.");

    private int Word(string key, string? said, params string[] words)
    {
        var place = said is null ? 0 : Array.IndexOf(words, said);
        return place >= 0 ? place : throw wrong($"{key} '{said}' means nothing here", $"It is {string.Join(" or ", words)}.");
    }
}
