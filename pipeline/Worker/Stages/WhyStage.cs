using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Where a period's numbers come from.</summary>
/// <param name="Counted">The heartbeats that count, in order of time, each with what it was credited with inside the period.</param>
/// <param name="Segments">The pieces of files they were read from.</param>
public sealed record Why(
    Slice Slice, DayCut Cut, IReadOnlyList<CountedHeartbeat> Counted, IReadOnlyList<SegmentOrigin> Segments, IReadOnlyList<TotalOrigin> Totals,
    IReadOnlyList<EntryOrigin> Entries)
{
    /// <summary>Days of the period whose facts were purged, in order.</summary>
    public IReadOnlyList<PurgedDay> Purged { get; init; } = [];

    /// <summary>By source how many heartbeats of the period saved no file, where only those that did count.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; init; } = new Dictionary<string, int>();
}

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
        return new Why(slice, cut, CountedHeartbeats.Of(ledger, person, start, end), ledger.Origins.Segments(person.Name, start, end - 1),
            ledger.Origins.Totals(person.Name, period.From, period.To), ledger.Origins.Entries(person.Name, start, end, period.From, period.To))
        { Purged = ledger.Purges.DaysOf(person.Person, period.From, period.To), LeftOut = CountedHeartbeats.LeftOut(ledger, person, start, end) };
    }

    /// <summary>The same days in the account, through the last that is over or named; null where no contract makes one.</summary>
    public static AccountSlice? Account(Ledger ledger, Settings settings, Period period, NodaTime.Instant now)
    {
        using var source = SliceSource.Of(ledger);
        return AccountBook.TryOpen(source, settings)?.Terms.First is null ? null
            : AccountStage.Of(ledger, settings, period.From, period.To, period.Kind == PeriodKind.Day ? period.To : null, now, withAddends: true);
    }
}
