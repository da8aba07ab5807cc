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

    public static ImportWishes None { get; } = new();

    /// <summary>What holds for a source's files: what was wished, else configured, else known of the person's accounts.</summary>
    public Given For(string source, Ledger ledger, Settings settings)
    {
        var configured = settings.Given.FirstOrDefault(g => g.Source == source);
        return new Given(ZonesOf(Zone ?? configured?.Zone, ledger, settings))
        {
            DateOrder = DateOrder ?? configured?.DateOrder,
            DecimalSeparator = configured?.DecimalSeparator,
        };
    }

    private static Dated<DateTimeZone>? ZonesOf(string? named, Ledger ledger, Settings settings)
    {
        if (named is not null) return Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb[named]);
        if (settings.Zones.Count > 0) return new Dated<DateTimeZone>(settings.Zones.Select(z => (z.From, DateTimeZoneProviders.Tzdb[z.Zone])));
        var account = ledger.Sources.All().Select(s => ledger.Sources.AccountOf(s.Id).Zone)
            .FirstOrDefault(z => z is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is not null);
        return account is null ? null : Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb[account]);
    }
}
