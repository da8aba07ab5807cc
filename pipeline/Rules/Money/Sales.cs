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

    /// <summary>What can be billed and was not: by day, client, project, task and rate what there is less what stands on invoices.</summary>
    /// <remarks>
    /// A day's time that is billed too much under one name is first made good by what of the same task has another rate by now, then by what else the client
    /// has of the project: tasks are called otherwise at times. So are clients: what is billed to one who has no time of the project at all any more, by
    /// whatever is of it. The rest was billed too much, and is below zero, at the rate it was billed at.
    /// </remarks>
    public static IReadOnlyList<SoldTime> Unbilled(IEnumerable<SoldTime> sold, IEnumerable<BilledTime> billed)
    {
        var there = sold.Where(s => s.IsBillable).ToList();
        var clients = there.Select(s => (s.Project, s.Client)).ToHashSet();
        var left = new List<SoldTime>();
        foreach (var day in there.Concat(billed.Select(b => new SoldTime(b.Date, b.Client, b.Project, b.Task, true, b.Rate, -b.Micros))).GroupBy(s => (s.Date, s.Project)))
        {
            var open = InOrder(day.GroupBy(s => (s.Client, s.Task, s.Rate)).Select(g => g.First() with { Micros = g.Sum(s => s.Micros) })).ToArray();
            MakeGood(open, (more, less) => more.Client == less.Client && more.Task == less.Task);
            MakeGood(open, (more, less) => more.Client == less.Client);
            MakeGood(open, (_, less) => !clients.Contains((less.Project, less.Client)));
            left.AddRange(open);
        }
        return [.. InOrder(left.Where(s => s.Micros != 0))];
    }

    /// <summary>Takes of what is there as much as was billed too much.</summary>
    private static void MakeGood(SoldTime[] open, Func<SoldTime, SoldTime, bool> may)
    {
        for (var less = 0; less < open.Length; less++)
            for (var more = 0; more < open.Length; more++)
            {
                if (open[less].Micros >= 0 || open[more].Micros <= 0 || !may(open[more], open[less])) continue;
                var part = Math.Min(open[more].Micros, -open[less].Micros);
                open[more] = open[more] with { Micros = open[more].Micros - part };
                open[less] = open[less] with { Micros = open[less].Micros + part };
            }
    }

    private static IOrderedEnumerable<SoldTime> InOrder(IEnumerable<SoldTime> times) => times.OrderBy(s => s.Date).ThenBy(s => s.Client, StringComparer.Ordinal).ThenBy(s => s.Project, StringComparer.Ordinal)
        .ThenBy(s => s.Task, StringComparer.Ordinal).ThenBy(s => s.Rate?.Currency, StringComparer.Ordinal).ThenBy(s => s.Rate?.Minor);
}
