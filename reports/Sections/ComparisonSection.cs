using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a period is measured against: the one before, the same one last year, the mean of four before.</summary>
internal static class ComparisonSection
{
    private const int MeanOf = 4;

    public static Section Of(Slice slice, ReportStyle style) => new("comparisons", "")
    {
        IsHighlighted = true,
        Facts = [.. Facts(slice, style)],
    };

    private static IEnumerable<Fact> Facts(Slice slice, ReportStyle style)
    {
        var kind = slice.Period.Kind;
        yield return WithPrevious(slice, style);
        if (slice.LastYear is { } last)
            yield return Against("last_year", kind == PeriodKind.Day ? style.Words.Say("against.period", style.Calendar.Dated(last.Period.From))
                : style.Words.Say("against.last-year", NameOf(last.Period, style), last.Period.Name[..4]), slice, last, style);
        if (kind is PeriodKind.Week or PeriodKind.Month) yield return WithMean(slice, style);
    }

    private static Fact WithPrevious(Slice slice, ReportStyle style)
    {
        var previous = slice.Period.Previous;
        return Against("previous", style.Words.Say("against.period", NameOf(previous, style)), slice, slice.Earlier is [var before, ..] ? before : new PeriodSum(previous, default, false), style);
    }

    private static Fact Against(string key, string label, Slice slice, PeriodSum other, ReportStyle style)
    {
        if (!HasData(slice)) return new(label, ReportStyle.Unknown, style.Words["against.no-data"]) { Key = key };
        return other.HasData ? Difference(key, label, slice, Micros.From(other.Worked), "against.then", style)
            : new(label, ReportStyle.Unknown, style.Words["against.no-data-then"]) { Key = key };
    }

    private static Fact WithMean(Slice slice, ReportStyle style)
    {
        var label = style.Words["against.mean.week"];
        if (!HasData(slice)) return new(label, ReportStyle.Unknown, style.Words["against.no-data"]) { Key = "mean" };
        var known = slice.Earlier.Take(MeanOf).Where(e => e.HasData).ToList();
        return known.Count < MeanOf
            ? new(label, ReportStyle.Unknown, style.Words.Say("against.too-little", known.Count, MeanOf)) { Key = "mean" }
            : Difference("mean", label, slice, known.Sum(e => Micros.From(e.Worked)) / MeanOf, "against.average", style);
    }

    private static Fact Difference(string key, string label, Slice slice, long other, string when, ReportStyle style)
    {
        var worked = Micros.From(slice.Worked);
        return new(label, style.Signed(style.Difference(worked, other)), style.Words.Say(when, style.Hours(other))) { Key = key, Exact = worked - other };
    }

    private static string NameOf(Period period, ReportStyle style) => period.Kind switch
    {
        PeriodKind.Week => style.Words.Say("against.week", period.Name[6..].TrimStart('0')),
        PeriodKind.Month => style.Calendar.MonthName(period.From),
        PeriodKind.Day => style.Calendar.Short(period.From),
        _ => period.Name,
    };

    private static bool HasData(Slice slice) => slice.Days.Any(d => d.Basis != DayBasis.None);
}
