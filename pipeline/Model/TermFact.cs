using NodaTime;

namespace Daybook.Model;

/// <summary>A current fact of a person's account that is no time, as the ledger keeps it.</summary>
/// <param name="Source">Name of the source that says so.</param>
/// <param name="Kind">A constant of <see cref="AccountFact"/>.</param>
/// <param name="Identity">Within the source and kind.</param>
/// <param name="Date">As in <see cref="AccountFact.Date"/>.</param>
/// <param name="AtMicros">As in <see cref="AccountFact.AtMicros"/>.</param>
/// <param name="Json">The keys that the kind names.</param>
public sealed record TermFact(string Source, string Kind, string Identity, LocalDate? Date, long? AtMicros, string Json)
{
    /// <summary>The kinds that make the terms of an account.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [AccountFact.Absence, AccountFact.Adjustment, AccountFact.ClosedDay, AccountFact.ClosedWeek, AccountFact.Contract, AccountFact.LeaveType, AccountFact.WeekCut];
}
