using System.Globalization;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>
/// How a person's days are cut where the configuration says nothing: zones and day starts from dates on, the first before its
/// date as well. Its text is kept with what was derived: <c>Europe/Berlin;2026-07-01 Asia/Tokyo@;2026-07-01 04:00</c>.
/// </summary>
public sealed record CutText(IReadOnlyList<(LocalDate From, string Zone)> Zones, IReadOnlyList<(LocalDate From, LocalTime At)> DayStarts)
{
    private const char Step = ';', Starts = '@';

    /// <summary>Whether anything names a zone.</summary>
    public bool IsSaid { get; init; } = true;

    /// <summary>The zone that holds last.</summary>
    public string Zone => Zones[^1].Zone;

    public static CutText Always(string zone) => new([(LocalDate.MinIsoValue, zone)], [(LocalDate.MinIsoValue, LocalTime.Midnight)]);

    /// <summary>
    /// By contracts while they are in force, elsewhere in the zone that the person's exports name and from midnight. Where none
    /// names a zone, that of a contract holds before it and after its end too.
    /// </summary>
    /// <param name="zone">That of the exports, or null.</param>
    public static CutText Of(string? zone, Contracts contracts)
    {
        var before = zone ?? contracts.All.Select(c => c.Zone).FirstOrDefault(z => z is not null) ?? "UTC";
        var (zones, starts) = (new List<(LocalDate From, string Zone)> { (LocalDate.MinIsoValue, before) }, new List<(LocalDate From, LocalTime At)> { (LocalDate.MinIsoValue, LocalTime.Midnight) });
        foreach (var contract in contracts.All)
        {
            Add(zones, contract.From, contract.Zone ?? zone ?? zones[^1].Zone);
            Add(starts, contract.From, contract.DayStart ?? LocalTime.Midnight);
            if (contracts.EndOf(contract) is not { } end) continue;
            Add(zones, end.PlusDays(1), zone ?? zones[^1].Zone);
            Add(starts, end.PlusDays(1), LocalTime.Midnight);
        }
        return new CutText(zones, starts) { IsSaid = zone is not null || contracts.All.Any(c => c.Zone is not null) };
    }

    /// <summary>Null where it is no text of one.</summary>
    public static CutText? Parse(string text)
    {
        var parts = text.Split(Starts);
        if (parts.Length > 2) return null;
        var (zones, starts) = (new List<(LocalDate, string)>(), new List<(LocalDate, LocalTime)> { (LocalDate.MinIsoValue, LocalTime.Midnight) });
        foreach (var step in parts[0].Split(Step))
        {
            var words = step.Split(' ');
            if (words.Length > 2 || DateTimeZoneProviders.Tzdb.GetZoneOrNull(words[^1]) is null || !TryDate(words, out var from)) return null;
            zones.Add((from, words[^1]));
        }
        foreach (var step in parts.Length < 2 ? [] : parts[1].Split(Step, StringSplitOptions.RemoveEmptyEntries))
        {
            if (step.Split(' ') is not [_, { Length: 5 } clock] words || !TryDate(words, out var from)
                || !int.TryParse(clock.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || hour > 23
                || !int.TryParse(clock.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) || minute > 59) return null;
            starts.Add((from, new LocalTime(hour, minute)));
        }
        return new CutText(zones, starts);
    }

    public override string ToString()
    {
        var zones = string.Join(Step, Zones.Select(z => z.From == LocalDate.MinIsoValue ? z.Zone : $"{Period.Iso(z.From)} {z.Zone}"));
        var starts = string.Concat(DayStarts.Skip(1).Select(s => string.Create(CultureInfo.InvariantCulture, $"{Step}{Period.Iso(s.From)} {s.At.Hour:00}:{s.At.Minute:00}")));
        return starts.Length == 0 ? zones : $"{zones}{Starts}{starts}";
    }

    public Dated<DateTimeZone> DatedZones => new(Zones.Select(z => (z.From, DateTimeZoneProviders.Tzdb[z.Zone])));

    public Dated<LocalTime> DatedStarts => new(DayStarts);

    private static void Add<T>(List<(LocalDate From, T Value)> steps, LocalDate from, T value)
    {
        // What begins where another has ended takes its place.
        if (steps[^1].From == from) steps.RemoveAt(steps.Count - 1);
        if (steps.Count == 0 || !EqualityComparer<T>.Default.Equals(steps[^1].Value, value)) steps.Add((from, value));
    }

    private static bool TryDate(string[] words, out LocalDate date)
    {
        date = LocalDate.MinIsoValue;
        if (words.Length < 2) return true;
        if (!Period.TryParse(words[0], out var period) || period.Kind != PeriodKind.Day) return false;
        date = period.From;
        return true;
    }
}
