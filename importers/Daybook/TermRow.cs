using System.Text;
using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Importers.Daybook;

/// <summary>Reads one contract, absence, correction or invoice of the format into the fact that it is.</summary>
internal static class TermRow
{
    private const int MostPercent = 1000, MostDays = 366;

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private static readonly string[] AbsenceKinds = ["holiday", "sick", "vacation", "overtime", "other"];

    private static readonly string[] Common = ["id", "person", "note", "changed", "deleted"];
    private static readonly string[] OfContract =
    [
        .. Common, "from", "until", "hours", "weeks", "per_month", "first_weekday", "zone", "day_start", "opening", "effects", "worked", "policy", "lookup", "weights", "cap", "cap_at",
        "expiry", "vacation_days", "vacation_hours", "vacation_until", "region",
    ];

    private static readonly string[] OfAbsence = [.. Common, "date", "until", "kind", "length", "half_first", "half_last", "type", "status"];
    private static readonly string[] OfAdjustment = [.. Common, "date", "delta", "balance", "paid_out"];

    private static readonly string[] OfInvoice = [.. Common, "date", "number", "client", "from", "until", "times", "lines"];

    public static bool Reads(string list) => list is DaybookTerm.Contracts or DaybookTerm.Absences or DaybookTerm.Adjustments or DaybookTerm.Invoices;

