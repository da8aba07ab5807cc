using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>What a budget is for: all of its days, or each month or year anew.</summary>
public enum BudgetFor { All, Month, Year }

/// <summary>Hours or a sum of money that a project or client has.</summary>
/// <param name="Micros">Of all time; null where it is of money, which billable time uses up.</param>
/// <param name="Percents">At which a reader is told, ascending.</param>
public sealed record Budget(string? Project, string? Client, long? Micros, Money? Amount, LocalDate From, LocalDate? Until, BudgetFor Each, IReadOnlyList<int> Percents)
{
    public static IReadOnlyList<int> StandardPercents { get; } = [80, 100, 105];

    /// <summary>The days that count for the budget that holds on a date; null where none does.</summary>
    public (LocalDate First, LocalDate Last)? SpanOn(LocalDate date)
    {
        if (date < From || date > Until) return null;
        var (first, last) = Each switch
        {
            BudgetFor.Month => (date.With(DateAdjusters.StartOfMonth), date.With(DateAdjusters.EndOfMonth)),
            BudgetFor.Year => (new LocalDate(date.Year, 1, 1), new LocalDate(date.Year, 12, 31)),
            _ => (LocalDate.MinIsoValue, LocalDate.MaxIsoValue),
        };
        return (LocalDate.Max(first, From), LocalDate.Min(last, Until ?? LocalDate.MaxIsoValue));
    }

    /// <summary>
    /// What a period tells of the budget: how it stands at its end and, before that, the month or year that ended within it where a share of it was reached in
    /// the period. Whoever reads a week after the other is told of each share once.
    /// </summary>
    /// <param name="sold">Of all days from <see cref="FirstFor"/> on, at least.</param>
    public IEnumerable<BudgetFigure> Within(Period period, IReadOnlyList<SoldTime> sold)
    {
        if (EndedWithin(period) is { } ended && Of(ended, period.From, sold) is { } before && before.Marks.Any(m => m.On >= period.From)) yield return before;
        if (On(period, sold) is { } last) yield return last;
    }

    /// <summary>The first day that anything told of a period needs; null where the period tells nothing.</summary>
    public LocalDate? FirstFor(Period period) => EndedWithin(period)?.First ?? SpanAtEndOf(period)?.First;

    /// <summary>How much is used by the end of a period; null where the budget does not hold on its last day.</summary>
    /// <param name="sold">Of all days of the budget up to that day, at least.</param>
    public BudgetFigure? On(Period period, IEnumerable<SoldTime> sold)
    {
        return SpanAtEndOf(period) is { } span ? Of((span.First, span.Last, LocalDate.Min(span.Last, period.To)), period.From, sold) : null;
    }

    /// <summary>One that ends within the period is told of once more.</summary>
    private (LocalDate First, LocalDate Last)? SpanAtEndOf(Period period) => SpanOn(LocalDate.Min(period.To, Until ?? period.To)) is { } span && span.Last >= period.From ? span : null;

    /// <summary>The one under way when the period began, where another follows within it.</summary>
    private (LocalDate First, LocalDate Last, LocalDate To)? EndedWithin(Period period) =>
        SpanOn(period.From) is { } first && first.First < period.From && SpanAtEndOf(period) is { } last && last != first ? (first.First, first.Last, first.Last) : null;

    private BudgetFigure Of((LocalDate First, LocalDate Last, LocalDate To) span, LocalDate from, IEnumerable<SoldTime> sold)
    {
        var lines = new Dictionary<(string Client, string Project, Money Rate), long>();
        var (used, before, days, marks) = (0L, 0L, new List<KeyValuePair<LocalDate, long>>(), new List<BudgetMark>());
        var target = Micros ?? Amount!.Value.Minor;
        foreach (var day in sold.Where(s => IsOf(s) && s.Date >= span.First && s.Date <= span.To).GroupBy(s => s.Date).OrderBy(g => g.Key))
        {
            foreach (var time in day)
                if (Micros is not null) used += time.Micros;
                else if (time is { IsBillable: true, Rate: { } rate } && rate.Currency == Amount!.Value.Currency)
                    lines[(time.Client, time.Project, rate)] = lines.GetValueOrDefault((time.Client, time.Project, rate)) + time.Micros;
            if (Micros is null) used = lines.Sum(l => Amounts.Of(Amounts.Hours(l.Value), l.Key.Rate).Minor);
            if (day.Key < from) before = used;
            days.Add(new(day.Key, used));
            marks.AddRange(Percents.Where(p => (Int128)used * 100 >= (Int128)target * p && marks.TrueForAll(m => m.Percent != p)).Select(p => new BudgetMark(p, day.Key)));
        }
        return new BudgetFigure(Project, Client, span.First == LocalDate.MinIsoValue ? null : span.First, span.Last == LocalDate.MaxIsoValue ? null : span.Last, Amount?.Currency, target, used, before, marks, days);
    }

    private bool IsOf(SoldTime time) => (Project is null || time.Project == Project) && (Client is null || time.Client == Client);
}
