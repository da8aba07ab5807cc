using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Rules;

/// <summary>Makes a rule of a holiday in a file; the first mistake is told.</summary>
internal sealed class HolidayEntryReader(HolidayFile file, HolidayEntry entry)
{
    private const string Free = "free";

    private static readonly LocalDatePattern Whole = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd");
    private static readonly AnnualDatePattern OfYear = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    private HolidayFlaw? _mistake;

    public HolidayRule? Read(out HolidayFlaw? mistake)
    {
        if (string.IsNullOrWhiteSpace(entry.Name)) Wrong("name", "the holiday has no name", "In the country's own language.");
        foreach (var (language, name) in entry.Names)
        {
            if (!file.Languages.Values.Contains(language)) Wrong("names", $"no region has the language '{language}'", "'languages' says which region has which.");
            if (string.IsNullOrWhiteSpace(name)) Wrong("names", $"the name in '{language}' is empty", "Leave it out where it is the same.");
        }
        var day = Day();
        CheckRegions();
        CheckYears(day);
        if (entry.IfEaster is not null) OfEaster("ifEaster", entry.IfEaster.Value);
        if (entry.UnlessEaster is not null) OfEaster("unlessEaster", entry.UnlessEaster.Value);
        var onlyOn = entry.OnlyOn?.Select(d => Weekday("onlyOn", d)).ToList();
        if (onlyOn is { Count: 0 }) Wrong("onlyOn", "it names no weekday", "Leave it out where any will do.");
        var moves = new Dictionary<IsoDayOfWeek, IsoDayOfWeek>();
        foreach (var (from, to) in entry.Moves)
        {
            var target = to == Free ? IsoDayOfWeek.None : Weekday("moves", to);
            if (!moves.TryAdd(Weekday("moves", from), target) || from == to) Wrong("moves", $"'{from}' cannot move to '{to}'", "Each weekday once, to another one or to 'free'.");
        }
        mistake = _mistake;
        if (mistake is not null) return null;
        return new HolidayRule(
            entry.Name, entry.Names.ToDictionary(n => n.Key, n => n.Value!), day!, entry.Regions?.Select(r => r!).ToList(),
            entry.From ?? Easter.FirstYear, entry.To ?? HolidayCalendar.LastYear, entry.Every ?? 1, entry.Except, onlyOn,
            entry.IfEaster, entry.UnlessEaster, moves, entry.Half);
    }

    private DayRule? Day()
    {
        (string Key, string? Date, int Days)[] near =
            [("before", entry.Before, -7), ("onOrBefore", entry.OnOrBefore, -6), ("onOrAfter", entry.OnOrAfter, 0), ("after", entry.After, 1)];
        var ways = new[] { entry.Date is not null, entry.Easter is not null, entry.Nth is not null }.Count(w => w) + near.Count(n => n.Date is not null);
        if (ways != 1)
            return Wrong(ways == 0 ? "name" : entry.Date is not null ? "date" : "easter", ways == 0 ? "it does not say when it is" : "it says in several ways when it is",
                "One of 'date', 'easter', 'nth' with 'weekday' and 'month', or a 'weekday' with 'before', 'onOrBefore', 'onOrAfter' or 'after'.");
        if (entry.Month is not null && entry.Nth is null) return Wrong("month", "a month without 'nth'", "Which such weekday of the month: 1 to 5, or -1 for the last.");
        if (entry.Date is { } date)
        {
            if (entry.Weekday is not null) return Wrong("weekday", "a weekday beside a date", "'onlyOn' keeps a date to some weekdays.");
            if (date.Length != 10) return OfTheYear("date", date) is { } each ? new DayRule.Fixed(each) : null;
            return Whole.Parse(date) is { Success: true, Value: var once } && IsYear(once.Year) ? new DayRule.Once(once) : Wrong("date", $"'{date}' is not a date", "12-25 of every year, or 2022-09-19 once.");
        }
        if (entry.Easter is { } days)
        {
            if (entry.Weekday is not null) return Wrong("weekday", "a weekday beside 'easter'", "Count the days: Good Friday is -2.");
            return OfEaster("easter", days) ? new DayRule.FromEaster(days) : null;
        }
        if (entry.Weekday is null) return Wrong(entry.Nth is not null ? "nth" : near.First(n => n.Date is not null).Key, "no 'weekday' is said", "Monday to Sunday.");
        var weekday = Weekday("weekday", entry.Weekday);
        if (entry.Nth is { } nth)
        {
            if (nth is < -5 or 0 or > 5) return Wrong("nth", $"'{nth}' is not 1 to 5 or -1 to -5", "-1 is the last of the month.");
            return entry.Month is >= 1 and <= 12 ? new DayRule.OfMonth(weekday, nth, entry.Month.Value) : Wrong(entry.Month is null ? "nth" : "month", "the month is not 1 to 12", "5 is May.");
        }
        var by = near.Single(n => n.Date is not null);
        return OfTheYear(by.Key, by.Date!) is { } from ? new DayRule.Near(weekday, from, by.Days) : null;
    }

    private void CheckRegions()
    {
        if (entry.Regions is { Count: 0 }) Wrong("regions", "it names no region", "Leave it out where all of the country has the holiday.");
        foreach (var region in entry.Regions ?? [])
            if (region is null || !file.Regions.ContainsKey(region))
                Wrong("regions", $"'{region}' is not among the file's regions", file.Regions.Count == 0 ? "The file names none." : $"They are {string.Join(", ", file.Regions.Keys.Order(StringComparer.Ordinal))}.");
    }

    private void CheckYears(DayRule? day)
    {
        var isOnce = day is DayRule.Once;
        foreach (var (key, year) in new[] { ("from", entry.From), ("to", entry.To) }.Concat(entry.Except.Select(y => ("except", (int?)y))))
        {
            if (year is null) continue;
            if (isOnce) Wrong(key, $"'{key}' beside a date of one year", "Leave it out.");
            if (!IsYear(year.Value)) Wrong(key, $"'{year}' is not a year that is reckoned with", string.Create(CultureInfo.InvariantCulture, $"{HolidayCalendar.FirstYear} to {HolidayCalendar.LastYear}."));
        }
        if (entry.From > entry.To) Wrong("to", $"it ends in {entry.To}, before it begins in {entry.From}", "Both are years in which it is held.");
        if (entry.Every is { } every && (every < 2 || entry.From is null || isOnce)) Wrong("every", $"every '{every}' years from no year on", "2 or more, beside the 'from' that it counts from.");
    }

    private bool OfEaster(string key, int days)
    {
        if (days is >= -80 and <= 250) return true;
        Wrong(key, $"'{days}' days from Easter Sunday lead out of the year", "-80 to 250: Good Friday is -2, Whit Monday 50.");
        return false;
    }

    private AnnualDate? OfTheYear(string key, string text)
    {
        if (OfYear.Parse(text) is { Success: true, Value: var date }) return date;
        Wrong(key, $"'{text}' is not a date of the year", "Month and day: 12-25.");
        return null;
    }

    private IsoDayOfWeek Weekday(string key, string? name)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
            if (day.ToString() == name)
                return day;
        Wrong(key, $"'{name}' is not a weekday", key == "moves" ? "Monday to Sunday, or 'free' for the next weekday that is no holiday." : "Monday to Sunday.");
        return IsoDayOfWeek.None;
    }

    private static bool IsYear(int year) => year is >= HolidayCalendar.FirstYear and <= HolidayCalendar.LastYear;

    private DayRule? Wrong(string key, string message, string hint)
    {
        _mistake ??= new HolidayFlaw(key, message, hint);
        return null;
    }
}
