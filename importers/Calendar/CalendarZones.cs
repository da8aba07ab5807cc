using NodaTime;
using NodaTime.TimeZones;

namespace Daybook.Importers.Calendar;

/// <summary>
/// The zones a calendar names: by their own names, perhaps behind a path, by those of Windows, else by the rules that the
/// calendar has of them.
/// </summary>
internal sealed class CalendarZones
{
    private readonly Dictionary<string, Component> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeZone?> _found = new(StringComparer.Ordinal);

    public CalendarZones(IEnumerable<Component> zones)
    {
        foreach (var zone in zones)
            if (zone.First("TZID")?.Value is { } id) _rules.TryAdd(id, zone);
    }

    /// <summary>Null where nothing says what it is.</summary>
    public DateTimeZone? Of(string id) => _found.TryGetValue(id, out var zone) ? zone : _found[id] = Find(id);

    private DateTimeZone? Find(string id) =>
        Named(id) ?? (_rules.TryGetValue(id, out var rules) ? (rules.Text("X-LIC-LOCATION") is { } name ? Named(name) : null) ?? OwnZone.Of(id, rules) : null);

    private static DateTimeZone? Named(string id)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) return zone;
        if (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var name)) return DateTimeZoneProviders.Tzdb[name];
        // Some programs put their own name before it: /mozilla.org/20070129_1/Europe/Berlin.
        if (!id.StartsWith('/')) return null;
        var parts = id.Split('/');
        for (var i = Math.Max(1, parts.Length - 3); i < parts.Length; i++)
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(string.Join('/', parts[i..])) is { } ending) return ending;
        return null;
    }
}
