using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What each kind of absence does.</summary>
public sealed record AbsenceEffects(AbsenceEffect Holiday, AbsenceEffect Sick, AbsenceEffect Vacation, AbsenceEffect Overtime, AbsenceEffect Other)
{
    public static AbsenceEffects Usual { get; } = new(
        AbsenceEffect.Reduces, AbsenceEffect.IsCredited, AbsenceEffect.IsCredited, AbsenceEffect.TakesFromBalance, AbsenceEffect.Reduces);

    public AbsenceEffect Of(AbsenceKind kind) => kind switch
    {
        AbsenceKind.Holiday => Holiday,
        AbsenceKind.Sick => Sick,
        AbsenceKind.Vacation => Vacation,
        AbsenceKind.Overtime => Overtime,
        _ => Other,
    };
}

/// <summary>Time off over a span of dates.</summary>
/// <param name="Until">Last day, the first one where it is a single day.</param>
/// <param name="Name">Of the holiday, or a note; for a person to read.</param>
public sealed record Absence(AbsenceKind Kind, LocalDate From, LocalDate Until, string Name)
{
    /// <summary>Only the second half of the first day; of a single day, half of it.</summary>
    public bool IsHalfFirst { get; init; }

    /// <summary>Only the first half of the last day.</summary>
    public bool IsHalfLast { get; init; }

    /// <summary>Its length in all, microseconds, spread evenly over the days that have anything planned; null where it is whole days.</summary>
    public long? LengthMicros { get; init; }

    /// <summary>Who says so; null for a public holiday of the contract's region.</summary>
    public string? Source { get; init; }

    public bool Holds(LocalDate date) => date >= From && date <= Until;

    /// <summary>Whether it is for all of a date, not for half of it or for a length.</summary>
    public bool IsWholeOn(LocalDate date) => Holds(date) && LengthMicros is null && !IsHalfOn(date);

    /// <summary>What it claims of a day, microseconds, at most what is planned.</summary>
    public long ClaimOn(LocalDate date, Contracts contracts)
    {
        var planned = contracts.PlannedOn(date);
        if (!Holds(date) || planned == 0) return 0;
        if (LengthMicros is { } length) return Math.Min(planned, Share(date, length, contracts.On(From)));
        // The first half has the odd microsecond, and what two halves leave is nothing.
        return IsHalfOn(date) ? planned - planned / 2 : planned;
    }

    private bool IsHalfOn(LocalDate date) => (date == From && IsHalfFirst) || (date == Until && IsHalfLast);

    // By the terms it begins under: a later contract must not move what was taken before it.
    private long Share(LocalDate date, long length, Contract? terms) =>
        terms is null ? 0 : WeekPattern.ShareOf(length, date, From, Until, day => terms.PlannedOn(day) != 0);
}
