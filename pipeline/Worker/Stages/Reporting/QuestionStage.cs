using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Finds what only the person can settle, each with the command that does, or shows it closer.</summary>
internal static class QuestionStage
{
    // A source that was heard of in the last weeks and no more since has probably stopped.
    private const int StaleDays = 7, ForgottenDays = 90;

    // Clocks of machines differ by less.
    private const long Leeway = Micros.PerHour;

    public static IReadOnlyList<OpenQuestion> Of(SliceSource source, int person, Settings settings, Slice slice, Today today, Instant now)
    {
        var reach = source.Questions.Reach(person);
        return
        [
            .. NotClosed(slice, today), .. WithoutData(slice, today), .. Stale(reach, settings, slice, today), .. Ahead(reach, now),
            .. Twice(slice), .. Quarantined(source, person), .. Controls(slice), .. Unmapped(source, settings, slice, now),
        ];
    }

    /// <summary>Only where closing is in use.</summary>
    private static IEnumerable<OpenQuestion> NotClosed(Slice slice, Today today)
    {
        if (slice.Account is not { ClosedThrough: not null } account) yield break;
        var open = account.Days.Where(d => !d.IsClosed && today.IsAfter(d.Date)).ToList();
        if (open.Count > 0) yield return new("open-days", open.Count, [], $"daybook close --through {Period.Iso(open[^1].Date)}");
    }

    /// <summary>Days that should have been worked, or all where no account says which.</summary>
    private static IEnumerable<OpenQuestion> WithoutData(Slice slice, Today today)
    {
        var account = slice.Account?.Days.ToDictionary(d => d.Date);
        var days = slice.DaysWithoutData.Where(d => today.IsAfter(d.Date) && (account is null || !account.TryGetValue(d.Date, out var day) || day.Should > 0)).ToList();
        if (days.Count > 0 && days.Count < slice.Days.Count) yield return new("without-data", days.Count, [.. days.Select(d => Period.Iso(d.Date))], $"daybook status {slice.Period.Name}");
    }

    private static IEnumerable<OpenQuestion> Stale(IReadOnlyList<SourceReach> sources, Settings settings, Slice slice, Today today)
    {
        foreach (var reach in sources)
        {
            // A date of UTC is a day from that of the zone at most: what is out of question by it needs no zone.
            var about = reach.LastAt is { } instant ? Micros.ToInstant(instant).InUtc().Date : reach.LastDate;
            if (reach.LastDate > about) about = reach.LastDate;
            if (about is not { } near || reach.Name == DaybookImporter.Source || !today.IsAfter(near.PlusDays(StaleDays - 1)) || today.IsAfter(near.PlusDays(ForgottenDays + 1))) continue;
            var last = reach.LastAt is { } at ? Micros.ToInstant(at).InZone(DateTimeZoneProviders.Tzdb[slice.Zone]).Date : reach.LastDate;
            if (reach.LastDate > last) last = reach.LastDate;
            if (last is not { } date || !today.IsAfter(date.PlusDays(StaleDays)) || today.IsAfter(date.PlusDays(ForgottenDays))) continue;
            var isPulled = settings.Pulls.Any(p => p.Source == reach.Name);
            yield return new("stale", NodaTime.Period.DaysBetween(date, today.Day), [reach.Name], isPulled ? $"daybook pull {ShellWord.Of(reach.Name) ?? "NAME"}" : "daybook status");
        }
    }

    /// <summary>Time that has not come yet: a clock was wrong, or it is a plan.</summary>
    private static IEnumerable<OpenQuestion> Ahead(IReadOnlyList<SourceReach> sources, Instant now)
    {
        var ahead = sources.Where(s => s.LastAt > Micros.From(now) + Leeway).ToList();
        if (ahead.Count > 0) yield return new("ahead", ahead.Count, [.. ahead.Select(s => s.Name)], "daybook status") { Micros = ahead.Max(s => s.LastAt!.Value) - Micros.From(now) };
    }

    /// <summary>Only where time is allocated: of what no rule takes.</summary>
    private static IEnumerable<OpenQuestion> Unmapped(SliceSource source, Settings settings, Slice slice, Instant now)
    {
        if (settings.Allocation is null || slice.Worked == Duration.Zero) yield break;
        using var ledger = source.Ledger is null ? Ledger.OpenForReading(settings.Ledger) : null;
        List<MappedName> unmapped;
        try
        {
            unmapped = [.. new AllocateStage(source.Ledger ?? ledger!, settings, now).Projects(slice.Period.From, slice.Period.To).Where(p => p.Rule is null && p.Micros >= Micros.PerMinute)];
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Refused)
        {
            // The settings are not whole yet; whoever allocates is told so.
            yield break;
        }
        if (unmapped.Count > 0) yield return new("unmapped", unmapped.Count, [.. unmapped.Select(p => p.Name)], $"daybook projects {slice.Period.Name}") { Micros = unmapped.Sum(p => p.Micros) };
    }

    private static IEnumerable<OpenQuestion> Twice(Slice slice)
    {
        var twice = Micros.From(slice.CoveredTwice);
        if (twice >= Micros.PerMinute) yield return new("overlaps", 1, [], $"daybook overlaps {slice.Period.Name}") { Micros = twice };
    }

    private static IEnumerable<OpenQuestion> Quarantined(SliceSource source, int person)
    {
        var rows = source.Questions.Quarantined(person);
        if (rows.Count > 0) yield return new("quarantine", rows.Sum(r => r.Rows), [.. rows.Select(r => r.Source)], "daybook quarantine list");
    }

    private static IEnumerable<OpenQuestion> Controls(Slice slice)
    {
        var odd = slice.Controls.Where(c => Math.Abs(Micros.From(c.Difference)) >= Micros.PerMinute).ToList();
        if (odd.Count > 0)
            yield return new("controls", odd.Count, [.. odd.Select(c => c.Source).Distinct(StringComparer.Ordinal)], $"daybook why {Period.Iso(odd[0].Date)}") { Micros = odd.Sum(c => Math.Abs(Micros.From(c.Difference))) };
    }
}
