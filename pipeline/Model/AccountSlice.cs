using NodaTime;

namespace Daybook.Model;

/// <summary>What a report of the account may look at: a span of one person's days, which follow one another.</summary>
/// <param name="From">First day asked for.</param>
/// <param name="To">Last day asked for, inclusive. Days before the account begins or after its last are not in <paramref name="Days"/>.</param>
/// <param name="Now">The clock it was made by.</param>
/// <param name="Days">In order, none left out between the first and the last.</param>
/// <param name="Weeks">The weeks the days lie in, as the contracts cut them, in order; a week may reach beyond the days.</param>
/// <param name="ClosedThrough">The last closed day; null where none is.</param>
/// <param name="Late">Time that came for closed days and is not in the balance yet, in order.</param>
public sealed record AccountSlice(
    string Person, LocalDate From, LocalDate To, Instant Now, string Zone,
    IReadOnlyList<AccountDay> Days, IReadOnlyList<AccountWeekSpan> Weeks, LocalDate? ClosedThrough, IReadOnlyList<LateTime> Late)
{
    /// <summary>Facts of the account that could not be used, a sentence each.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>The balance before the first day, microseconds.</summary>
    public long Opening => Days.Count > 0 ? Days[0].Opening : 0;

    /// <summary>The balance when the last day has ended, microseconds.</summary>
    public long Closing => Days.Count > 0 ? Days[^1].Closing : 0;

    public IEnumerable<AccountDay> In(LocalDate from, LocalDate to) => Days.Where(d => d.Date >= from && d.Date <= to);
}

/// <param name="From">First day of the week.</param>
/// <param name="IsClosed">It is sealed.</param>
public sealed record AccountWeekSpan(LocalDate From, LocalDate To, bool IsClosed);

/// <summary>Time that came for a day after it was closed.</summary>
/// <param name="Date">The closed day.</param>
/// <param name="Micros">What is worked now less what it was closed with and what was booked since; signed.</param>
/// <param name="Sources">Whose facts of the day have changed.</param>
/// <param name="Treatment">What is to become of it.</param>
public sealed record LateTime(LocalDate Date, long Micros, IReadOnlyList<string> Sources, LateTreatment Treatment);

/// <summary>What becomes of facts that come for a day that is closed.</summary>
public enum LateTreatment
{
    /// <summary>The difference is booked on the first open day.</summary>
    Adjust,
    /// <summary>It waits, and is shown.</summary>
    Hold,
    /// <summary>The day and those after it are opened again, and closed anew.</summary>
    Reopen,
}
