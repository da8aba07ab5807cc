using System.Globalization;
using NodaTime;

namespace Daybook.Importers.Calendar;

internal enum Frequency { Daily, Weekly, Monthly, Yearly }

/// <summary>How an event repeats (RFC 5545, 3.3.10). Lists are empty where the rule does not say.</summary>
internal sealed record RecurrenceRule(Frequency Frequency)
{
    private const int LargestNumber = 100_000;

    /// <summary>Every so many days, weeks, months or years.</summary>
    public int Interval { get; private init; } = 1;

    /// <summary>How many times in all, or null.</summary>
    public int? Count { get; private init; }

    /// <summary>The last moment a time may begin, as written, or null.</summary>
    public string? Until { get; private init; }

    public IReadOnlyList<int> Months { get; private init; } = [];
    public IReadOnlyList<int> Weeks { get; private init; } = [];
    public IReadOnlyList<int> YearDays { get; private init; } = [];

    /// <summary>From 1, or from -1 for the last of the month.</summary>
    public IReadOnlyList<int> MonthDays { get; private init; } = [];

    /// <summary>With the which-th of the month or year, below nothing from its end; 0 for each.</summary>
    public IReadOnlyList<(int Ordinal, IsoDayOfWeek Day)> Days { get; private init; } = [];

    public IReadOnlyList<int> Hours { get; private init; } = [];
    public IReadOnlyList<int> Minutes { get; private init; } = [];

    /// <summary>Which of the times of one period, from 1, or from -1 for the last.</summary>
    public IReadOnlyList<int> Positions { get; private init; } = [];

    public IsoDayOfWeek WeekStart { get; private init; } = IsoDayOfWeek.Monday;

    public static Flaw? Parse(string text, out RecurrenceRule rule)
    {
        rule = new RecurrenceRule(Frequency.Daily);
        var isFound = false;
        foreach (var part in text.Trim().ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (part, "") : (part[..equals].Trim(), part[(equals + 1)..].Trim());
            if (key == "FREQ")
            {
                if (value is "HOURLY" or "MINUTELY" or "SECONDLY") return new Flaw($"it repeats {value}", "Meetings repeat daily at most; it was left out.");
                if (!Enum.TryParse<Frequency>(value, ignoreCase: true, out var frequency) || char.IsAsciiDigit(value[0])) return Bad(text, part);
                rule = rule with { Frequency = frequency };
                isFound = true;
            }
            else if (!rule.TryTake(key, value, out rule)) return Bad(text, part);
        }
        return isFound ? null : Bad(text, "FREQ");
    }

    public RecurrenceRule On(IsoDayOfWeek day) => this with { Days = [(0, day)] };

    public RecurrenceRule On(int? month, int day) => this with { Months = month is { } m ? [m] : Months, MonthDays = [day] };

    private bool TryTake(string key, string value, out RecurrenceRule rule)
    {
        rule = this;
        switch (key)
        {
            case "INTERVAL" when TryNumber(value, 1, LargestNumber, out var interval):
                rule = this with { Interval = interval };
                return true;
            case "COUNT" when TryNumber(value, 1, LargestNumber, out var count):
                rule = this with { Count = count };
                return true;
            case "UNTIL" when value.Length > 0:
                rule = this with { Until = value };
                return true;
            case "WKST" when TryDay(value, out var start) && start.Ordinal == 0:
                rule = this with { WeekStart = start.Day };
                return true;
            case "BYDAY":
                var days = new List<(int, IsoDayOfWeek)>();
                foreach (var one in value.Split(','))
                {
                    if (!TryDay(one, out var day)) return false;
                    days.Add(day);
                }
                rule = this with { Days = days };
                return true;
            case "BYMONTH" when Numbers(value, 1, 12) is { } months:
                rule = this with { Months = months };
                return true;
            case "BYWEEKNO" when Numbers(value, -53, 53) is { } weeks:
                rule = this with { Weeks = weeks };
                return true;
            case "BYYEARDAY" when Numbers(value, -366, 366) is { } yearDays:
                rule = this with { YearDays = yearDays };
                return true;
            case "BYMONTHDAY" when Numbers(value, -31, 31) is { } monthDays:
                rule = this with { MonthDays = monthDays };
                return true;
            case "BYHOUR" when Numbers(value, 0, 23) is { } hours:
                rule = this with { Hours = hours };
                return true;
            case "BYMINUTE" when Numbers(value, 0, 59) is { } minutes:
                rule = this with { Minutes = minutes };
                return true;
            case "BYSECOND" when value == "0":
                return true;
            case "BYSETPOS" when Numbers(value, -366, 366) is { } positions:
                rule = this with { Positions = positions };
                return true;
            default:
                return false;
        }
    }

    private static Flaw Bad(string rule, string part) =>
        new($"'{Model.Printable.Short(part, 40)}' is not understood in the rule '{Model.Printable.Short(rule, 80)}'", "None of its times were taken in.");

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>Null where one of them is none, or is 0 where they are counted from either end.</summary>
    private static List<int>? Numbers(string text, int least, int most)
    {
        var numbers = new SortedSet<int>();
        foreach (var one in text.Split(','))
        {
            if (!TryNumber(one.Trim(), least, most, out var number) || number == 0 && least < 0) return null;
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private static bool TryDay(string text, out (int Ordinal, IsoDayOfWeek Day) day)
    {
        day = default;
        text = text.Trim();
        if (text.Length < 2) return false;
        day.Day = text[^2..] switch
        {
            "MO" => IsoDayOfWeek.Monday,
            "TU" => IsoDayOfWeek.Tuesday,
            "WE" => IsoDayOfWeek.Wednesday,
            "TH" => IsoDayOfWeek.Thursday,
            "FR" => IsoDayOfWeek.Friday,
            "SA" => IsoDayOfWeek.Saturday,
            "SU" => IsoDayOfWeek.Sunday,
            _ => IsoDayOfWeek.None,
        };
        return day.Day != IsoDayOfWeek.None && (text.Length == 2 || TryNumber(text[..^2], -53, 53, out day.Ordinal) && day.Ordinal != 0);
    }
}
