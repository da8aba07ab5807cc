using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>The period cut into days, weeks or months; the rows sum to the page's total. With an account, each day beside what should have been worked.</summary>
internal static class DaysSection
{
    /// <summary>Days of a week or a month; months of a year, with the number of days worked on beside them.</summary>
    public static Section Of(Slice slice, ReportStyle style) => slice.Period.Kind == PeriodKind.Year
        ? Made("months", slice, style, Runs(slice, (a, b) => a.Date.Month == b.Date.Month), month => (Model.Period.Containing(PeriodKind.Month, month[0].Date).Name, style.Calendar.MonthName(month[0].Date)), month => ActiveDays(month, style))
        : Made("days", slice, style, Runs(slice, (_, _) => false), day => (Model.Period.Iso(day[0].Date), style.Calendar.Short(day[0].Date)), day => Note(day[0], style));

    /// <summary>A month's weeks, cut at its ends: <c>Week 45</c> with <c>2 to 8 Nov</c> beside it.</summary>
    public static Section Weeks(Slice slice, ReportStyle style) =>
        Made("weeks", slice, style, Runs(slice, (a, b) => Week(a) == Week(b)), week => (Week(week[0]).Name, style.Calendar.Week(Week(week[0]))), week => style.Calendar.ShortRange(week[0].Date, week[^1].Date));

    private static Section Made(
        string name, Slice slice, ReportStyle style, List<List<DaySum>> groups, Func<List<DaySum>, (string Key, string Name)> named, Func<List<DaySum>, string> note)
    {
        var title = style.Words[name == "days" ? "days" : $"days.{name}"];
        var exact = groups.ConvertAll(g => g.Sum(d => Micros.From(d.Worked))).ToArray();
        var worked = style.Cut(exact);
        var bars = Printed.Bars(worked);
        var targets = Targets.Of(slice, groups, worked, style);
        var rows = groups.Select((g, i) =>
        {
            var (key, text) = named(g);
            var length = new Cell(worked[i] == 0 && g.TrueForAll(d => d.Basis == DayBasis.None) ? ReportStyle.Unknown : style.Hours(worked[i]), exact[i]);
            return new Row(key, text, targets is null ? [length] : [targets.Should[i], length, targets.Difference[i]]) { PerMille = bars[i], Note = note(g), Known = g is [var day] ? Known(day) : [] };
        }).ToList();
        var worked1 = new Column("worked", style.Words["column.worked"]);
        return new Section(name, title)
        {
            Chart = name == "weeks" ? null : DaysChart.Of(slice, groups, worked, targets, [.. rows.Select(r => r.Name)], style),
            Table = targets is null ? new Table("", [worked1], rows)
                : new Table("", [new Column("should", style.Words["column.should"]), worked1, new Column("difference", style.Words["column.difference"])], rows, targets.Sum(style, exact, worked)),
        };
    }

    /// <summary>The days in order, neighbours that belong together in one list.</summary>
    private static List<List<DaySum>> Runs(Slice slice, Func<DaySum, DaySum, bool> together)
    {
        var runs = new List<List<DaySum>>();
        foreach (var day in slice.Days)
            if (runs.Count > 0 && together(runs[^1][^1], day)) runs[^1].Add(day);
            else runs.Add([day]);
        return runs;
    }

    private static Model.Period Week(DaySum day) => Model.Period.Containing(PeriodKind.Week, day.Date);

    private static string ActiveDays(List<DaySum> days, ReportStyle style) => style.Days(days.Count(d => d.Worked > Duration.Zero));

    private static IReadOnlyList<KeyValuePair<string, string>> Known(DaySum day)
    {
        List<KeyValuePair<string, string>> known = [new("basis", day.Basis.ToString().ToLowerInvariant()), new("length", Hours.Text(day.Length))];
        if (day.First is { } first) known.Add(new("first", $"{first.Hour:00}:{first.Minute:00}"));
        if (day.Last is { } last) known.Add(new("last", $"{last.Hour:00}:{last.Minute:00}"));
        if (day.CoveredTwice != Duration.Zero) known.Add(new("covered_twice", Hours.WithSeconds(day.CoveredTwice)));
        return known;
    }

    private static string Note(DaySum day, ReportStyle style) => day switch
    {
        { Basis: DayBasis.None } => style.Words["day.none"],
        { Basis: DayBasis.Empty } => style.Words["day.empty"],
        { Basis: DayBasis.Total } => style.Words["day.total"],
        { First: { } first, Last: { } last } => style.Words.Say("day.times", CalendarText.Clock(first), CalendarText.Clock(last)),
        _ => "",
    };
}
