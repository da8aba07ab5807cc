using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Gets a period of a person for a report to look at; works out first what facts or settings have changed.</summary>
public static class SliceStage
{
    /// <param name="period">Null for the last whole period of the kind before the clock's day.</param>
    /// <exception cref="LedgerException">There is no ledger, or it cannot be used.</exception>
    public static Slice Read(Settings settings, PeriodKind kind, Period? period, Instant now) => Read(settings, now, Reading(kind, period, now));

    /// <summary>As <see cref="Read(Settings, PeriodKind, Period?, Instant)"/>, whatever is wanted of the person's days.</summary>
    /// <param name="read">Given the ledger, the person and how the days are cut; gives null where the quick way does not do.</param>
    /// <exception cref="LedgerException">There is no ledger, or it cannot be used.</exception>
    public static T Read<T>(Settings settings, Instant now, Func<SliceSource, DerivedPerson, PersonCut, T?> read) where T : class
    {
        if (SliceSource.TryOpenQuickly(settings.Ledger) is { } quick)
            using (quick)
                if (TryRead(quick, settings, read) is { } found)
                    return found;
        using (var reading = Ledger.OpenForReading(settings.Ledger))
        {
            // Only now is it known to be a sound ledger, which opening for writing would make where there is none.
        }
        using var ledger = Ledger.OpenForWriting(settings.Ledger, "daybook report", Micros.From(now));
        DeriveStage.Run(ledger, settings);
        using var source = SliceSource.Of(ledger);
        return TryRead(source, settings, read) ?? throw new LedgerException(LedgerTrouble.Missing, "the ledger holds no facts yet. Import some: daybook import PATH");
    }

    /// <summary>As <see cref="Read"/>, from a ledger that is open and derived.</summary>
    public static Slice? TryRead(SliceSource source, Settings settings, PeriodKind kind, Period? period, Instant now) =>
        TryRead(source, settings, Reading(kind, period, now));

    /// <summary>As <see cref="Read{T}"/>, from a ledger that is open and derived; null as well where <paramref name="read"/> gives nothing.</summary>
    public static T? TryRead<T>(SliceSource source, Settings settings, Func<SliceSource, DerivedPerson, PersonCut, T?> read) where T : class
    {
        if (source.IsStale) return null;
        foreach (var person in source.People())
        {
            if (person.Name != settings.Person) continue;
            return PersonRules.CutIfUnchanged(person.Settings, settings) is { } cut ? read(source, person, cut) : null;
        }
        return null;
    }

    private static Func<SliceSource, DerivedPerson, PersonCut, Slice> Reading(PeriodKind kind, Period? period, Instant now) => (source, person, cut) =>
    {
        var wanted = period ?? LastWhole(kind, cut.Zone, now);
        return NameDays.ToSlice(source.Read(person.Id, wanted, NameDays.EarlierFor(wanted.Kind)), person.Name, wanted, now, cut.Zone);
    };

    /// <summary>How the person's days are cut, from a ledger that is open and derived; null where it knows nothing of the person.</summary>
    public static PersonCut? CutOf(SliceSource source, Settings settings) => TryRead(source, settings, (_, _, by) => by);

    /// <summary>The last whole period before the clock's day.</summary>
    public static Period LastWhole(PeriodKind kind, string zone, Instant now) =>
        Period.Containing(kind, now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date).Previous;
}
