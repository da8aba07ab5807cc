using System.CommandLine;
using System.Text.Json.Nodes;
using Daybook.Importers.Daybook;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary>The options that say what a contract is, and the row of Daybook's own format that they make.</summary>
internal static class ContractOptions
{

    private static readonly Option<string?> From = new("--from") { Description = "The first day it holds.", HelpName = "DATE", Required = true };
    private static readonly Option<string?> Until = new("--until") { Description = "The last day it holds; without it until the next one begins.", HelpName = "DATE" };
    private static readonly Option<string?> HoursOf = new("--hours") { Description = "How much: 38:30.", HelpName = "LENGTH" };
    private static readonly Option<string?> Per = new("--per") { Description = "What the hours are of: week, month or day. Without it of a week.", HelpName = "SPAN" };
    private static readonly Option<string[]> Days = new("--weekdays") { Description = "In place of --hours, those of each day from Monday on: \"8,8,8,8,6:30,0,0\". Once more for a week B, C and so on.", HelpName = "LENGTHS", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> WorkingDays = new("--days") { Description = "On which days: mon-fri, or mon,tue,thu. Without it mon-fri.", HelpName = "DAYS" };
    private static readonly Option<string?> FirstWeekday = new("--first-weekday") { Description = "The day weeks begin with; without it Monday.", HelpName = "DAY" };
    private static readonly Option<string?> Zone = new("--zone") { Description = "The zone its days are cut by, where the configuration names none.", HelpName = "ZONE" };
    private static readonly Option<string?> DayStart = new("--day-start") { Description = "When its days begin, where the configuration says nothing: 04:00.", HelpName = "TIME" };
    private static readonly Option<string?> Opening = new("--opening") { Description = "The balance it begins with: 12:30 or -3:30.", HelpName = "LENGTH" };
    private static readonly Option<string?> Policy = new("--policy") { Description = $"How weeks are settled: {string.Join(", ", AllWeekPolicies.InOrder.Select(p => p.Name))}.", HelpName = "NAME" };
    private static readonly Option<string?> Lookup = new("--lookup") { Description = "Whose hours a policy goes by: first-day, closing or each-day.", HelpName = "NAME" };
    private static readonly Option<string?> Worked = new("--worked") { Description = "What counts as worked: timeline, each instant once; or sum, overlaps as often as they stand there.", HelpName = "NAME" };
    private static readonly Option<string[]> Weight = new("--weight") { Description = "Work that counts for more: \"night 22:00-06:00 125\", \"sunday 150\", saturday, holiday.", HelpName = "WEIGHT", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Cap = new("--cap") { Description = "The most that is carried on, and when: \"40:00 month\"; day, week, month or year.", HelpName = "CAP" };
    private static readonly Option<string?> Expiry = new("--expiry") { Description = "When in a year what was carried into it is gone: 03-31.", HelpName = "DAY" };
    private static readonly Option<string?> Vacation = new("--vacation") { Description = "A year's: \"30 days\" or \"231:00 hours\".", HelpName = "LENGTH" };
    private static readonly Option<string?> VacationUntil = new("--vacation-until") { Description = "Until when in a year vacation of the one before can be taken: 03-31.", HelpName = "DAY" };
    private static readonly Option<string?> Region = new("--region") { Description = "Whose public holidays are days off: DE, DE-BY.", HelpName = "REGION" };
    private static readonly Option<string[]> Effect = new("--effect") { Description = "What time off does: vacation=reduces; reduces, credited, fills, neutral or balance.", HelpName = "KIND=EFFECT", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Note = new("--note", "-n") { Description = "Your own words.", HelpName = "TEXT" };

    public static Command WithContract(this Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)
        [
            From, Until, HoursOf, Per, Days, WorkingDays, FirstWeekday, Zone, DayStart, Opening, Policy, Lookup, Worked, Weight, Cap, Expiry, Vacation, VacationUntil, Region, Effect, Note,
        ])
            command.Options.Add(option);
        return command;
    }

    /// <summary>What the options say, without id and stamp.</summary>
    /// <exception cref="UsageException">An option makes no sense.</exception>
    public static JsonObject RowOf(CommandContext context)
    {
        var row = new JsonObject { ["from"] = Model.Period.Iso(CommandContext.DateOf(context.Get(From), From.Name)!.Value) };
        void Put(string key, JsonNode? value)
        {
            if (value is not null) row[key] = value;
        }
        if (CommandContext.DateOf(context.Get(Until), Until.Name) is { } until) Put("until", Model.Period.Iso(until));
        PutHours(context, Put);
        Put("first_weekday", context.Get(FirstWeekday) is { } day ? WeekdayOf(day, FirstWeekday) : null);
        Put("zone", context.Get(Zone));
        Put("day_start", context.Get(DayStart));
        Put("opening", context.Get(Opening));
        if (context.Get(Policy) is { } policy)
            Put("policy", AllWeekPolicies.Find(policy) is not null ? policy : throw new UsageException($"--policy: '{Printable.Line(policy)}' is not known; known are {string.Join(", ", AllWeekPolicies.InOrder.Select(p => p.Name))}"));
        Put("lookup", context.Get(Lookup));
        Put("worked", context.Get(Worked));
        if (context.Get(Weight) is { Length: > 0 } weights) Put("weights", new JsonArray([.. weights.Select(WeightOf)]));
        PutCap(context.Get(Cap), Put);
        Put("expiry", context.Get(Expiry));
        PutVacation(context.Get(Vacation), Put);
        Put("vacation_until", context.Get(VacationUntil));
        if (context.Get(Region) is { } region)
            Put("region", AllHolidays.OfRegion(region, out var unknown) is not null ? region.ToUpperInvariant() : throw new UsageException($"--region: {Printable.Line(unknown!.Message)}. {unknown.Hint}"));
        if (context.Get(Effect) is { Length: > 0 } effects)
        {
            var said = new JsonObject();
            foreach (var effect in effects)
                said[Parts(effect, '=', 2, $"--effect: '{Printable.Line(effect)}' is not a kind and what it does; write it like vacation=reduces")[0]] = effect.Split('=')[1].Trim();
            Put("effects", said);
        }
        Put("note", context.Get(Note));
        return row;
    }

    private static void PutHours(CommandContext context, Action<string, JsonNode?> put)
    {
        var (hours, per, weeks, days) = (context.Get(HoursOf), context.Get(Per), context.Get(Days) ?? [], context.Get(WorkingDays));
        if ((hours is null) == (weeks.Length == 0)) throw new UsageException("say either --hours or --weekdays");
        if (weeks.Length > 0)
        {
            if (days is not null || per is not null) throw new UsageException("--weekdays says it all: leave --days and --per out");
            var all = weeks.Select(w => (JsonNode)WeekOf(w)).ToArray();
            if (all.Length == 1) put("hours", all[0]);
            else put("weeks", new JsonArray(all));
            return;
        }
        var working = WorkingDaysOf(days ?? "mon-fri");
        var micros = LengthOf(hours!, HoursOf.Name);
        switch (per ?? "week")
        {
            case "week":
                put("hours", Week(WeekPattern.Even(micros, working)));
                break;
            case "day":
                put("hours", Week(WeekPattern.Even(micros * working.Count, working)));
                break;
            case "month":
                put("per_month", DaybookDocument.LengthText(micros));
                if (days is not null) put("hours", Week(WeekPattern.Even(Micros.PerHour * working.Count, working)));
                break;
            default:
                throw new UsageException($"--per: '{Printable.Line(per!)}' is not week, month or day");
        }
    }

    private static JsonArray Week(WeekPattern pattern)
    {
        var monday = new LocalDate(2024, 1, 1);
        return new JsonArray([.. Enumerable.Range(0, 7).Select(i => (JsonNode)DaybookDocument.LengthText(pattern.On(monday.PlusDays(i), monday)))]);
    }

    private static JsonArray WeekOf(string text)
    {
        var parts = Parts(text, ',', 7, $"--weekdays: '{Printable.Line(text)}' is not seven lengths from Monday on; write them like \"8,8,8,8,6:30,0,0\"");
        return new JsonArray([.. parts.Select(p => (JsonNode)DaybookDocument.LengthText(LengthOf(p, Days.Name)))]);
    }

    private static JsonObject WeightOf(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wrong = new UsageException($"--weight: '{Printable.Line(text)}' is not a weight; write it like \"night 22:00-06:00 125\" or \"sunday 150\"");
        if (words.Length is not (2 or 3) || !int.TryParse(words[^1].TrimEnd('%'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var percent)) throw wrong;
        var weight = new JsonObject { ["on"] = words[0], ["percent"] = percent };
        if (words.Length == 3)
        {
            var night = words[1].Split('-');
            if (night.Length != 2) throw wrong;
            (weight["from"], weight["to"]) = (night[0], night[1]);
        }
        return weight;
    }

    private static void PutCap(string? cap, Action<string, JsonNode?> put)
    {
        if (cap?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not { } words) return;
        if (words.Length is not (1 or 2)) throw new UsageException($"--cap: '{Printable.Line(cap)}' is not a length and a span; write it like \"40:00 month\"");
        put("cap", words[0]);
        put("cap_at", words.Length == 2 ? words[1] : "month");
    }

    private static void PutVacation(string? vacation, Action<string, JsonNode?> put)
    {
        switch (vacation?.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case null:
                break;
            case [var days, "days" or "day"]:
                put("vacation_days", days);
                break;
            case [var hours, "hours" or "hour"]:
                put("vacation_hours", hours);
                break;
            case [var hours] when hours.Contains(':', StringComparison.Ordinal):
                put("vacation_hours", hours);
                break;
            default:
                throw new UsageException($"--vacation: '{Printable.Line(vacation)}' is neither days nor hours; write it like \"30 days\" or \"231:00 hours\"");
        }
    }

    private static IReadOnlyList<IsoDayOfWeek> WorkingDaysOf(string text) => WeekdayText.List(text)
        ?? throw new UsageException($"{WorkingDays.Name}: '{Printable.Line(text)}' is not a list of days; write it like mon-fri or mon,tue,thu");

    private static string WeekdayOf(string text, Option option) => WeekdayText.One(text) is { } day ? WeekdayText.NameOf(day)
        : throw new UsageException($"{option.Name}: '{Printable.Line(text)}' is not a day of the week; write it like mon or monday");

    private static long LengthOf(string text, string name) => LengthText.TryParse(text, LengthUnit.Hours, null, out var micros) && micros >= 0 ? micros
        : throw new UsageException($"{name}: '{Printable.Line(text)}' is not a length; write it like 38:30");

    private static string[] Parts(string text, char separator, int count, string otherwise)
    {
        var parts = text.Split(separator, StringSplitOptions.TrimEntries);
        return parts.Length == count ? parts : throw new UsageException(otherwise);
    }
}
