using System.Text.RegularExpressions;
using Daybook.Model;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Daybook.Importers.Calendar;

/// <summary>A date, or what a clock shows on it.</summary>
/// <param name="Zone">Of the clock; null for one of wherever the person is.</param>
/// <param name="IsDate">It has no time of day.</param>
internal readonly record struct CalendarTime(LocalDateTime Local, DateTimeZone? Zone, bool IsDate)
{
    private static readonly LocalDateTimePattern Form = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private static readonly ZoneLocalMappingResolver AsCalendarsDo = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    /// <summary>As calendars write it, without a zone.</summary>
    public static string Write(LocalDateTime local) => Form.Format(local);

    /// <summary>Without a zone; false where it is none.</summary>
    public static bool TryLocal(string text, out LocalDateTime local)
    {
        var parsed = Form.Parse(text.Length == 8 ? $"{text}T000000" : text);
        local = parsed.Success ? parsed.Value : default;
        return parsed.Success && local.Year is >= 1 and <= 2100;
    }

    /// <summary>Of a single value; the years go from 1970 to 2100.</summary>
    public static Flaw? Read(string text, ContentLine line, CalendarZones zones, out CalendarTime time)
    {
        time = default;
        text = text.Trim();
        var isUtc = text.EndsWith('Z');
        if (!TryLocal(isUtc ? text[..^1] : text, out var local) || local.Year < 1970)
            return new Flaw($"{line.Name} '{Printable.Short(text, 60)}' is not a time", "Calendars write 20261021T090000, of the years 1970 to 2100.");
        if (text.Length == 8)
        {
            time = new CalendarTime(local, null, true);
            return null;
        }
        DateTimeZone? zone = isUtc ? DateTimeZone.Utc : null;
        if (!isUtc && line.Parameter("TZID") is { } id && (zone = zones.Of(id)) is null)
            return new Flaw($"the zone '{Printable.Short(id, 60)}' is not known", "It is neither a name such as Europe/Berlin, nor one of Windows, and the file has no rules of it that can be read.");
        time = new CalendarTime(local, zone, false);
        return null;
    }

    /// <summary>
    /// As calendars understand it: of an hour that clocks show twice the first, and of one that they skip what it would
    /// have been without.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is of no zone and none is given.</exception>
    public Instant At(Given given) => ZoneAmong(given).ResolveLocal(Local, AsCalendarsDo).ToInstant();

    /// <summary>Clocks never showed it.</summary>
    public bool IsSkipped(Given given) => ZoneAmong(given).MapLocal(Local).Count == 0;

    public DateTimeZone ZoneAmong(Given given) => Zone ?? given.Zones?.On(Local.Date) ?? throw new InvalidOperationException("the zone of a floating time is asked for beforehand");
}

/// <summary>How long an event is: days on the calendar, then a length.</summary>
internal readonly partial record struct CalendarLength(int Days, long Micros)
{
    [GeneratedRegex(@"^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    /// <summary>Such as PT1H30M or P1D; null where it is none, or below nothing.</summary>
    public static CalendarLength? Read(string text)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success || match.Groups[1].Value == "-" || !match.Groups.Values.Skip(2).Any(g => g.Success)) return null;
        return new CalendarLength(7 * Number(2) + Number(3),
            Number(4) * Model.Micros.PerHour + Number(5) * Model.Micros.PerMinute + Number(6) * Model.Micros.PerSecond);

        int Number(int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Microseconds since the epoch.</summary>
    public long EndOf(CalendarTime start, Given given) =>
        Model.Micros.From((Days == 0 ? start : start with { Local = start.Local.PlusDays(Days) }).At(given)) + Micros;
}
