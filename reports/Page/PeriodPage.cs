using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Reports;

/// <summary>What the pages of a day, a week, a month and a year have in common.</summary>
internal static class PeriodPage
{
    /// <param name="sections">In page order; what is null or empty is left out.</param>
    public static PageView Of(string report, Slice slice, ReportStyle style, params IEnumerable<Section?> sections)
    {
        var (title, total) = (style.Calendar.Title(slice.Period), style.Hours(slice.Worked));
        List<Section> shown = [.. sections.OfType<Section>().Where(s => !s.IsEmpty)];
        return new PageView
        {
            Report = report,
            Period = slice.Period.Name,
            From = Period.Iso(slice.Period.From),
            To = Period.Iso(slice.Period.To),
            Language = style.Words.Language,
            Kicker = style.Words.Say($"{report}.kicker", ShownName.Of(slice.Person, style.Words)),
            Title = title,
            Range = slice.Period.Kind is PeriodKind.Week or PeriodKind.Month ? style.Calendar.Range(slice.Period.From, slice.Period.To) : "",
            Person = ShownName.Of(slice.Person, style.Words),
            Subject = $"{title}: {total}",
            Preheader = Preheader(slice, shown, style),
            Total = total,
            TotalMicros = Micros.From(slice.Worked),
            Lead = Lead(slice, style),
            Sections = shown,
            Footer = Footer.Of(slice.Now, slice.Zone, style),
            Zone = slice.Zone,
            MadeAt = CalendarText.Iso(slice.Now),
        };
    }

    /// <summary>Names that a table shows; the rest stands together in one row. Programs get them all.</summary>
    public const int MostNames = 30;

    /// <summary>A table for each dimension that parts all time, of which a name is known.</summary>
    public static IEnumerable<Section?> Sums(Slice slice, ReportStyle style) =>
    [
        SumSection.Of(slice.By(Dimension.Project), MostNames, style), SumSection.Of(slice.ByClient(), MostNames, style),
        .. Sums(slice, MostNames, style, Dimension.Language, Dimension.Editor, Dimension.Category, Dimension.Machine, Dimension.OperatingSystem),
    ];

    /// <summary>A table for each of these of which a name is known.</summary>
    public static IEnumerable<Section?> Sums(Slice slice, int most, ReportStyle style, params IEnumerable<Dimension> dimensions) => dimensions.Select(d => SumSection.Of(slice.By(d), most, style));

    private static string Lead(Slice slice, ReportStyle style)
    {
        if (slice.Worked == Duration.Zero && slice.Uncounted > 0) return style.Words.Count("lead.uncounted", slice.Uncounted);
        if (slice.Days.All(d => d.Basis == DayBasis.None)) return style.Words["lead.unknown"];
        var active = slice.Days.Count(d => d.Worked > Duration.Zero);
        if (active == 0) return style.Words["lead.nothing"];
        return slice.Period.Kind == PeriodKind.Day ? "" : style.Words.Count("lead.tracked", active);
    }

    private static string Preheader(Slice slice, IReadOnlyList<Section> sections, ReportStyle style)
    {
        if (slice.Worked == Duration.Zero) return Lead(slice, style);
        var difference = sections.FirstOrDefault(s => s.Name == "comparisons")?.Facts is [{ Exact: not null } previous, ..] ? $"{previous.Label}: {previous.Value}. " : "";
        var most = sections.FirstOrDefault(s => s.Name == SumSection.Name(Dimension.Project))?.Table?.Rows is [var first, ..] ? style.Words.Say("week.preheader.most", first.Name, first.Cells[^1].Text) : "";
        return difference + most;
    }
}
