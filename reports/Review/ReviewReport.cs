using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Reviews of other people's changes: time by repository and pull request, how many, how long, and the days with most.</summary>
public sealed class ReviewReport : IReport
{
    private const int MostDays = 5;

    public string Name => "review";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week, PeriodKind.Day, PeriodKind.Month, PeriodKind.Year];

    public SliceParts Needs => SliceParts.Reviews;

    public PageView View(Slice slice, ReportStyle style)
    {
        var (reviews, words) = (slice.Reviews ?? new ReviewFigures([], []), style.Words);
        var micros = reviews.Sessions.Sum(s => s.Micros);
        var (title, total) = (words.Say("review.title", style.Calendar.Title(slice.Period)), style.Hours(micros));
        return PeriodPage.Of(Name, slice, style,
        [
            reviews.Sessions.Count + reviews.Activities.Count == 0 ? null : new Section("sessions", "") { IsHighlighted = true, Facts = [.. Facts(reviews, micros, style)] },
            Sums("repositories", words["review.repositories"], reviews, s => s.Repository, style),
            Sums("changes", words["review.changes"], reviews, s => $"{s.Repository}{s.Change}", style),
            BestDays(reviews, style),
            reviews.Sessions.Count == 0 ? null : new Section("notes", words["notes"]) { Notes = [new Note(words["review.note"])] },
        ]) with
        {
            Title = title,
            Subject = $"{title}: {total}",
            Preheader = "",
            Total = total,
            TotalMicros = micros,
            Lead = reviews.Sessions.Count + reviews.Activities.Count == 0 ? words["review.nothing"] : "",
        };
    }

    private static IEnumerable<Fact> Facts(ReviewFigures reviews, long micros, ReportStyle style)
    {
        var (words, sessions) = (style.Words, reviews.Sessions.Count(s => s.IsStart));
        yield return new(words["review.sessions"], style.Number(sessions), sessions == 0 ? "" : words.Say("review.mean", style.Hours(micros / sessions))) { Key = "sessions", Exact = sessions };
        yield return new(words["review.activities"], style.Number(reviews.Activities.Count),
            string.Join(", ", reviews.Activities.GroupBy(a => a.Kind, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3).Select(g => $"{KindOf(g.Key, words)} {style.Number(g.Count())}")))
        { Key = "activities", Exact = reviews.Activities.Count };
    }

    private static string KindOf(string kind, Words words) => kind switch
    {
        "comment" => words["review.comment"],
        "approve" => words["review.approve"],
        "request_changes" => words["review.request-changes"],
        _ => ShownName.Of(kind, words),
    };

    private static Section? Sums(string section, string title, ReviewFigures reviews, Func<ReviewedTime, string> name, ReportStyle style)
    {
        var sums = reviews.Sessions.GroupBy(name, StringComparer.Ordinal).Select(g => new NamedSum(g.Key, Micros.ToDuration(g.Sum(s => s.Micros)))).Where(s => s.Worked > Duration.Zero)
            .OrderByDescending(s => s.Worked).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        return sums.Count == 0 ? null : SumSection.Of(section, title, [.. sums.Select(s => s.Name)], [.. sums.Select(s => Micros.From(s.Worked)), 0], PeriodPage.MostNames, style);
    }

    private static Section? BestDays(ReviewFigures reviews, ReportStyle style)
    {
        var best = reviews.Sessions.GroupBy(s => s.Date).Select(g => (Date: g.Key, Micros: g.Sum(s => s.Micros), Changes: g.Select(s => (s.Repository, s.Change)).Distinct().Count()))
            .Where(d => d.Micros > 0).OrderByDescending(d => d.Micros).ThenBy(d => d.Date).Take(MostDays).ToList();
        if (best.Count == 0) return null;
        var bars = Printed.Bars([.. best.Select(d => d.Micros / style.Unit)]);
        return new Section("best-days", style.Words["review.best"])
        {
            Table = new Table("", [new Column("worked", style.Words["column.worked"])],
                [.. best.Select((d, i) => new Row(Model.Period.Iso(d.Date), style.Calendar.Short(d.Date), [new Cell(style.Hours(d.Micros), d.Micros)]) { PerMille = bars[i], Note = style.Words.Count("review.on", d.Changes) })]),
        };
    }
}
