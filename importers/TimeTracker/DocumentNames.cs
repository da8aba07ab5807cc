using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>What a document says beside its entries: who and what their ids stand for, and the server's zone.</summary>
internal sealed class DocumentNames
{
    private const int LongestValue = 1 << 20;
    private const decimal HighestRate = 1_000_000_000;

    private static readonly string[] ForLater =
    [
        "weekly_goals", "weekly_time_goals", "workday_sessions", "timesheet_periods",
    ];

    private readonly Dictionary<(string List, string Id), Row> _rows = [];

    /// <summary>Of the server, which its times are in; null where the document does not say.</summary>
    public DateTimeZone? Zone { get; private set; }

    /// <summary>What the profile says of the person's own, as written.</summary>
    public string? PersonsZone { get; private set; }

    public bool HasLocalTimes { get; private set; }

    /// <summary>When the document was made, microseconds since the epoch; null where it does not say.</summary>
    public long? MadeAt { get; private set; }

    /// <summary>Name of whom all of the document is about; null where it is about several people or does not say.</summary>
    public string? Owner { get; private set; }

    /// <summary>Their id.</summary>
    public string? OwnerId { get; private set; }

    /// <summary>Lists with something in them that no kind of fact exists for yet, in file order.</summary>
    public List<string> Later { get; } = [];

    public static DocumentNames In(byte[] content)
    {
        var names = new DocumentNames();
        names.Collect(DocumentReader.Cursor(content));
        return names;
    }

    /// <summary>Null where there is no zone of that name.</summary>
    public static DateTimeZone? ZoneOf(string? name) => name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    public Row? Of(string list, string? id) => id is not null && _rows.TryGetValue((list, id), out var row) ? row : null;

    /// <param name="Client">Its client's name.</param>
    /// <param name="Rate">Of an hour, or null.</param>
    public sealed record Row(string? Name, string? Client, string? ClientId, Money? Rate)
    {
        /// <summary>Of a kind of leave.</summary>
        public string? Code { get; init; }

        /// <summary>Likewise.</summary>
        public bool? IsPaid { get; init; }
    }

    private void Collect(JsonCursor cursor)
    {
        if (!cursor.Enter('{'))
        {
            cursor.Skip();
            return;
        }
        while (cursor.NextKey())
        {
            var key = cursor.Key;
            var bracket = cursor.Peek();
            if (key is "projects" or "clients" or "tasks" or "users" or "leave_types" or "time_entries" && bracket == '[') Rows(cursor, key);
            else if (key is "settings" or "backup_info" or "export_info" or "user_profile" or "user" && bracket == '{') Value(cursor, value => Profile(key, value));
            else if (key == TimeTrackerDocument.Names) Collect(cursor);
            else if (key == "timezone" && cursor.TakeText() is { } zone) Zone ??= ZoneOf(zone);
            else if (Array.IndexOf(ForLater, key) >= 0 && bracket == '[') CountLater(cursor, key);
            else cursor.Skip();
        }
    }

    private void Rows(JsonCursor cursor, string list)
    {
        cursor.Enter('[');
        while (cursor.NextElement()) Value(cursor, row => Learn(list, row));
    }

    private void Learn(string list, JsonElement row)
    {
        if (list == "time_entries")
            HasLocalTimes |= row.Text("start_time") is { } start && MomentText.TryParse(start, null, out var moment) && moment.OffsetMicros is null;
        else if (row.Text("id") is { } id)
            _rows.TryAdd((list, id), new Row(list == "users" ? row.Text("username") : row.Text("name"), row.Text("client"), row.Text("client_id"), Rate(row))
            {
                Code = list == "leave_types" ? row.Text("code") : null,
                IsPaid = list == "leave_types" && row.TryGetProperty("is_paid", out var paid) ? IsTrue(paid) : null,
            });
    }

    private void Profile(string key, JsonElement value)
    {
        if (key is "user_profile" or "user")
        {
            PersonsZone = value.Text("timezone");
            Learn("users", value);
            return;
        }
        Zone ??= ZoneOf(value.Text("timezone"));
        if (key == "backup_info") MadeAt = AccountRow.StampOf(value.Text("created_at"));
        if (key == "export_info") (MadeAt, Owner, OwnerId) = (AccountRow.StampOf(value.Text("export_date")), value.Text("username"), value.Text("user_id"));
    }

    private void CountLater(JsonCursor cursor, string key)
    {
        var count = 0;
        for (cursor.Enter('['); cursor.NextElement(); count++) cursor.Skip();
        if (count > 0) Later.Add(string.Create(CultureInfo.InvariantCulture, $"'{key}' ({count})"));
    }

    private static Money? Rate(JsonElement row) =>
        decimal.TryParse(row.Text("hourly_rate") ?? row.Text("default_hourly_rate"), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate is > 0 and < HighestRate ? new Money((long)decimal.Round(rate * Money.PerUnit), "") : null;

    private static bool? IsTrue(JsonElement flag) => flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.ValueKind == JsonValueKind.True : null;

    private static void Value(JsonCursor cursor, Action<JsonElement> use)
    {
        if (cursor.Measure(LongestValue, out var extent) != Measured.Whole)
        {
            cursor.Skip();
            return;
        }
        using var document = JsonValues.Parse(cursor.Window.Ahead(extent.Length), out _);
        if (document is not null) use(document.RootElement);
        cursor.Pass(extent.Length);
    }
}