    /// <summary>The fact, or null and what is wrong with the row.</summary>
    public static AccountFact? Read(string list, JsonElement row, Place place, UnexpectedKeys? unexpected, out Flaw? flaw)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            flaw = new Flaw("a row should be an object with keys and values");
            return null;
        }
        var values = new TermValues(row);
        var fact = list switch
        {
            DaybookTerm.Contracts => Contract(values, row, place),
            DaybookTerm.Absences => Absence(values, row, place),
            DaybookTerm.Invoices => Invoice(values, row, place),
            _ => Adjustment(values, row, place),
        };
        unexpected?.MeetOthers(row, list switch { DaybookTerm.Contracts => OfContract, DaybookTerm.Absences => OfAbsence, DaybookTerm.Invoices => OfInvoice, _ => OfAdjustment });
        var (person, changed) = (values.Text("person"), values.Instant("changed"));
        flaw = values.Flaw;
        return flaw is null ? fact with { Person = person, Stamp = changed } : null;
    }

    private static AccountFact Contract(TermValues values, JsonElement row, Place place)
    {
        var from = Needed(values, "from", "a contract needs the date it holds from");
        var until = values.Date("until");
        if (until < from) values.Wrong($"it ends on {Period.Iso(until.Value)}, before it begins");
        var weeks = values.Weeks("hours", isOne: true) ?? values.Weeks("weeks", isOne: false);
        if (values.Has("hours") && values.Has("weeks")) values.Wrong("it has both 'hours' and 'weeks'", "'hours' is one week, 'weeks' are several that take turns.");
        var month = values.Length("per_month", 0, TermValues.MonthMicros);
        if (weeks is null && month is null) values.Wrong("a contract needs its hours", "\"hours\": [\"8:00\", \"8:00\", \"8:00\", \"8:00\", \"8:00\", \"0:00\", \"0:00\"], or \"per_month\": \"160:00\"");
        var weekday = values.Word("first_weekday", Weekdays);
        if (values.Has("cap_at") && !values.Has("cap")) values.Wrong("it has a 'cap_at' and no 'cap'");
        if (values.Has("vacation_days") && values.Has("vacation_hours")) values.Wrong("it has both 'vacation_days' and 'vacation_hours'", "Vacation is counted in days or in hours.");
        return Fact(AccountFact.Contract, IdOf(values, row), from, values, row, place,
            ("until", until is { } last ? Period.Iso(last) : null), ("weeks_us", weeks), ("monthly_us", month),
            ("first_weekday", weekday is null ? null : (long?)(Array.IndexOf(Weekdays, weekday) + 1)), ("zone", Zone(values)), ("day_start", values.Clock("day_start")),
            ("opening_us", values.Length("opening", -TermValues.MostMicros, TermValues.MostMicros)),
            ("effects", values.Words("effects", AbsenceKinds, ["reduces", "credited", "fills", "neutral", "balance"])), ("worked", values.Word("worked", "timeline", "sum")),
            ("policy", values.Text("policy")), ("lookup", values.Word("lookup", "first-day", "closing", "each-day")), ("weights", values.Objects("weights", Weight)),
            ("cap_us", values.Length("cap", -TermValues.MostMicros, TermValues.MostMicros)), ("cap_at", values.Word("cap_at", "day", "week", "month", "year")), ("expiry", values.Annual("expiry")),
            ("vacation_days", values.Millionths("vacation_days", MostDays)), ("vacation_us", values.Length("vacation_hours", 0, MostDays * TermValues.DayMicros)),
            ("vacation_until", values.Annual("vacation_until")), ("region", values.Text("region")));
    }

    private static AccountFact Absence(TermValues values, JsonElement row, Place place)
    {
        var date = Needed(values, "date", "time off needs its date");
        var until = values.Date("until");
        if (until < date) values.Wrong($"it ends on {Period.Iso(until.Value)}, before it begins");
        var kind = values.Word("kind", [.. AbsenceKinds, "workday"]);
        if (kind is null) values.Wrong("time off needs its kind", $"It is {string.Join(", ", AbsenceKinds)}, or workday for a holiday that is none.");
        var (first, last) = (values.One("half_first"), values.One("half_last"));
        var length = values.Length("length", 0, TermValues.MostMicros);
        if (length is not null && (first ?? last) is not null) values.Wrong("it has both a length and half days", "Say one of them.");
        return Fact(AccountFact.Absence, IdOf(values, row), date, values, row, place,
            ("kind", kind == "other" ? "leave" : kind), ("type", values.Text("type")), ("until", until is { } end ? Period.Iso(end) : null), ("status", values.Text("status")?.ToLowerInvariant()),
            ("length_us", length), ("half_first", first), ("half_last", last));
    }

    private static AccountFact Adjustment(TermValues values, JsonElement row, Place place)
    {
        var date = Needed(values, "date", "a correction needs its date");
        var (delta, balance) = (values.Length("delta", -TermValues.MostMicros, TermValues.MostMicros), values.Length("balance", -TermValues.MostMicros, TermValues.MostMicros));
        if (values.Flaw is null && (delta is null) == (balance is null))
            values.Wrong("a correction has either a 'delta' or a 'balance'", "'delta' is added to the balance, to 'balance' it is set as the day begins.");
        if (values.Text("note") is null) values.Wrong("a correction needs a note", "Nobody knows later why it was made.");
        return Fact(AccountFact.Adjustment, IdOf(values, row), date, values, row, place,
            ("delta_us", delta), ("balance_us", balance), ("paid_out", values.One("paid_out")));
    }

    private static AccountFact Invoice(TermValues values, JsonElement row, Place place)
    {
        var date = Needed(values, "date", "an invoice needs its date");
        if (values.Text("number") is null) values.Wrong("an invoice needs its number", "\"number\": \"2026-017\"");
        var (from, until) = (Needed(values, "from", "an invoice needs the first day it is of"), Needed(values, "until", "an invoice needs the last day it is of"));
        if (until < from) values.Wrong($"it ends on {Period.Iso(until)}, before it begins");
        return Fact(AccountFact.Invoice, IdOf(values, row), date, values, row, place,
            ("number", values.Text("number")), ("client", values.Text("client")), ("from", Period.Iso(from)), ("until", Period.Iso(until)),
            ("times", values.Objects("times", BilledTime)), ("lines", values.Objects("lines", BilledLine)));
    }

    private static string BilledTime(TermValues time)
    {
        var (date, length) = (time.Date("date"), time.Length("length", -TermValues.MostMicros, TermValues.MostMicros));
        if (date is null || length is null) time.Wrong("billed time has a 'date' and a 'length'", "{\"date\": \"2026-11-02\", \"project\": \"api\", \"length\": \"7:30\"}");
        return FactJson.Bare(("date", date is { } on ? Period.Iso(on) : null), ("project", time.Text("project")), ("task", time.Text("task")), ("us", length), ("rate", time.Sum("rate")), ("currency", time.Text("currency")));
    }

    private static string BilledLine(TermValues line)
    {
        var (first, last, length) = (line.Date("first"), line.Date("last"), line.Length("length", -TermValues.MostMicros, TermValues.MostMicros));
        if (first is null || last is null || length is null) line.Wrong("a line has 'first', 'last' and 'length'", "{\"first\": \"2026-11-02\", \"last\": \"2026-11-27\", \"length\": \"30:15\", \"rate\": \"80\", \"currency\": \"EUR\"}");
        return FactJson.Bare(("project", line.Text("project")), ("task", line.Text("task")), ("date", line.Date("date") is { } on ? Period.Iso(on) : null),
            ("first", first is { } from ? Period.Iso(from) : null), ("last", last is { } to ? Period.Iso(to) : null), ("us", length),
            ("rate", line.Sum("rate")), ("amount", line.Sum("amount")), ("currency", line.Text("currency")));
    }

    private static string Weight(TermValues weight)
    {
        var on = weight.Word("on", "night", "saturday", "sunday", "holiday");
        var (from, to, percent) = (weight.Clock("from"), weight.Clock("to"), weight.Whole("percent", 0, MostPercent));
        if (on is null || percent is null) weight.Wrong("a weight says on what it is, and how many percent", "{\"on\": \"sunday\", \"percent\": 150}");
        if (on == "night" && (from is null || to is null)) weight.Wrong("a weight of the night needs 'from' and 'to'", "{\"on\": \"night\", \"from\": \"22:00\", \"to\": \"06:00\", \"percent\": 125}");
        return on == "night" ? $"{{\"on\":\"night\",\"percent\":{percent},\"from\":\"{from}\",\"to\":\"{to}\"}}" : $"{{\"on\":\"{on}\",\"percent\":{percent}}}";
    }

    private static string? Zone(TermValues values)
    {
        var zone = values.Text("zone");
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            values.Wrong($"'{Printable.Short(zone, 60)}' is not a zone", "They are named as in the IANA database, such as Europe/Berlin.");
        return zone;
    }

    private static LocalDate Needed(TermValues values, string key, string otherwise)
    {
        if (values.Date(key) is { } date) return date;
        values.Wrong(otherwise, $"\"{key}\": \"2026-10-21\"");
        return default;
    }

    private static AccountFact Fact(string kind, string identity, LocalDate date, TermValues values, JsonElement row, Place place, params ReadOnlySpan<(string Key, object? Value)> keys) =>
        new(kind, identity, null, date, values.Flaw is not null ? "{}" : FactJson.Of(json =>
        {
            foreach (var member in row.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null) continue;
                json.WritePropertyName(member.Name);
                json.WriteRawValue(DaybookDocument.Harmless(ExtraJson.Minified(member.Value)));
            }
        }, [.. keys, ("note", values.Text("note")), ("person", values.Text("person")), ("deleted", values.One("deleted"))]), place);

    // Without an id a row that says something else is another: nothing tells which of the two is newer.
    private static string IdOf(TermValues values, JsonElement row) => values.Text("id") ?? $"row/{ContentHash.Of(Encoding.UTF8.GetBytes(ExtraJson.Minified(row)))}";
}
