using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Reads contracts: Daybook's own, Wotra's hours a week from a date on, TimeTracker's standard hours.</summary>
internal static class ContractOfFact
{
    /// <summary>Whether it is said as Daybook's own are: by a person, not by a tracker that knows hours a week alone.</summary>
    public static bool IsOwn(FactKeys keys) => keys.Has("weeks_us") || keys.Has("monthly_us");

    private const int WorkingDaysAWeek = 5, MostPercent = 1000;

    private static readonly PeriodKind[] CapEnds = [PeriodKind.Month, PeriodKind.Day, PeriodKind.Week, PeriodKind.Year];

    private static readonly IsoDayOfWeek[] WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <param name="undated">From when on a contract holds that has no date; null where nothing has been tracked.</param>
    /// <param name="firstWeekday">How the source cuts this person's weeks, 1 for Monday to 7; null where it does not say.</param>
    /// <returns>Null where it cannot be used; <paramref name="keys"/> say why.</returns>
    public static Contract? Read(TermFact fact, FactKeys keys, LocalDate? undated, long? firstWeekday)
    {
        if ((fact.Date ?? undated) is not { } from)
        {
            keys.Refuse("a contract has no date, and there is no time yet from which on it could hold");
            return null;
        }
        var contract = IsOwn(keys) ? Own(from, keys)
            : fact.Date is null || keys.Has("daily_us") || keys.Has("overtime") || keys.Has("weekends") ? Standard(from, keys)
            : Weekly(from, keys);
        if (contract is null || keys.Wrong is not null) return null;
        var zone = keys.Text("zone");
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) keys.Refuse($"'{Printable.Short(zone, 60)}' is not a zone");
        var weekday = keys.Number("first_weekday") ?? firstWeekday ?? (long)IsoDayOfWeek.Monday;
        if (weekday is < 1 or > 7) keys.Refuse("'first_weekday' is none from 1, Monday, to 7, Sunday");
        // The zone of a tracker's profile is how it shows times, with a default that few have chosen: it cuts no days.
        return keys.Wrong is not null ? null : contract with { Id = fact.Identity, Source = fact.Source, Zone = IsOwn(keys) ? zone : null, FirstWeekday = (IsoDayOfWeek)weekday };
    }

    private static Contract? Own(LocalDate from, FactKeys keys)
    {
        var weeks = keys.Weeks("weeks_us");
        if (keys.Wrong is not null) return null;
        var region = keys.Text("region");
        if (region is not null && AllHolidays.OfRegion(region, out var unknown) is null) keys.Refuse(unknown!.Message);
        var policy = keys.Text("policy") ?? AllWeekPolicies.Usual;
        if (AllWeekPolicies.Find(policy) is null) keys.Refuse($"'{Printable.Short(policy, 40)}' is no policy that is known");
        return new Contract(from, keys.Date("until"), weeks is null ? WeekPattern.Even(Micros.PerHour, WorkingDays) : WeekPattern.Of([.. weeks]))
        {
            MonthMicros = keys.Length("monthly_us"),
            Opening = keys.Number("opening_us"),
            Effects = Effects(keys),
            WorkedBy = (WorkedBy)keys.Word("worked", "timeline", "sum"),
            Policy = policy,
            Lookup = (HoursLookup)keys.Word("lookup", "first-day", "closing", "each-day"),
            Weights = [.. keys.Objects("weights").Select(w => Weight(w, keys))],
            Cap = Cap(keys),
            Expiry = keys.Annual("expiry"),
            Vacation = keys.Has("vacation_days") || keys.Has("vacation_us") ? new VacationTerms(keys.Length("vacation_days"), keys.Length("vacation_us"), keys.Annual("vacation_until")) : null,
            Region = region,
            DayStart = keys.Clock("day_start"),
        };
    }

    /// <summary>Wotra's: hours a week from a date on, looked up when a week is closed; worked is the sum of the entries.</summary>
    private static Contract? Weekly(LocalDate from, FactKeys keys)
    {
        if (keys.Length("weekly_us") is { } week)
            return new Contract(from, null, WeekPattern.Even(week, WorkingDays)) { Policy = AllWeekPolicies.Wotra, Lookup = HoursLookup.Closing, WorkedBy = WorkedBy.Sum };
        keys.Refuse("a contract names no hours");
        return null;
    }

    /// <summary>TimeTracker's: by the day it goes by the hours of a day, by the week by those of a week; either stands in for the other.</summary>
    private static Contract? Standard(LocalDate from, FactKeys keys)
    {
        var isWeekly = keys.Word("overtime", "daily", "weekly") == 1;
        var areOvertime = keys.Word("weekends", "regular", "overtime") == 1;
        var (week, days) = (keys.Length("weekly_us"), keys.Length("daily_us") * WorkingDaysAWeek);
        if ((isWeekly ? week ?? days : days ?? week) is { } hours)
            return new Contract(from, null, WeekPattern.Even(hours, WorkingDays))
            {
                Policy = isWeekly ? AllWeekPolicies.WeeklyCap : areOvertime ? AllWeekPolicies.DailyCapWeekdays : AllWeekPolicies.DailyCap,
            };
        keys.Refuse("a contract names no hours");
        return null;
    }

    private static AbsenceEffects Effects(FactKeys keys)
    {
        var effects = AbsenceEffects.Usual;
        foreach (var (kind, said) in keys.Texts("effects"))
        {
            var effect = (AbsenceEffect)keys.Meant("effects", said, "reduces", "credited", "fills", "neutral", "balance");
            switch (kind)
            {
                case "holiday":
                    effects = effects with { Holiday = effect };
                    break;
                case "sick":
                    effects = effects with { Sick = effect };
                    break;
                case "vacation":
                    effects = effects with { Vacation = effect };
                    break;
                case "overtime":
                    effects = effects with { Overtime = effect };
                    break;
                case "other":
                    effects = effects with { Other = effect };
                    break;
                default:
                    keys.Refuse($"'{Printable.Short(kind, 40)}' is no kind of absence");
                    break;
            }
        }
        return effects;
    }

    private static Weight Weight(FactKeys weight, FactKeys keys)
    {
        var on = (WeightOn)weight.Word("on", "night", "saturday", "sunday", "holiday");
        var percent = weight.Number("percent") ?? -1;
        if (percent is < 0 or > MostPercent) keys.Refuse($"a weight's 'percent' is none from 0 to {MostPercent}");
        var (from, to) = (weight.Clock("from"), weight.Clock("to"));
        if (on == WeightOn.Night && (from ?? to) is null) keys.Refuse("a weight of the night has no 'from' and 'to'");
        if (weight.Wrong is { } wrong) keys.Refuse(wrong);
        return new Weight(on, (int)Math.Clamp(percent, 0, MostPercent)) { From = from ?? LocalTime.Midnight, To = to ?? LocalTime.Midnight };
    }

    private static CarryCap? Cap(FactKeys keys) => keys.Number("cap_us") is not { } cap ? null
        : new CarryCap(cap, CapEnds[keys.Word("cap_at", "month", "day", "week", "year")]);
}
