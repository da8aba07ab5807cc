using Daybook.Importers;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <param name="Credited">Microseconds that its source's rule gives it, before other sources are laid over.</param>
/// <param name="Counts">How much of it counts, by the rules for its source and category.</param>
public sealed record CountedHeartbeat(string Source, HeartbeatKeyText Key, long Credited, Counts Counts);

/// <summary>Joins heartbeats as days are derived from them, and keeps what each is credited with.</summary>
internal static class CountedHeartbeats
{
    /// <summary>Those within a span of time, or whose credit reaches into it, in order of time.</summary>
    /// <param name="start">Microseconds, inclusive.</param>
    /// <param name="end">Exclusive.</param>
    public static IReadOnlyList<CountedHeartbeat> Of(Ledger ledger, PersonRules person, long start, long end)
    {
        using var names = ledger.Names();
        var derive = person.Derive;
        var order = new HeartbeatOrder(names);
        var joins = derive.SourceOrder.ToDictionary(s => s, s => new JoinHeartbeats(derive.Cut, derive.JoinOf(s), order));
        var open = new Dictionary<int, int>();
        var sources = ledger.Sources.All().ToDictionary(s => s.Id, s => s.Name);
        var counted = new List<CountedHeartbeat>();
        foreach (var batch in ledger.Facts.Heartbeats(start - derive.LongestTimeout, end + derive.LongestTimeout))
            foreach (ref readonly var row in batch.Filled)
            {
                var source = names.ActivityOf(row.Activity).Source;
                if (!joins.TryGetValue(source, out var join)) continue;
                var joined = join.Take(row, out var credited);
                if (credited > 0 && open.TryGetValue(source, out var earlier))
                    counted[earlier] = counted[earlier] with { Credited = Within(counted[earlier].Key.At, counted[earlier].Key.At + credited, start, end) };
                if (joined == Joined.LeftOut) continue;
                var key = Key(names, row);
                var rule = derive.Counting.IsEmpty ? null : derive.Counting.Find(source, key.Category, derive.Cut.DayOf(row.At));
                counted.Add(new CountedHeartbeat(sources[source], key, 0, rule?.Counts ?? Counts.Fully));
                if (joined == Joined.Leads) open[source] = counted.Count - 1;
            }
        return [.. counted.Where(c => (c.Key.At >= start && c.Key.At < end) || c.Credited > 0)];
    }

    /// <summary>How many within a span of time are left out since they saved no file, by source.</summary>
    public static IReadOnlyDictionary<string, int> LeftOut(Ledger ledger, PersonRules person, long start, long end)
    {
        using var names = ledger.Names();
        var derive = person.Derive;
        var joins = derive.SourceOrder.ToDictionary(s => s, derive.JoinOf);
        var counts = new Dictionary<int, int>();
        if (joins.Values.All(join => join.Steps.All(step => !step.Value.WritesOnly))) return new Dictionary<string, int>();
        foreach (var batch in ledger.Facts.Heartbeats(start, end - 1))
            foreach (ref readonly var row in batch.Filled)
            {
                var source = names.ActivityOf(row.Activity).Source;
                if (row.IsWrite || !joins.TryGetValue(source, out var join) || !join.On(derive.Cut.DayOf(row.At)).WritesOnly) continue;
                counts[source] = counts.GetValueOrDefault(source) + 1;
            }
        return ledger.Sources.All().Where(s => counts.ContainsKey(s.Id)).ToDictionary(s => s.Name, s => counts[s.Id]);
    }

    private static long Within(long from, long to, long start, long end) => Math.Max(0, Math.Min(to, end) - Math.Max(from, start));

    private static HeartbeatKeyText Key(LedgerNames names, in HeartbeatRow row)
    {
        var subject = names.SubjectOf(row.Subject);
        var activity = names.ActivityOf(row.Activity);
        return new(row.At, names.TextOf(subject.Entity), names.TextOf(subject.Type), names.TextOf(subject.Project), names.TextOf(subject.Language),
            names.TextOf(activity.Branch), names.TextOf(activity.Category), row.IsWrite);
    }
}
