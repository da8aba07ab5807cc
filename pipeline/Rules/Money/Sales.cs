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
    /// A day's billed time is first taken from time of the same client, project and task, then from what else the client has of the project: tasks are named
    /// otherwise at times. So are clients: that of a client who has no time of the project at all any more is taken from whatever is of it. What is left of
    /// it after that was billed too much, and is below zero; where more was given back than was billed, it is above.
    /// </remarks>
    public static IReadOnlyList<SoldTime> Unbilled(IEnumerable<SoldTime> sold, IEnumerable<BilledTime> billed)
    {
        var open = InOrder(sold.Where(s => s.IsBillable)).ToList();
        var clients = open.Select(s => (s.Project, s.Client)).ToHashSet();
        var byDay = Enumerable.Range(0, open.Count).GroupBy(i => (open[i].Date, open[i].Project)).ToDictionary(g => g.Key, g => g.ToList());
        var more = new List<SoldTime>();
        foreach (var taken in billed.GroupBy(b => (b.Date, b.Project)).OrderBy(g => g.Key.Date).ThenBy(g => g.Key.Project, StringComparer.Ordinal))
        {
            var day = byDay.GetValueOrDefault(taken.Key) ?? [];
            var left = new List<BilledTime>();
            foreach (var same in taken.GroupBy(b => (b.Client, b.Task)).OrderBy(g => g.Key.Client, StringComparer.Ordinal).ThenBy(g => g.Key.Task, StringComparer.Ordinal))
            {
                var rest = Take(day.Where(i => open[i].Client == same.Key.Client && open[i].Task == same.Key.Task), same.Sum(b => b.Micros));
                if (rest != 0) left.Add(same.First() with { Micros = rest });
            }
            foreach (var time in left)
            {
                var isGone = !clients.Contains((time.Project, time.Client));
                var rest = time.Micros < 0 ? time.Micros : Take(day.Where(i => isGone || open[i].Client == time.Client), time.Micros);
                if (rest != 0) more.Add(new SoldTime(time.Date, time.Client, time.Project, time.Task, true, RateOf(time, open), -rest));
            }
        }
        return [.. InOrder(open.Concat(more).Where(s => s.Micros != 0))];

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

    /// <summary>Of rows alike in all but their length none is before the other.</summary>
    private static IOrderedEnumerable<SoldTime> InOrder(IEnumerable<SoldTime> times) => times.OrderBy(s => s.Date).ThenBy(s => s.Client, StringComparer.Ordinal).ThenBy(s => s.Project, StringComparer.Ordinal)
        .ThenBy(s => s.Task, StringComparer.Ordinal).ThenBy(s => s.Rate?.Currency, StringComparer.Ordinal).ThenBy(s => s.Rate?.Minor).ThenBy(s => s.Micros);

    /// <summary>What the client's time of the project is sold for on the day, else on the one closest; of a client who has none, that of others.</summary>
    private static Money? RateOf(BilledTime billed, IEnumerable<SoldTime> sold) => sold.Where(s => s.Project == billed.Project && s.Rate is not null)
        .MinBy(s => (s.Client != billed.Client, Math.Abs(NodaTime.Period.DaysBetween(s.Date, billed.Date))))?.Rate;
}
