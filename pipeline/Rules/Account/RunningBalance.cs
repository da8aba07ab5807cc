using NodaTime;

namespace Daybook.Rules;

/// <summary>A correction of the balance.</summary>
/// <param name="Micros">Signed: what is added; of an absolute one, what the balance is when the day begins.</param>
/// <param name="Note">Why, for a person to read.</param>
public sealed record Adjustment(LocalDate Date, long Micros, bool IsAbsolute, string Note);

/// <summary>The balance day by day, in microseconds.</summary>
public static class RunningBalance
{
    /// <summary>
    /// The days with their corrections, and the balance when each has ended. An absolute correction takes effect before what
    /// the day itself earns, relative ones add to it; a contract's opening balance is an absolute one on its first day.
    /// </summary>
    /// <param name="days">In order, none twice.</param>
    public static IEnumerable<(AccountDay Day, long Closing)> Of(long opening, IEnumerable<AccountDay> days, IEnumerable<Adjustment> adjustments, Contracts contracts)
    {
        var openings = contracts.All.Where(c => c.Opening is not null).Select(c => new Adjustment(c.From, c.Opening!.Value, true, "opening balance"));
        var byDate = openings.Concat(adjustments).ToLookup(a => a.Date);
        var balance = opening;
        foreach (var day in days)
        {
            var adjusted = 0L;
            // Absolute ones first: the order in which they were made must not matter.
            foreach (var one in byDate[day.Date].OrderByDescending(a => a.IsAbsolute).ThenBy(a => a.Micros))
                adjusted = one.IsAbsolute ? one.Micros - balance : adjusted + one.Micros;
            var corrected = day with { Adjusted = adjusted };
            balance += corrected.Delta;
            yield return (corrected, balance);
        }
    }
}
