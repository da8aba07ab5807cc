using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>A period held against another, of whatever kind: totals, and by what they went into.</summary>
public sealed class CompareReport : IReport
{
    private const int MostNames = 20;

    private static readonly Dimension[] Shown = [Dimension.Project, Dimension.Language, Dimension.Editor, Dimension.Category];

    public string Name => "compare";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week, PeriodKind.Day, PeriodKind.Month, PeriodKind.Year];

    public ReportSubject Subject => ReportSubject.TwoPeriods;

    public SliceParts Needs => SliceParts.Compared;

    public PageView View(Slice slice, ReportStyle style)
    {
        var before = slice.Compared ?? slice with { Period = slice.Period.Previous, Days = [] };
        var title = style.Words.Say("compare.title", style.Calendar.Title(before.Period), style.Calendar.Title(slice.Period));
        var difference = Micros.From(slice.Worked) - Micros.From(before.Worked);
        var total = style.Signed(style.Difference(Micros.From(slice.Worked), Micros.From(before.Worked)));
        return PeriodPage.Of(Name, slice, style, [Facts(before, slice, style), .. Shown.Select(d => ComparedSection.Of(d, before, slice, MostNames, style))]) with
        {
            Period = $"{before.Period.Name} and {slice.Period.Name}",
            Title = title,
            Range = "",
            Subject = $"{title}: {total}",
            Preheader = "",
            Total = total,
            TotalMicros = difference,
            Lead = style.Words.Say("compare.lead", before.Period.Name, style.Hours(before.Worked), slice.Period.Name, style.Hours(slice.Worked)),
        };
    }

    private static Section Facts(Slice before, Slice after, ReportStyle style)
    {
        var words = style.Words;
        var (was, now) = (before.Days.Count(d => d.Worked > Duration.Zero), after.Days.Count(d => d.Worked > Duration.Zero));
        var (mean, meanNow) = (Micros.From(before.Worked) / Math.Max(1, was), Micros.From(after.Worked) / Math.Max(1, now));
        return new Section("days", words["days"])
        {
            Facts =
            [
                new Fact(words["calendar.active"], now > was ? $"+{now - was}" : $"{now - was}", words.Say("compare.of", style.Days(was), style.Days(now))) { Key = "active_days", Exact = now - was },
                new Fact(words["calendar.mean"], style.Signed(style.Difference(meanNow, mean)), words.Say("compare.of", style.Hours(mean), style.Hours(meanNow))) { Key = "mean_of_active_days", Exact = meanNow - mean },
            ],
        };
    }
}
