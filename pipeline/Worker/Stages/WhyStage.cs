using Daybook.Importers;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Where a period's numbers come from.</summary>
/// <param name="Counted">The heartbeats that count, in order of time, each with what it was credited with inside the period.</param>
/// <param name="Segments">The pieces of files they were read from.</param>
public sealed record Why(
    Slice Slice, DayCut Cut, IReadOnlyList<CountedHeartbeat> Counted, IReadOnlyList<SegmentOrigin> Segments, IReadOnlyList<TotalOrigin> Totals,
    IReadOnlyList<EntryOrigin> Entries);

/// <param name="Credited">Microseconds that its source's rule gives it, before other sources are laid over.</param>
/// <param name="Counts">How much of it counts, by the rules for its source and category.</param>
public sealed record CountedHeartbeat(string Source, HeartbeatKeyText Key, long Credited, Counts Counts);

/// <summary>Goes back from a number to its facts.</summary>
public static class WhyStage
{
    public static Why Run(Ledger ledger, Settings settings, Period period, NodaTime.Instant now)
    {
        using var source = SliceSource.Of(ledger);
        var slice = SliceStage.TryRead(source, settings, period.Kind, period, now)
            ?? throw new LedgerException(LedgerTrouble.Missing, "the days are not worked out yet. Any report does so: daybook report week");
        var person = PersonRules.Of(ledger, settings).First(p => p.Name == settings.Person);
        var cut = person.Derive.Cut;
        var (start, end) = (cut.SpanOf(period.From).Start, cut.SpanOf(period.To).End);
        return new Why(slice, cut, Counted(ledger, person, start, end), ledger.Origins.Segments(person.Name, start, end - 1),
            ledger.Origins.Totals(person.Name, period.From, period.To), ledger.Origins.Entries(person.Name, start, end, period.From, period.To));
    }

    /// <summary>The same days in the account, through the last that is over or named; null where no contract makes one.</summary>
    public static AccountSlice? Account(Ledger ledger, Settings settings, Period period, NodaTime.Instant now)
    {
        using var source = SliceSource.Of(ledger);
        return AccountBook.TryOpen(source, settings)?.Terms.First is null ? null
            : AccountStage.Of(ledger, settings, period.From, period.To, period.Kind == PeriodKind.Day ? period.To : null, now, withAddends: true);
    }

    private static List<CountedHeartbeat> Counted(Ledger ledger, PersonRules person, long start, long end)
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

    private static long Within(long from, long to, long start, long end) => Math.Max(0, Math.Min(to, end) - Math.Max(from, start));

    private static HeartbeatKeyText Key(LedgerNames names, in HeartbeatRow row)
    {
        var subject = names.SubjectOf(row.Subject);
        var activity = names.ActivityOf(row.Activity);
        return new(row.At, names.TextOf(subject.Entity), names.TextOf(subject.Type), names.TextOf(subject.Project), names.TextOf(subject.Language),
            names.TextOf(activity.Branch), names.TextOf(activity.Category), row.IsWrite);
    }
}
