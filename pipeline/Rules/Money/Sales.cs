using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What stands on a line of its own beside client, project and rate.</summary>
public enum SalesBy { Project, Task, Day }

/// <summary>Puts time together to the lines that it is sold by.</summary>
public static class Sales
{
    /// <summary>By client, project, task, day and rate, in this order; lines of nothing are left out.</summary>
    /// <param name="rounded">What a length is billed as; null for the length itself. Told the line's last day.</param>
    public static IReadOnlyList<SaleLine> Lines(IEnumerable<SoldTime> sold, SalesBy by = SalesBy.Project, Func<long, LocalDate, long>? rounded = null) =>
    [
        .. sold.GroupBy(s => (s.Client, s.Project, Task: by == SalesBy.Task ? s.Task : null, Date: by == SalesBy.Day ? s.Date : (LocalDate?)null, s.Rate))
            .OrderBy(g => g.Key.Client, StringComparer.Ordinal).ThenBy(g => g.Key.Project, StringComparer.Ordinal).ThenBy(g => g.Key.Task, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Date ?? LocalDate.MinIsoValue).ThenBy(g => g.Key.Rate?.Currency, StringComparer.Ordinal).ThenBy(g => g.Key.Rate?.Minor)
            .Select(g =>
            {
                var (micros, last) = (g.Sum(s => s.Micros), g.Max(s => s.Date));
                if (rounded is not null) micros = rounded(micros, last);
                var hours = Amounts.Hours(micros);
                return new SaleLine(g.Key.Client, g.Key.Project, g.Key.Task, g.Key.Date, g.Min(s => s.Date), last, micros, hours, g.Key.Rate, g.Key.Rate is { } rate ? Amounts.Of(hours, rate) : null);
            })
            .Where(l => l.Micros != 0),
    ];

    /// <summary>The sums of the lines, a currency each, in their order.</summary>
    public static IReadOnlyList<Money> Totals(IEnumerable<SaleLine> lines) =>
        [.. lines.Select(l => l.Amount).OfType<Money>().GroupBy(a => a.Currency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(a => a.Minor), g.Key))];

    /// <summary>What can be billed and was not: by day, client, project and task what there is less what stands on invoices.</summary>
    /// <remarks>
    /// A day's billed time is first taken from time of the same client, project and task, then from whatever is of the same project: its client or task may
    /// have been named otherwise since. What is left of it after that was billed too much, and is below zero.
    /// </remarks>
    public static IReadOnlyList<SoldTime> Unbilled(IEnumerable<SoldTime> sold, IEnumerable<BilledTime> billed)
    {
        var open = sold.Where(s => s.IsBillable).ToList();
        var byDay = Enumerable.Range(0, open.Count).GroupBy(i => (open[i].Date, open[i].Project)).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var taken in billed.GroupBy(b => (b.Date, b.Project)).OrderBy(g => g.Key.Date).ThenBy(g => g.Key.Project, StringComparer.Ordinal))
        {
            var there = byDay.GetValueOrDefault(taken.Key) ?? [];
            var left = new List<BilledTime>();
            foreach (var same in taken.GroupBy(b => (b.Client, b.Task)).OrderBy(g => g.Key.Client, StringComparer.Ordinal).ThenBy(g => g.Key.Task, StringComparer.Ordinal))
            {
                var rest = Take(there.Where(i => open[i].Client == same.Key.Client && open[i].Task == same.Key.Task), same.Sum(b => b.Micros));
                if (rest != 0) left.Add(same.First() with { Micros = rest });
            }
            foreach (var more in left)
                if (Take(there, more.Micros) is > 0 and var much) open.Add(new SoldTime(more.Date, more.Client, more.Project, more.Task, true, RateOf(more, open), -much));
        }
        return [.. open.Where(s => s.Micros != 0).OrderBy(s => s.Date).ThenBy(s => s.Client, StringComparer.Ordinal).ThenBy(s => s.Project, StringComparer.Ordinal)];

        long Take(IEnumerable<int> from, long micros)
        {
            foreach (var i in from)
            {
                var part = Math.Min(micros, Math.Max(0, open[i].Micros));
                open[i] = open[i] with { Micros = open[i].Micros - part };
                micros -= part;
            }
            return micros;
        }
    }

    /// <summary>What the day's time of the project is sold for, else that of the day closest.</summary>
    private static Money? RateOf(BilledTime billed, IEnumerable<SoldTime> sold) =>
        sold.Where(s => s.Project == billed.Project && s.Client == billed.Client && s.Rate is not null).MinBy(s => Math.Abs(NodaTime.Period.DaysBetween(s.Date, billed.Date)))?.Rate;
}
