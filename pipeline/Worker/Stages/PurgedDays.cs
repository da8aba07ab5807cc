using Daybook.Model;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>Lays what is kept of purged days over what the facts that are left would make of them.</summary>
internal static class PurgedDays
{
    /// <param name="days">In order.</param>
    /// <param name="purged">In order.</param>
    public static IEnumerable<DerivedDay> Over(IEnumerable<DerivedDay> days, IReadOnlyList<PurgedDay> purged, DayCut cut)
    {
        var next = 0;
        foreach (var day in days)
        {
            for (; next < purged.Count && purged[next].Date < day.Date; next++) yield return Day(purged[next], cut);
            if (next < purged.Count && purged[next].Date == day.Date) yield return Day(purged[next++], cut);
            else yield return day;
        }
        for (; next < purged.Count; next++) yield return Day(purged[next], cut);
    }

    private static DerivedDay Day(PurgedDay kept, DayCut cut)
    {
        var span = cut.SpanOf(kept.Date);
        return new DerivedDay(kept.Date, span.Start, span.End, kept.Basis, kept.Worked, null, null, 0, 0, kept.Parts, []) { Summed = kept.Summed };
    }
}
