using System.Text.RegularExpressions;
using NodaTime;
using Quartz;

namespace Daybook.Worker.Schedules;

/// <summary>
/// A time of the clock written in five fields, as cron has them: minute, hour, day of the month, month, day of the week. Names such as <c>mon</c> and
/// <c>jan</c>, lists, ranges, steps, and <c>@hourly</c>, <c>@daily</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>.
/// </summary>
public sealed partial class CronText
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    // Where both days are restricted, either will do: cron's rule, of which the library that reads the fields knows nothing.
    private readonly IReadOnlyList<CronExpression> _either;

    private CronText(string text, IReadOnlyList<CronExpression> either, bool hasFixedHours) => (Text, _either, HasFixedHours) = (text, either, hasFixedHours);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it means times of the clock; else it means each so many real hours or minutes.</summary>
    public bool HasFixedHours { get; }

    /// <summary>Null, and why, where it is no such time, or one that never comes.</summary>
    public static CronText? Parse(string text, out string? flaw)
    {
        var fields = Meant(text.Trim()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        flaw = fields.Length == 5 ? null : $"it has {fields.Length} fields and not five";
        if (flaw is not null) return null;
        if (fields.Select((field, i) => Flaw(field, i)).FirstOrDefault(f => f is not null) is { } wrong)
        {
            flaw = wrong;
            return null;
        }
        var (month, week) = (fields[2], Number().Replace(fields[4].ToUpperInvariant(), m => Days[int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)]));
        string[] either = month == "*" && week == "*" ? ["* {0} ?"] : week == "*" ? [$"{month} {{0}} ?"] : month == "*" ? [$"? {{0}} {week}"] : [$"{month} {{0}} ?", $"? {{0}} {week}"];
        try
        {
            var read = either.Select(e => new CronExpression($"0 {fields[0]} {fields[1]} {string.Format(System.Globalization.CultureInfo.InvariantCulture, e, fields[3].ToUpperInvariant())}") { TimeZone = TimeZoneInfo.Utc }).ToList();
            var cron = new CronText(text, read, !fields[1].StartsWith('*'));
            flaw = cron.After(new LocalDateTime(2000, 1, 1, 0, 0)) is null ? "it never comes" : null;
            return flaw is null ? cron : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            flaw = e.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>The next such time on a clock that never changes; null where there is none.</summary>
    internal LocalDateTime? After(LocalDateTime time) =>
        _either.Select(e => e.GetNextValidTimeAfter(new DateTimeOffset(time.ToDateTimeUnspecified(), TimeSpan.Zero))).Where(t => t is not null)
            .Select(t => (LocalDateTime?)LocalDateTime.FromDateTime(t!.Value.DateTime)).Min();

    private static string Meant(string text) => text switch
    {
        "@hourly" => "0 * * * *",
        "@daily" or "@midnight" => "0 0 * * *",
        "@weekly" => "0 0 * * 0",
        "@monthly" => "0 0 1 * *",
        "@yearly" or "@annually" => "0 0 1 1 *",
        _ => text,
    };

    // The library takes more than cron does, and some that is a slip of the pen.
    private static string? Flaw(string field, int index)
    {
        var names = index == 3 ? "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec" : index == 4 ? "sun|mon|tue|wed|thu|fri|sat" : "[0-9]+";
        var (least, most) = index switch { 0 => (0, 59), 1 => (0, 23), 2 => (1, 31), 3 => (1, 12), _ => (0, 7) };
        var what = index switch { 0 => "the minute", 1 => "the hour", 2 => "the day of the month", 3 => "the month", _ => "the day of the week" };
        foreach (var part in field.Split(','))
        {
            var match = Regex.Match(part, $"^(?:\\*|(?<from>[0-9]+|{names})(?:-(?<to>[0-9]+|{names}))?)(?:/(?<step>[0-9]+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            if (!match.Success) return $"'{part}' is nothing that {what} can be";
            foreach (var group in (string[])["from", "to"])
                if (int.TryParse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture, out var number) && (number < least || number > most)) return $"{what} is {least} to {most}, not {number}";
            if (match.Groups["step"].Success && (!int.TryParse(match.Groups["step"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture, out var step) || step == 0 || step > most)) return $"'{part}' has no step that {what} can have";
            if (int.TryParse(match.Groups["from"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture, out var from) && int.TryParse(match.Groups["to"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture, out var to) && to < from) return $"'{part}' ends before it begins";
        }
        return null;
    }

    // Of a weekday, not of a step.
    [GeneratedRegex("(?<![/0-9])[0-7](?![0-9])")]
    private static partial Regex Number();
}
