using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>By which contract the hours of a week are looked up that a policy holds its work against.</summary>
public enum HoursLookup
{
    /// <summary>That of the week's first day.</summary>
    FirstDay,
    /// <summary>That of the day on which the week is closed (Wotra).</summary>
    Closing,
    /// <summary>Each working day by its own.</summary>
    EachDay,
}

/// <summary>How a day's work is summed.</summary>
public enum WorkedBy
{
    /// <summary>What the timeline counts, each instant once.</summary>
    Timeline,
    /// <summary>All entries, overlaps as often as they stand there (Wotra).</summary>
    Sum,
}

/// <summary>The most that may be carried on.</summary>
/// <param name="Micros">What is above it when a period ends is cut.</param>
/// <param name="At">Which periods end it.</param>
public sealed record CarryCap(long Micros, PeriodKind At);

/// <summary>Vacation that a contract grants for a whole calendar year; for a part of it by its days.</summary>
/// <param name="Days">In millionths of a day; null where hours are agreed.</param>
/// <param name="Micros">Microseconds; null where days are agreed.</param>
/// <param name="CarriedUntil">Until when in a year what is left of the one before can be taken; null for always.</param>
public sealed record VacationTerms(long? Days, long? Micros, AnnualDate? CarriedUntil);

/// <summary>Terms in force from a date on: until its end, or until the next contract begins.</summary>
/// <param name="Until">Last day; null where it is open.</param>
/// <param name="Pattern">What is planned; with <see cref="MonthMicros"/> only which days are working days.</param>
public sealed record Contract(LocalDate From, LocalDate? Until, WeekPattern Pattern)
{
    /// <summary>Within its source.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose fact it is.</summary>
    public string Source { get; init; } = "";

    /// <summary>The date that weeks which take turns are counted from; null for its first.</summary>
    public LocalDate? TurnsFrom { get; init; }

    /// <summary>The day weeks begin with.</summary>
    public IsoDayOfWeek FirstWeekday { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Hours agreed for a calendar month, microseconds, spread evenly over its working days; null where weeks are agreed.</summary>
    public long? MonthMicros { get; init; }

    /// <summary>The balance it begins with, microseconds; null where the one before goes on.</summary>
    public long? Opening { get; init; }

    /// <summary>What absences do under it, where it is not <see cref="AbsenceEffects.Usual"/>.</summary>
    public AbsenceEffects Effects { get; init; } = AbsenceEffects.Usual;

    public WorkedBy WorkedBy { get; init; }

    /// <summary>How its weeks are settled: a name in <see cref="AllWeekPolicies"/>.</summary>
    public string Policy { get; init; } = AllWeekPolicies.Usual;

    public HoursLookup Lookup { get; init; }

    /// <summary>Work that counts as more than its length.</summary>
    public IReadOnlyList<Weight> Weights { get; init; } = [];

    public CarryCap? Cap { get; init; }

    /// <summary>The date of a year when what was carried into it and is not used is gone; null for never.</summary>
    public AnnualDate? Expiry { get; init; }

    public VacationTerms? Vacation { get; init; }

    /// <summary>Whose public holidays hold: <c>DE</c> or <c>DE-BY</c>; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The zone its days are cut by, where the configuration names none.</summary>
    public string? Zone { get; init; }

    /// <summary>The clock time its days begin at, where the configuration names none.</summary>
    public LocalTime? DayStart { get; init; }

    /// <summary>The same terms from a later date on; weeks take turns as they did.</summary>
    public Contract Since(LocalDate date) => this with { From = date, TurnsFrom = TurnsFrom ?? From };

    public bool Holds(LocalDate date) => date >= From && !(date > Until);

    /// <summary>Microseconds planned for a date on which it holds.</summary>
    public long PlannedOn(LocalDate date)
    {
        var turns = WeekOf(TurnsFrom ?? From);
        var planned = Pattern.On(date, turns);
        if (MonthMicros is not { } month || planned == 0) return planned;
        var first = date.With(DateAdjusters.StartOfMonth);
        return WeekPattern.ShareOf(month, date, first, first.With(DateAdjusters.EndOfMonth), day => Pattern.On(day, turns) != 0);
    }

    /// <summary>What is planned for the week that a date is in, as if it held for all of it; microseconds.</summary>
    public long WeekHours(LocalDate date)
    {
        var first = WeekOf(date);
        var sum = 0L;
        for (var i = 0; i < 7; i++) sum += PlannedOn(first.PlusDays(i));
        return sum;
    }

    /// <summary>First day of the week a date is in.</summary>
    public LocalDate WeekOf(LocalDate date) => date.PlusDays(-(((int)date.DayOfWeek - (int)FirstWeekday + 7) % 7));
}
