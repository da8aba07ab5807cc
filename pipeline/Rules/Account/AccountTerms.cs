using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What counts of a day's time.</summary>
/// <param name="Micros">Microseconds.</param>
/// <param name="Rule">What it was worked out by.</param>
/// <param name="Stretches">When it was, in order; none where nobody knows.</param>
public sealed record WorkedDay(LocalDate Date, long Micros, AccountRule Rule, IReadOnlyList<Stretch> Stretches);

/// <summary>A correction of the balance.</summary>
/// <param name="Micros">Signed: what is added; of an absolute one, what the balance is when the day begins.</param>
/// <param name="Note">Why, for a person to read.</param>
public sealed record Adjustment(LocalDate Date, long Micros, bool IsAbsolute, string Note)
{
    /// <summary>Within its source.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose fact it is; null where a rule made it.</summary>
    public string? Source { get; init; }

    public AccountRule Rule { get; init; } = AccountRule.Adjustment;
}

/// <summary>A week that a source has sealed: its difference is never worked out again.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Micros">The difference, signed.</param>
public sealed record SealedWeek(LocalDate Monday, long Micros, string Source);

/// <summary>A holiday of the calendar that is none for this person.</summary>
/// <param name="Note">Why, for a person to read.</param>
public sealed record WorkingHoliday(LocalDate From, LocalDate Until, string Note);

/// <summary>All of a person's facts that are no time, read and in order.</summary>
public sealed record AccountTerms(Contracts Contracts)
{
    public static AccountTerms None { get; } = new(Contracts.None);

    public IReadOnlyList<Absence> Absences { get; init; } = [];

    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    public IReadOnlyList<SealedWeek> SealedWeeks { get; init; } = [];

    public IReadOnlyList<WorkingHoliday> WorkingHolidays { get; init; } = [];

    /// <summary>The account's first day: that of the first contract; null where there is none.</summary>
    public LocalDate? First => Contracts.All.Count > 0 ? Contracts.All[0].From : null;
}
