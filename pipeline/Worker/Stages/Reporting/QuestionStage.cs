using System.Globalization;
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

    public static IReadOnlyList<OpenQuestion> Of(SliceSource source, int person, Settings settings, Slice slice, LocalDate today) =>
    [
        .. NotClosed(slice, today), .. WithoutData(slice, today), .. Stale(source, person, settings, slice, today),
        .. Twice(slice), .. Quarantined(source, person), .. Controls(slice),
    ];

    /// <summary>Only where closing is in use.</summary>
    private static IEnumerable<OpenQuestion> NotClosed(Slice slice, LocalDate today)
    {
        if (slice.Account is not { ClosedThrough: not null } account) yield break;
        var open = account.Days.Where(d => !d.IsClosed && d.Date < today).ToList();
        if (open.Count > 0) yield return new("open-days", open.Count, [], $"daybook close --through {Period.Iso(open[^1].Date)}");
    }

    /// <summary>Days that should have been worked, or all where no account says which.</summary>
    private static IEnumerable<OpenQuestion> WithoutData(Slice slice, LocalDate today)
    {
        var account = slice.Account?.Days.ToDictionary(d => d.Date);
        var days = slice.DaysWithoutData.Where(d => d.Date < today && (account is null || !account.TryGetValue(d.Date, out var day) || day.Should > 0)).ToList();
        if (days.Count > 0 && days.Count < slice.Days.Count) yield return new("without-data", days.Count, [.. days.Select(d => Period.Iso(d.Date))], $"daybook status {slice.Period.Name}");
    }

    private static IEnumerable<OpenQuestion> Stale(SliceSource source, int person, Settings settings, Slice slice, LocalDate today)
    {
        var zone = DateTimeZoneProviders.Tzdb[slice.Zone];
        foreach (var reach in source.Questions.Reach(person))
        {
            var last = reach.LastAt is { } at ? Micros.ToInstant(at).InZone(zone).Date : reach.LastDate;
            if (reach.LastDate > last) last = reach.LastDate;
            if (last is not { } date || reach.Name == DaybookImporter.Source || date >= today.PlusDays(-StaleDays) || date < today.PlusDays(-ForgottenDays)) continue;
            var isPulled = settings.Pulls.Any(p => p.Source == reach.Name);
            yield return new("stale", NodaTime.Period.DaysBetween(date, today), [reach.Name], isPulled ? $"daybook pull {Quoted(reach.Name)}" : "daybook status");
        }
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

    /// <summary>As a shell takes it for one word; a name that would be none even so is left to the person.</summary>
    private static string Quoted(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : string.Create(CultureInfo.InvariantCulture, $"'{Printable.Line(name).Replace("'", "'\\''", StringComparison.Ordinal)}'");
}
