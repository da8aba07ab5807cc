using Daybook.Importers;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What was said on the command line of the files to import; null for what was left open.</summary>
/// <param name="Source">The source to import as, or null for the importer's own name.</param>
public sealed record ImportWishes(string? Source = null, string? Zone = null, DateOrder? DateOrder = null)
{
    /// <summary>The one name in the files whose rows are meant.</summary>
    public string? Person { get; init; }

    /// <summary>The kind of file it is, where more than one importer claims it.</summary>
    public string? Kind { get; init; }

    /// <summary>The name of the importer that alone is asked, where it is known whose they are.</summary>
    public string? Importer { get; init; }

    /// <summary>False where they are no person's words, but what was known of files before.</summary>
    public bool AreRemembered { get; init; } = true;

    /// <summary>All rows are the person's own: they were asked for by the id of that account.</summary>
    public bool AreOwn { get; init; }

    /// <summary>What was purged comes in again.</summary>
    public bool IsAgain { get; init; }

    /// <summary>A file that is cut short is not taken in at all.</summary>
    public bool MustBeWhole { get; init; }

    /// <summary>When a source that gives no stamps said what is in the files, microseconds since the epoch.</summary>
    public long? AsOf { get; init; }

    /// <summary>From where the source is pulled on once the file is in, written in the same transaction; null to forget one.</summary>
    public IReadOnlyList<(string Name, string? Value)> Cursors { get; init; } = [];

    public static ImportWishes None { get; } = new();

    /// <summary>
    /// What holds for a source's files: what was wished, else configured, else settled by an earlier wish, else known of the
    /// person's accounts.
    /// </summary>
    public Given For(string source, Ledger ledger, Settings settings)
    {
        var configured = settings.Given.FirstOrDefault(g => g.Source == source);
        return new Given(ZonesOf(Zone ?? configured?.Zone ?? SettledOf(source, ZoneKey, ledger), ledger, settings))
        {
            DateOrder = DateOrder ?? configured?.DateOrder ?? (SettledOf(source, DateOrderKey, ledger) is { } order ? DateOrders.Named(order) : null),
            DecimalSeparator = configured?.DecimalSeparator,
            AutoStopEndsAtMidnight = configured?.AutoStopEndsAtMidnight ?? false,
        };
    }

    /// <summary>The one name whose rows of a source's files are meant, or null where nobody has said; <c>People</c> says more than an earlier wish.</summary>
    public string? PersonOf(string source, Ledger ledger, Settings settings) =>
        Person ?? (settings.People.Count > 0 ? null : SettledOf(source, PersonKey, ledger));

    /// <summary>Remembers the wishes, so that the source's next file needs them no more.</summary>
    public void Settle(SourceInfo source, long run, Ledger ledger)
    {
        if (!AreRemembered) return;
        if (Zone is not null) ledger.Sources.Settle(source.Id, ZoneKey, Zone, run);
        if (DateOrder is { } order) ledger.Sources.Settle(source.Id, DateOrderKey, DateOrders.NameOf(order), run);
        if (Person is not null) ledger.Sources.Settle(source.Id, PersonKey, Person, run);
        if (Kind is not null) ledger.Sources.Settle(source.Id, KindKey, Kind, run);
    }

    /// <summary>The kind that was settled for an importer's files, or null.</summary>
    public static string? KindOf(string source, Ledger ledger) => SettledOf(source, KindKey, ledger);

    private const string ZoneKey = "zone", DateOrderKey = "date-order", PersonKey = "person", KindKey = "kind";

    private static string? SettledOf(string source, string what, Ledger ledger) =>
        ledger.Sources.SettledOf(source).FirstOrDefault(s => s.What == what)?.Value;

    private static Dated<DateTimeZone>? ZonesOf(string? named, Ledger ledger, Settings settings)
    {
        if (named is not null) return Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb[named]);
        if (settings.Zones.Count > 0) return new Dated<DateTimeZone>(settings.Zones.Select(z => (z.From, DateTimeZoneProviders.Tzdb[z.Zone])));
        var account = ledger.Sources.All().Select(s => ledger.Sources.AccountOf(s.Id).Zone)
            .FirstOrDefault(z => z is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is not null);
        var cut = PersonRules.CutOf(HandStage.PersonIdOf(ledger, settings), account, ledger, settings);
        return cut.IsSaid ? cut.DatedZones : null;
    }
}
