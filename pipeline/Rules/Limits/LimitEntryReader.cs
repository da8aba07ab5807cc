using System.Globalization;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Makes a rule of an entry in a file; the first mistake is told.</summary>
internal sealed class LimitEntryReader(LimitEntry entry)
{
    private const int MinutesADay = 24 * 60, MinutesAWeek = 7 * MinutesADay, MostWeeks = 52;

    private LimitFlaw? _mistake;

    public LimitRule? Read(out LimitFlaw? mistake)
    {
        foreach (var (key, text) in new[] { ("id", entry.Id), ("name", entry.Name), ("law", entry.Law) })
            if (string.IsNullOrWhiteSpace(text)) Wrong(key, $"the rule has no {key}", LimitFiles.Manual);
        var rule = Kind();
        mistake = _mistake;
        return mistake is null ? rule : null;
    }

    private LimitRule? Kind()
    {
        switch (entry.Kind)
        {
            case "day":
                Only("most");
                return new LimitRule.Day(entry.Id, entry.Name, entry.Law, Minutes("most", entry.Most, MinutesADay));
            case "week":
                Only("most");
                return new LimitRule.Week(entry.Id, entry.Name, entry.Law, Minutes("most", entry.Most, MinutesAWeek));
            case "average":
                Only("most", "weeks");
                if (entry.Weeks is not (>= 2 and <= MostWeeks)) Wrong("weeks", Said(entry.Weeks, "weeks"), "An average is over 2 to 52 weeks.");
                return new LimitRule.Average(entry.Id, entry.Name, entry.Law, Minutes("most", entry.Most, MinutesAWeek), entry.Weeks ?? 0);
            case "daily-rest":
                Only("least", "withinADay");
                return new LimitRule.DailyRest(entry.Id, entry.Name, entry.Law, Minutes("least", entry.Least, MinutesADay), entry.WithinADay ?? false);
            case "weekly-rest":
                Only("least");
                return new LimitRule.WeeklyRest(entry.Id, entry.Name, entry.Law, Minutes("least", entry.Least, MinutesAWeek));
            case "break":
                Only("steps");
                return new LimitRule.Break(entry.Id, entry.Name, entry.Law, Steps());
            case "unbroken":
                Only("most", "piece");
                return new LimitRule.Unbroken(entry.Id, entry.Name, entry.Law, Minutes("most", entry.Most, MinutesADay), Minutes("piece", entry.Piece, MinutesADay));
            default:
                Wrong("kind", $"'{entry.Kind}' is no kind of rule", "day, week, average, daily-rest, weekly-rest, break or unbroken.");
                return null;
        }
    }

    private List<BreakStep> Steps()
    {
        var steps = new List<BreakStep>();
        if (entry.Steps is not { Count: > 0 }) Wrong("steps", "it does not say after how much work", "Each step is written { \"after\": 360, \"least\": 30, \"piece\": 15 }.");
        foreach (var step in entry.Steps ?? [])
        {
            if (step is null || step.After is < 0 or >= MinutesADay || step.Least is < 1 or > MinutesADay || step.Piece < 1 || step.Piece > step.Least)
                Wrong("steps", "a step's minutes cannot be", "'after' from 0 on, 'least' above 0, and 'piece' from 1 to 'least'.");
            else if (steps.Count > 0 && (step.After * Micros.PerMinute <= steps[^1].After || step.Least * Micros.PerMinute < steps[^1].Least))
                Wrong("steps", "the steps do not rise", "The one after the least work comes first, and none asks for less than the one before.");
            else
                steps.Add(new BreakStep(step.After * Micros.PerMinute, step.Least * Micros.PerMinute, step.Piece * Micros.PerMinute));
        }
        return steps;
    }

    /// <summary>In microseconds.</summary>
    private long Minutes(string key, int? minutes, int most)
    {
        if (minutes is null || minutes < 1 || minutes > most) Wrong(key, Said(minutes, key), string.Create(CultureInfo.InvariantCulture, $"Minutes, 1 to {most}."));
        return (minutes ?? 0) * Micros.PerMinute;
    }

    private static string Said(int? number, string key) => number is null ? $"it does not say '{key}'" : string.Create(CultureInfo.InvariantCulture, $"'{number}' cannot be '{key}'");

    private void Only(params ReadOnlySpan<string> keys)
    {
        (string Key, bool IsThere)[] all =
        [
            ("most", entry.Most is not null), ("least", entry.Least is not null), ("weeks", entry.Weeks is not null), ("piece", entry.Piece is not null),
            ("withinADay", entry.WithinADay is not null), ("steps", entry.Steps is not null),
        ];
        foreach (var (key, isThere) in all)
            if (isThere && !keys.Contains(key)) Wrong(key, $"a rule of the kind '{entry.Kind}' has no '{key}'", LimitFiles.Manual);
    }

    private void Wrong(string key, string message, string hint) => _mistake ??= new(key, message, hint);
}
