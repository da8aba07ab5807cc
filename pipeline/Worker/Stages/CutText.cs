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
public sealed record CutText(IReadOnlyList<CutText.Step> Zones, IReadOnlyList<CutText.Step> DayStarts)
{
    private const char Steps = ';', Starts = '@';
    private const string Midnight = "00:00";

    /// <summary>The name of a zone, or a clock time such as 04:00, and the first date it holds.</summary>
    public sealed record Step(LocalDate From, string Value);

    /// <summary>Whether anything names a zone.</summary>
    public bool IsSaid { get; init; } = true;

    /// <summary>The zone that holds last.</summary>
    public string Zone => Zones[^1].Value;

    public static CutText Always(string zone) => new([new(LocalDate.MinIsoValue, zone)], [new(LocalDate.MinIsoValue, Midnight)]);

    /// <summary>
    /// By contracts while they are in force, elsewhere in the zone that the person's exports name and from midnight. Where none
    /// names a zone, that of a contract holds before it and after its end too.
    /// </summary>
    /// <param name="zone">That of the exports, or null.</param>
    public static CutText Of(string? zone, Contracts contracts)
    {
        var before = zone ?? contracts.All.Select(c => c.Zone).FirstOrDefault(z => z is not null) ?? "UTC";
        var (zones, starts) = (new List<Step> { new(LocalDate.MinIsoValue, before) }, new List<Step> { new(LocalDate.MinIsoValue, Midnight) });
        foreach (var contract in contracts.All)
        {
            Add(zones, contract.From, contract.Zone ?? zone ?? zones[^1].Value);
            Add(starts, contract.From, contract.DayStart is { } start ? string.Create(CultureInfo.InvariantCulture, $"{start.Hour:00}:{start.Minute:00}") : Midnight);
            if (contracts.EndOf(contract) is not { } end) continue;
            Add(zones, end.PlusDays(1), zone ?? zones[^1].Value);
            Add(starts, end.PlusDays(1), Midnight);
        }
        return new CutText(zones, starts) { IsSaid = zone is not null || contracts.All.Any(c => c.Zone is not null) };
    }

    /// <summary>Null where it is no text of one. Zones are not looked up.</summary>
    public static CutText? Parse(string text)
    {
        var parts = text.Split(Starts);
        if (parts.Length > 2) return null;
        var (zones, starts) = (new List<Step>(), new List<Step> { new(LocalDate.MinIsoValue, Midnight) });
        foreach (var step in parts[0].Split(Steps))
        {
            var words = step.Split(' ');
            if (words.Length > 2 || words[^1].Length == 0 || !TryDate(words, out var from)) return null;
            zones.Add(new Step(from, words[^1]));
        }
        foreach (var step in parts.Length < 2 ? [] : parts[1].Split(Steps, StringSplitOptions.RemoveEmptyEntries))
        {
            if (step.Split(' ') is not [_, var clock] words || !TryDate(words, out var from) || Clock(clock) is null) return null;
            starts.Add(new Step(from, clock));
        }
        return new CutText(zones, starts);
    }

    public override string ToString()
    {
        var zones = string.Join(Steps, Zones.Select(z => z.From == LocalDate.MinIsoValue ? z.Value : $"{Period.Iso(z.From)} {z.Value}"));
        var starts = string.Concat(DayStarts.Skip(1).Select(s => $"{Steps}{Period.Iso(s.From)} {s.Value}"));
        return starts.Length == 0 ? zones : $"{zones}{Starts}{starts}";
    }

    public Dated<DateTimeZone> DatedZones => new(Zones.Select(z => new Dated<DateTimeZone>.Step(z.From, DateTimeZoneProviders.Tzdb[z.Value])));

    public Dated<LocalTime> DatedStarts => new(DayStarts.Select(s => new Dated<LocalTime>.Step(s.From, Clock(s.Value)!.Value)));

    private static void Add(List<Step> steps, LocalDate from, string value)
    {
        // What begins where another has ended takes its place.
        if (steps[^1].From == from) steps.RemoveAt(steps.Count - 1);
        if (steps.Count == 0 || steps[^1].Value != value) steps.Add(new Step(from, value));
    }

    private static LocalTime? Clock(string text) =>
        text is [_, _, ':', _, _] && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24
        && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute < 60 ? new LocalTime(hour, minute) : null;

    private static bool TryDate(string[] words, out LocalDate date)
    {
        date = LocalDate.MinIsoValue;
        if (words.Length < 2) return true;
        if (!Period.TryParse(words[0], out var period) || period.Kind != PeriodKind.Day) return false;
        date = period.From;
        return true;
    }
}
