using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a week is measured against.</summary>
internal static class Comparisons
{
    private const int MeanOf = 4;
    private const string Unknown = "–";

    public static IReadOnlyList<Fact> Of(Slice week) => [WithPrevious(week), WithMean(week)];

    private static Fact WithPrevious(Slice week)
    {
        var label = $"Against {CalendarText.Week(week.Period.Previous).ToLowerInvariant()}";
        if (!HasData(week)) return new(label, Unknown, "no data for this week");
        if (week.Earlier is not [{ HasData: true } previous, ..]) return new(label, Unknown, "no data for that week");
        return Difference(label, week, Micros.From(previous.Worked), "then");
    }

    private static Fact WithMean(Slice week)
    {
        const string label = "Against the mean of four";
        if (!HasData(week)) return new(label, Unknown, "no data for this week");
        var known = week.Earlier.Take(MeanOf).Where(e => e.HasData).ToList();
        return known.Count < MeanOf
            ? new(label, Unknown, $"too little data: {known.Count} of the {MeanOf} weeks before")
            : Difference(label, week, known.Sum(e => Micros.From(e.Worked)) / MeanOf, "on average");
    }

    private static Fact Difference(string label, Slice week, long other, string when) =>
        new(label, Hours.Signed(Printed.Difference(Micros.From(week.Worked), other)), $"{Hours.Text(other)} {when}");

    private static bool HasData(Slice week) => week.Days.Any(d => d.Basis != DayBasis.None);
}
