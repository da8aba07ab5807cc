using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// Makes what a document says of the account beside time into facts: time off, what leave is granted and left, and the terms
/// that overtime is counted by.
/// </summary>
/// <remarks>
/// TimeTracker keeps no history of the terms: they are those of the moment the document was made. Nothing becomes time off
/// here; a request keeps its status, and only an approved one is taken.
/// </remarks>
internal sealed class AccountRows(DocumentNames names)
{
    private const int MostHours = 1_000_000, OfDay = 24, OfWeek = 168;

    // A person's row holds much else, some of which changes with every sign-in.
    private static readonly string[] Terms =
    [
        "id", "username", "timezone", "week_start_day", "standard_hours_per_day", "standard_hours_per_week", "overtime_calculation_mode",
        "overtime_include_weekends", "daily_hour_limit_override", "weekly_hour_limit_override",
    ];

    /// <summary>Whether the member of a document has rows for this: a list of them, or one.</summary>
    public static bool Reads(string key, byte bracket) => bracket switch
    {
        (byte)'[' => key is "time_off_requests" or "leave_requests" or "holidays" or "company_holidays" or "leave_types" or "balances" or "leave_balances" or "users" or "projects",
        (byte)'{' => key is "user_profile" or "user",
        _ => false,
    };

    /// <summary>None where the row has a flaw or says nothing of the account.</summary>
    public IReadOnlyList<AccountFact> Read(string list, AccountRow row)
    {
        if (row.Flaw is not null) return [];
        IReadOnlyList<AccountFact> facts = list switch
        {
            "time_off_requests" or "leave_requests" => [Request(row)],
            "holidays" or "company_holidays" => [Holiday(row)],
            "leave_types" => [LeaveType(row)],
            "balances" or "leave_balances" => [Balance(row)],
            "projects" => [Project(row)],
            _ => OfPerson(row),
        };
        return row.Flaw is null ? facts : [];
    }

    private AccountFact Request(AccountRow row)
    {
        var (first, last) = Span(row);
        var leave = Leave(row);
        var days = Math.Max(1, NodaTime.Period.DaysBetween(first, last) + 1);
        var (user, person) = Person(row);
        return new AccountFact(AccountFact.Absence, Identity(row, "request", user, leave.Type, Model.Period.Iso(first), Model.Period.Iso(last)), null, first,
            row.Json([], ("kind", leave.Kind), ("type", leave.Type), ("until", Model.Period.Iso(last)), ("status", IsDeleted(row) ? "deleted" : row.Text("status")?.ToLowerInvariant()),
                ("length_us", row.Hours(0, days * OfDay, "requested_hours")), ("half_first", One(row.IsSet("start_half_day"))), ("half_last", One(row.IsSet("end_half_day"))),
                ("paid", Flag(leave.IsPaid)), ("person", person)), row.Place)
        {
            Stamp = row.Stamp("updated_at") ?? names.MadeAt,
            Person = person,
        };
    }

    private AccountFact Holiday(AccountRow row)
    {
        var (first, last) = Span(row);
        var (name, region) = (row.Text("name"), row.Text("region"));
        var status = IsDeleted(row) ? "deleted" : row.IsSet("enabled") == false ? "disabled" : "approved";
        return new AccountFact(AccountFact.Absence, Identity(row, "holiday", name, region, Model.Period.Iso(first), Model.Period.Iso(last)), null, first,
            row.Json([], ("kind", "holiday"), ("type", name), ("until", Model.Period.Iso(last)), ("status", status), ("region", region)), row.Place)
        {
            Stamp = row.Stamp("updated_at") ?? names.MadeAt,
        };
    }

    private AccountFact LeaveType(AccountRow row)
    {
        var (name, code) = (row.Text("name"), row.Text("code"));
        if (name is null && code is null) row.Wrong("the kind of leave has neither name nor code", "Give it one: it is what people know it by.");
        return new AccountFact(AccountFact.LeaveType, Identity(row, "type", code ?? name), null, null,
            row.Json([], ("kind", LeaveKind(code, name)), ("type", name), ("code", code), ("yearly_us", row.Hours(0, MostHours, "annual_allowance_hours")),
                ("monthly_us", row.Hours(0, MostHours, "accrual_hours_per_month")), ("paid", Flag(row.IsSet("is_paid")))), row.Place)
        {
            Stamp = row.Stamp("updated_at") ?? names.MadeAt,
        };
    }

    private AccountFact Balance(AccountRow row)
    {
        var leave = Leave(row);
        var (allowance, used) = (row.Hours(0, MostHours, "allowance_hours"), row.Hours(0, MostHours, "used_hours"));
        var remaining = row.Hours(-MostHours, MostHours, "remaining_hours");
        if ((allowance ?? used ?? remaining) is null) row.Wrong("the balance has no hours", "One of 'allowance_hours', 'used_hours', 'remaining_hours' is needed.");
        if ((row.Text("leave_type_id") ?? leave.Code ?? leave.Type) is null) row.Wrong("the balance does not say of which kind of leave", "'leave_type_id' or 'leave_type_code' would.");
        var (user, person) = Person(row);
        return new AccountFact(AccountFact.LeaveBalance, EntryText.Raw("balance", user, row.Text("leave_type_id") ?? leave.Code ?? leave.Type), null, null,
            row.Json([], ("kind", leave.Kind), ("type", leave.Type), ("code", leave.Code), ("allowance_us", allowance), ("used_us", used), ("remaining_us", remaining), ("person", person)),
            row.Place)
        {
            Stamp = names.MadeAt,
            Person = person,
        };
    }

