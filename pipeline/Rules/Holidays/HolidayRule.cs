using NodaTime;

namespace Daybook.Rules;

/// <summary>One holiday of a country: its day, where and in which years it is held, and what becomes of it on some weekdays.</summary>
/// <param name="Names">Other names by language.</param>
/// <param name="Regions">Codes, or null for the whole country.</param>
/// <param name="To">Last year, inclusive.</param>
/// <param name="Every">Years from one to the next, counted from <paramref name="From"/>.</param>
/// <param name="OnlyOn">Weekdays it must fall on; elsewhere it is none.</param>
/// <param name="IfEaster">Days after Easter Sunday that it must be.</param>
/// <param name="UnlessEaster">Days after Easter Sunday that it must not be.</param>
/// <param name="Moves">Weekdays it is not left on: to the nearest of another weekday, or, where that is none, to the next that is free.</param>
internal sealed record HolidayRule(
    string Name, IReadOnlyDictionary<string, string> Names, DayRule Day, IReadOnlyList<string>? Regions, int From, int To, int Every,
    IReadOnlyList<int> Except, IReadOnlyList<IsoDayOfWeek>? OnlyOn, int? IfEaster, int? UnlessEaster,
    IReadOnlyDictionary<IsoDayOfWeek, IsoDayOfWeek> Moves, bool IsHalf)
{
    /// <summary>Whether it is held in a region: what is held in a region is held in the parts of it too.</summary>
    public bool HoldsIn(string? region) =>
        Regions is null || (region is not null && Regions.Any(r => region == r || region.StartsWith(r + "-", StringComparison.Ordinal)));

    /// <summary>The day it falls on, before it is moved.</summary>
    public LocalDate? In(int year)
    {
        if (year < From || year > To || (Every > 1 && (year - From) % Every != 0) || Except.Contains(year)) return null;
        if (Day.In(year) is not { } date || (OnlyOn is not null && !OnlyOn.Contains(date.DayOfWeek))) return null;
        if (IfEaster is null && UnlessEaster is null) return date;
        var days = Period.DaysBetween(Easter.Sunday(year), date);
        return (IfEaster ?? days) == days && UnlessEaster != days ? date : null;
    }

    public string NameIn(string? language) => language is not null && Names.TryGetValue(language, out var name) ? name : Name;
}
