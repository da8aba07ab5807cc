using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>A day's counted time in pieces, in order; none overlap, and together they are what the day comes to.</summary>
public sealed record LaidDay(LocalDate Date, IReadOnlyList<TimelineSlice> Pieces);

/// <summary>Days from slices again as they were derived, with every piece still there: what is not summed in a day can be summed from them.</summary>
public static class LaidDays
{
    /// <summary>The days from first to last, both inclusive, in order; those that are known by totals alone are left out.</summary>
    /// <exception cref="ArgumentException">While enumerating: facts that are not in their order.</exception>
    public static IEnumerable<LaidDay> Between(LocalDate first, LocalDate last, DeriveFacts facts, DeriveSettings settings, ILedgerNames names)
    {
        var (timeline, laid) = (new Timeline(names), new List<TimelineSlice>());
        foreach (var day in DeriveDays.ClaimsBetween(first, last, facts, settings, names))
        {
            timeline.Lay([.. day.Counted], laid);
            yield return new LaidDay(day.Date, [.. laid.Where(piece => piece.Length > 0)]);
        }
    }
}