    private AccountFact Project(AccountRow row)
    {
        var name = row.Text("name");
        if (name is null) row.Wrong("the project has no name");
        var status = IsDeleted(row) ? "deleted" : row.IsSet("is_archived") == true ? "archived" : row.Text("status")?.ToLowerInvariant();
        return new AccountFact(AccountFact.Project, EntryText.Raw("project", row.Text("id") ?? name), null, null,
            row.Json([.. row.Keys.Except(TimeTrackerDocument.ProjectSums)], ("id", row.Text("id")), ("name", name), ("client", row.Text("client") ?? names.Of("clients", row.Text("client_id"))?.Name),
                ("code", row.Text("code")), ("status", status), ("billable", Flag(row.IsSet("billable"))), ("rate", names.Of("projects", row.Text("id"))?.Rate?.Minor)), row.Place)
        {
            Stamp = row.Stamp("updated_at") ?? names.MadeAt,
        };
    }

    private List<AccountFact> OfPerson(AccountRow row)
    {
        var facts = new List<AccountFact>();
        var (daily, weekly) = (row.Hours(0, OfDay, "standard_hours_per_day"), row.Hours(0, OfWeek, "standard_hours_per_week"));
        var (dailyLimit, weeklyLimit) = (row.Hours(0, OfDay, "daily_hour_limit_override"), row.Hours(0, OfWeek, "weekly_hour_limit_override"));
        var (mode, weekends) = (row.Text("overtime_calculation_mode")?.ToLowerInvariant(), row.IsSet("overtime_include_weekends"));
        if (mode is not (null or "daily" or "weekly")) row.Wrong($"'{Printable.Short(mode, 60)}' is nothing that overtime is counted by", "TimeTracker counts it daily or weekly.");
        var starts = row.Weekday("week_start_day");
        var person = row.Text("username", "display_name");
        var identity = row.Text("id") ?? person;
        if (identity is null && (daily ?? weekly ?? starts) is not null) row.Wrong("nothing says whose working time it is", "A person's row has an 'id' or a 'username'.");
        var zone = DocumentNames.ZoneOf(row.Text("timezone"))?.Id;
        if ((daily ?? weekly ?? dailyLimit ?? weeklyLimit) is not null || mode is not null || weekends is not null)
            facts.Add(new AccountFact(AccountFact.Contract, EntryText.Raw("person", identity), null, null,
                row.Json(Terms, ("weekly_us", weekly), ("daily_us", daily), ("overtime", mode), ("weekends", weekends switch { true => "regular", false => "overtime", null => null }),
                    ("daily_limit_us", dailyLimit), ("weekly_limit_us", weeklyLimit), ("zone", zone), ("person", person)), row.Place)
            {
                Stamp = names.MadeAt,
                Person = person,
            });
        if (starts is not null)
            facts.Add(new AccountFact(AccountFact.WeekCut, EntryText.Raw("person", identity), null, null,
                row.Json(Terms, ("week_starts", starts), ("zone", zone), ("person", person)), row.Place)
            {
                Stamp = names.MadeAt,
                Person = person,
            });
        return facts;
    }

    private static (LocalDate First, LocalDate Last) Span(AccountRow row)
    {
        var begin = row.Date("start_date", "start", "date");
        if (begin is null) row.Wrong("the row does not say when it begins", "Its first day should stand as 'start_date'.");
        var first = begin ?? default;
        var last = row.Date("end_date", "end") ?? first;
        if (last < first) row.Wrong($"the last day, {Model.Period.Iso(last)}, lies before the first, {Model.Period.Iso(first)}", "Turn them round, or take the row out.");
        return (first, last);
    }

    private (string Kind, string? Type, string? Code, bool? IsPaid) Leave(AccountRow row)
    {
        var known = names.Of("leave_types", row.Text("leave_type_id"));
        var (type, code) = (row.Text("leave_type", "leave_type_name") ?? EntryText.NullIfEmpty(known?.Name?.Trim()), row.Text("leave_type_code") ?? known?.Code);
        return (LeaveKind(code, type), type, code, known?.IsPaid);
    }

    /// <summary>In the words of a closed day. People name the kinds of leave as they like: what is none of the usual names is leave.</summary>
    private static string LeaveKind(string? code, string? name)
    {
        foreach (var word in (ReadOnlySpan<string?>)[code, name])
            switch (word?.Replace('_', ' ').Replace('-', ' ').ToLowerInvariant())
            {
                case "vacation" or "annual" or "annual leave" or "paid vacation" or "paid time off" or "pto":
                    return "vacation";
                case "sick" or "sick leave" or "sickness":
                    return "sick";
                case "overtime" or "overtime leave":
                    return "overtime";
            }
        return "leave";
    }

    // All that is a person's own export is theirs, and its rows need not say so.
    private (string? Id, string? Name) Person(AccountRow row)
    {
        var id = row.Text("user_id") ?? names.OwnerId;
        return (id, row.Text("user", "username") ?? names.Of("users", id)?.Name ?? (id == names.OwnerId ? names.Owner : null));
    }

    private static bool IsDeleted(AccountRow row) => row.Text("deleted_at") is not null || row.IsSet("is_deleted") == true || row.IsSet("deleted") == true;

    private static string Identity(AccountRow row, string what, params ReadOnlySpan<string?> fields) =>
        row.Text("id") is { } id ? EntryText.Raw(what, id) : EntryText.Raw(what, [null, .. fields]);

    private static object? One(bool? flag) => flag == true ? 1L : null;

    private static object? Flag(bool? flag) => flag switch { true => 1L, false => 0L, null => null };
}
