using System.Globalization;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>By what rules a person's facts become days: the configuration, and where it is silent, what the accounts say.</summary>
/// <param name="Text">All of it in one line; kept with what is derived, which is built again when it changes.</param>
public sealed record PersonRules(int Person, string Name, DeriveSettings Derive, string Zone, string Text)
{
    /// <summary>Raised when the rules themselves come to other results from the same facts and settings.</summary>
    private const int Version = 4;
    private const string Separator = " || ";

    public static IReadOnlyList<PersonRules> Of(Ledger ledger, Settings settings)
    {
        var sources = ledger.Sources.All();
        return [.. ledger.Sources.People().Select(p => Of(p.Id, p.Name, [.. sources.Where(s => s.Person == p.Id)], ledger, settings))];
    }

    /// <summary>How days were cut last, out of <see cref="Text"/>; null when today's configuration would cut otherwise.</summary>
    public static PersonCut? CutIfUnchanged(string text, Settings settings)
    {
        var parts = text.Split(Separator);
        return parts.Length == 4 && parts[0] == Head && parts[1] == settings.DerivedBy() && CutText.Parse(parts[2]) is { } cut ? new PersonCut(cut.Zone, () => CutOf(settings, cut)) : null;
    }

    /// <param name="cut">What holds where the configuration says nothing.</param>
    public static DayCut CutOf(Settings settings, CutText cut) => new(
        settings.Zones.Count > 0 ? new Dated<DateTimeZone>(settings.Zones.Select(z => (z.From, DateTimeZoneProviders.Tzdb[z.Zone]))) : cut.DatedZones,
        settings.DayStarts.Count > 0 ? new Dated<LocalTime>(settings.DayStarts.Select(d => (d.From, d.At))) : cut.DatedStarts);

    /// <summary>How a person's days are cut where the configuration says nothing: by their contracts and the accounts of their exports.</summary>
    public static CutText CutOf(int? person, string? zone, Ledger ledger, Settings settings)
    {
        if (settings.Zones.Count > 0 && settings.DayStarts.Count > 0) return CutText.Always(settings.Zones[^1].Zone);
        // Only contracts with a date cut days: which day is the first with time depends on the cut.
        var facts = (person is { } id ? ledger.Terms.Of(id) : []).Where(f => f.Kind == AccountFact.Contract && f.Date is not null).ToList();
        var cut = CutText.Of(zone, TermsOfFacts.Of(facts, DayCut.In(DateTimeZone.Utc), null, settings.SourceOrder).Terms.Contracts);
        if (settings.DayStarts.Count > 0) cut = cut with { DayStarts = CutText.Always("UTC").DayStarts };
        return settings.Zones.Count > 0 ? cut with { Zones = CutText.Always(settings.Zones[^1].Zone).Zones } : cut;
    }

    private static string Head => string.Create(CultureInfo.InvariantCulture, $"rules {Version}");

    private static PersonRules Of(int person, string name, IReadOnlyList<SourceInfo> sources, Ledger ledger, Settings settings)
    {
        var accounts = sources.ToDictionary(s => s.Id, s => ledger.Sources.AccountOf(s.Id));
        var ordered = sources.OrderBy(s => Rank(settings, s.Name)).ThenBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        var cut = CutOf(person, ordered.Select(s => accounts[s.Id].Zone).FirstOrDefault(z => z is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is not null), ledger, settings);
        var joins = ordered.ToDictionary(s => s.Id, s => settings.Joins.FirstOrDefault(j => j.Source == s.Name)?.Joins ?? Dated<JoinRule>.Always(FromAccount(accounts[s.Id])));
        var joinsText = string.Join(",", ordered.Select(s =>
            $"{s.Name}:{string.Join("/", joins[s.Id].Steps.Select(j => $"{j.Value.TimeoutMicros}{(j.Value.WritesOnly ? "w" : "")}"))}"));
        var text = string.Join(Separator, Head, settings.DerivedBy(), cut.ToString(), $"{joinsText} tz {DateTimeZoneProviders.Tzdb.VersionId}");
        var derive = new DeriveSettings(CutOf(settings, cut), [.. ordered.Select(s => s.Id)], id => joins[id])
        {
            Timeline = Timeline(settings, ordered),
            Counting = Counting(settings, ordered),
        };
        return new PersonRules(person, name, derive, cut.Zone, text);
    }

    private static Dated<TimelinePolicy>? Timeline(Settings settings, IReadOnlyList<SourceInfo> sources)
    {
        if (settings.Timeline.Count == 0) return null;
        var steps = settings.Timeline.Select(t => (t.From, new TimelinePolicy([.. (t.Order ?? []).SelectMany(name => sources.Where(s => s.Name == name)).Select(s => s.Id)], t.Settle))).ToList();
        // Before the first date it is as without any.
        if (steps[0].From > LocalDate.MinIsoValue) steps.Insert(0, (LocalDate.MinIsoValue, new TimelinePolicy([], Settle.Instant)));
        return new Dated<TimelinePolicy>(steps);
    }

    private static CountRules Counting(Settings settings, IReadOnlyList<SourceInfo> sources) => settings.Counting.Count == 0 ? CountRules.None
        : new CountRules([.. settings.Counting.Where(c => c.Source is null || sources.Any(s => s.Name == c.Source))
            .Select(c => new CountRule(sources.FirstOrDefault(s => s.Name == c.Source)?.Id, c.Category, c.From, c.Counts, c.DailyMicros))]);

    private static JoinRule FromAccount(AccountSettings account) =>
        new(account.TimeoutMicros ?? JoinRule.Default.TimeoutMicros, account.WritesOnly ?? JoinRule.Default.WritesOnly);

    private static int Rank(Settings settings, string source)
    {
        for (var i = 0; i < settings.SourceOrder.Count; i++)
            if (settings.SourceOrder[i] == source)
                return i;
        return int.MaxValue;
    }
}

/// <summary>How the days of a person were cut.</summary>
/// <param name="zone">The one that holds last, to be shown.</param>
/// <param name="cut">Made when it is asked for: all zones are loaded then, which takes as long as a report.</param>
public sealed class PersonCut(string zone, Func<DayCut> cut)
{
    private DayCut? _made;

    public string Zone => zone;

    public DayCut Cut => _made ??= cut();
}
