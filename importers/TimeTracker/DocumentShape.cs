using Daybook.Importers.Json;

namespace Daybook.Importers.TimeTracker;

/// <summary>Recognises TimeTracker's JSON by its keys.</summary>
internal static class DocumentShape
{
    /// <summary>Null when it is none of TimeTracker's.</summary>
    public static Claim? Of(ReadOnlySpan<byte> head)
    {
        using var window = new JsonWindow(new MemoryStream(head.ToArray(), writable: false));
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        var cursor = new JsonCursor(window);
        if (!cursor.Enter('{')) return null;
        var root = new List<string>();
        Claim? account = null;
        while (cursor.NextKey())
        {
            var key = cursor.Key;
            root.Add(key);
            var bracket = cursor.Peek();
            if (key == "time_entries" && bracket == '[')
            {
                if (EntriesHere(cursor) is { } claim) return claim;
            }
            else if (key is "backup_info" or "export_info" or "summary" && bracket == '{')
            {
                if (OfInside(key, Keys(cursor)) is { } claim) return claim;
            }
            else if (AccountKeys(key, bracket) is { } wanted)
            {
                account ??= AccountHere(cursor, key, bracket, wanted);
            }
            else
            {
                cursor.Skip();
            }
        }
        if (account is not null) return account;
        if (root.Contains("current_week") && root.Contains("last_week") && root.Contains("change_percent")) return Answer(root, "it compares two weeks and holds no entries");
        return root.Contains("project_id") && root.Contains("start_time") && root.Contains("end_time") && !root.Contains("id") && !root.Contains("user_id") && !root.Contains("duration")
            ? Answer(root, "it is a request to make an entry, not an entry") : null;
    }

    private static Claim? EntriesHere(JsonCursor cursor)
    {
        cursor.Enter('[');
        while (cursor.NextElement())
        {
            if (cursor.Peek() != '{') cursor.Skip();
            else if (Keys(cursor) is var keys && keys.Contains("start_time") && keys.Contains("user_id") && keys.Contains("duration_seconds"))
                return new Claim("timetracker-entries-json", "'time_entries' with the keys 'start_time', 'user_id', 'duration_seconds'");
        }
        return null;
    }

    /// <summary>What a row of the member has that no other program's would have together.</summary>
    private static string[]? AccountKeys(string key, byte bracket) => (key, (char)bracket) switch
    {
        ("time_off_requests", '[') => ["leave_type_id", "start_date", "start_half_day"],
        ("holidays" or "company_holidays", '[') => ["start_date", "end_date", "region", "enabled"],
        ("leave_types", '[') => ["annual_allowance_hours", "accrual_hours_per_month"],
        ("balances", '[') => ["leave_type_id", "allowance_hours", "remaining_hours"],
        ("projects", '[') => ["billing_ref", "estimated_hours", "budget_amount"],
        ("users", '[') or ("user", '{') => ["username", "standard_hours_per_day", "overtime_include_weekends"],
        _ => null,
    };

    private static Claim? AccountHere(JsonCursor cursor, string key, byte bracket, string[] wanted)
    {
        var isFound = false;
        if (bracket == '{')
        {
            isFound = wanted.All(Keys(cursor).Contains);
        }
        else
        {
            cursor.Enter('[');
            while (cursor.NextElement())
            {
                if (isFound || cursor.Peek() != '{') cursor.Skip();
                else isFound = wanted.All(Keys(cursor).Contains);
            }
        }
        return isFound ? new Claim("timetracker-account", $"'{key}' with the keys {string.Join(", ", wanted.Select(w => $"'{w}'"))}") : null;
    }

    private static Claim? OfInside(string key, List<string> keys) => key switch
    {
        "backup_info" when keys.Contains("created_by") && keys.Contains("version") => new Claim("timetracker-backup", "'backup_info' with the keys 'created_by', 'version'"),
        "export_info" when keys.Contains("export_type") && keys.Contains("username") => new Claim("timetracker-all-data", "'export_info' with the keys 'export_type', 'username'"),
        "summary" when keys.Contains("total_entries") && keys.Contains("billable_hours") => Answer(keys, "it holds sums of a range, which do not say what was on which day"),
        _ => null,
    };

    private static Claim Answer(List<string> keys, string refusal) =>
        new("timetracker-answer", $"the keys {string.Join(", ", keys.Take(6).Select(k => $"'{Model.Printable.Short(k, 40)}'"))}", refusal);

    private static List<string> Keys(JsonCursor cursor)
    {
        var keys = new List<string>();
        cursor.Enter('{');
        while (cursor.NextKey())
        {
            keys.Add(cursor.Key);
            cursor.Skip();
        }
        return keys;
    }
}
