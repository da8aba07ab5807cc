using NodaTime;

namespace Daybook.Model;

/// <summary>Why someone does not work, in the order in which they take a day that several claim.</summary>
public enum AbsenceKind
{
    Holiday,
    Sick,
    Vacation,
    /// <summary>Overtime taken as time off.</summary>
    Overtime,
    Other,
}

/// <summary>What time off does to the account.</summary>
public enum AbsenceEffect
{
    /// <summary>It is taken off what should be worked.</summary>
    Reduces,
    /// <summary>It is given as if it had been worked.</summary>
    IsCredited,
    /// <summary>What was not worked of it is given; never less than nothing.</summary>
    FillsUp,
    /// <summary>Nothing: it is shown only.</summary>
    IsNeutral,
    /// <summary>What should be worked stays, and the balance pays for it.</summary>
    TakesFromBalance,
}

/// <summary>Time off on a day.</summary>
/// <param name="Name">Of the holiday, or a note; for a person to read.</param>
/// <param name="Micros">What it takes of the day: of what was planned and no other took.</param>
/// <param name="Source">Who says so; null for a public holiday of the contract's region.</param>
public sealed record DayMark(AbsenceKind Kind, AbsenceEffect Effect, string Name, long Micros, string? Source);

/// <summary>The columns of a day of the account.</summary>
public enum AccountColumn { Planned, Should, Worked, Credited, Adjusted }

/// <summary>What a number of a day was worked out by.</summary>
public enum AccountRule
{
    /// <summary>What the contract has for the date.</summary>
    Contract,
    /// <summary>Time off.</summary>
    Absence,
    /// <summary>Time that counts, by when it was.</summary>
    Timeline,
    /// <summary>A length that is known without when it was.</summary>
    Total,
    /// <summary>The plain sum of all entries, overlaps counted as often as they stand there (Wotra).</summary>
    Sum,
    /// <summary>The balance a contract begins with.</summary>
    Opening,
    /// <summary>A correction by a person.</summary>
    Adjustment,
    /// <summary>Night, Sunday or holiday work counts as more than its length.</summary>
    Weight,
    /// <summary>What the week's policy makes of it beyond the sum of its days.</summary>
    Week,
    /// <summary>A week that its source has sealed keeps the source's figure.</summary>
    SealedWeek,
    /// <summary>Time that came for a day after it was closed.</summary>
    Late,
    /// <summary>More than may be carried on is cut.</summary>
    Cap,
    /// <summary>What was carried into the year and not used in time is gone.</summary>
    Expiry,
}

/// <summary>One number that a column of a day is the sum of.</summary>
/// <param name="Micros">Signed.</param>
/// <param name="Text">What it is, for a person to read: a note, a holiday, which contract.</param>
/// <param name="Source">Whose fact it is; null where a rule alone makes it.</param>
public sealed record AccountAddend(AccountColumn Column, long Micros, AccountRule Rule, string Text, string? Source);

/// <summary>A day of the working-time account; microseconds, none folded into another.</summary>
/// <param name="Planned">What the contract has for it.</param>
/// <param name="Should">What is left of it where absences take some off.</param>
/// <param name="Worked">What counts of the day's time.</param>
/// <param name="Credited">Given for time off.</param>
/// <param name="Adjusted">Corrections that take effect on it, signed.</param>
public sealed record AccountDay(LocalDate Date, long Planned, long Should, long Worked, long Credited, long Adjusted)
{
    /// <summary>The balance when it has ended.</summary>
    public long Closing { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>In the order in which they took.</summary>
    public IReadOnlyList<DayMark> Marks { get; init; } = [];

    /// <summary>Those of a column sum to it.</summary>
    public IReadOnlyList<AccountAddend> Addends { get; init; } = [];

    /// <summary>What the day itself changes of the balance.</summary>
    public long Earned => Worked + Credited - Should;

    /// <summary>With corrections.</summary>
    public long Delta => Earned + Adjusted;

    /// <summary>The balance before it.</summary>
    public long Opening => Closing - Delta;
}
