using System.Collections.Concurrent;
using NodaTime;

namespace Daybook.Rules;

/// <summary>The public holidays of a country, or of a region of it, in any year.</summary>
public sealed class HolidayCalendar
{
    /// <summary>Outside of these years it knows no holidays.</summary>
    public const int FirstYear = Easter.FirstYear, LastYear = 9998;

    private readonly ConcurrentDictionary<int, IReadOnlyList<Holiday>> _years = new();
    private readonly IReadOnlyList<HolidayRule> _rules;
    private readonly string? _language, _movedMark;

    internal HolidayCalendar(string country, string? region, string? language, IEnumerable<HolidayRule> rules, string? movedMark)
    {
        (Country, Region, _language, _movedMark) = (country, region, language, movedMark);
        _rules = [.. rules];
    }

    /// <summary>Its code.</summary>
    public string Country { get; }

    /// <summary>Its code, or null for what is held in the whole country.</summary>
    public string? Region { get; }

    /// <summary>Those of a year, each date once, in order.</summary>
    public IReadOnlyList<Holiday> In(int year) => year is < FirstYear or > LastYear ? [] : _years.GetOrAdd(year, Find);

    public Holiday? On(LocalDate date)
    {
        foreach (var holiday in In(date.Year))
            if (holiday.Date == date)
                return holiday;
        return null;
    }

    /// <summary>
    /// The years beside it are worked out too: a New Year's Day on a Saturday may be held in the year before. First all that
    /// have a day, then those that look for a free one, the earlier first.
    /// </summary>
    private IReadOnlyList<Holiday> Find(int year)
    {
        var held = new List<Holiday>();
        var looking = new List<Holiday>();
        for (var y = Math.Max(year - 1, FirstYear); y <= Math.Min(year + 1, LastYear); y++)
            foreach (var rule in _rules)
            {
                if (rule.In(y) is not { } date) continue;
                var holiday = new Holiday(date, rule.NameIn(_language), rule.IsHalf);
                if (!rule.Moves.TryGetValue(date.DayOfWeek, out var target)) held.Add(holiday);
                else if (target == IsoDayOfWeek.None) looking.Add(holiday);
                else held.Add(MovedTo(date.PlusDays(-3).With(DateAdjusters.NextOrSame(target)), holiday));
            }
        var taken = held.Select(h => h.Date).ToHashSet();
        foreach (var holiday in looking.OrderBy(h => h.Date))
        {
            var date = holiday.Date;
            do date = date.PlusDays(1);
            while (date.DayOfWeek >= IsoDayOfWeek.Saturday || !taken.Add(date));
            held.Add(MovedTo(date, holiday));
        }
        return [.. held.Where(h => h.Date.Year == year).GroupBy(h => h.Date).OrderBy(g => g.Key).Select(Joined)];
    }

    private Holiday MovedTo(LocalDate date, Holiday holiday) =>
        holiday with { Date = date, Name = _movedMark is null ? holiday.Name : $"{holiday.Name} {_movedMark}" };

    private static Holiday Joined(IGrouping<LocalDate, Holiday> sameDate) =>
        new(sameDate.Key, string.Join(" / ", sameDate.Select(h => h.Name).Distinct(StringComparer.Ordinal)), sameDate.All(h => h.IsHalf));
}
