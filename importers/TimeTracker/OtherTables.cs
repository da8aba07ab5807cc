using Daybook.Importers.Tables;

namespace Daybook.Importers.TimeTracker;

/// <summary>Tables of TimeTracker that hold no time entries, so that they can be refused by their name.</summary>
internal static class OtherTables
{
    private static readonly (string[] Columns, string Refusal)[] Some =
    [
        (["name", "contact_person", "default_hourly_rate", "prepaid_hours_monthly"], "it lists clients"),
        (["Name", "Client", "Status", "Billable", "Hourly Rate", "Budget", "Estimated Hours"], "it lists projects"),
        (["Invoice Number", "Client", "Project", "Issue Date", "Due Date", "Outstanding"], "it lists invoices"),
        (["id", "name", "client_id", "client", "billing_ref", "estimated_hours", "budget_amount"], "it lists projects"),
        (["id", "name", "project_id", "project", "assigned_to", "status", "priority", "due_date"], "it lists tasks"),
    ];

    private static readonly (string[] Columns, string Refusal)[] All =
    [
        (["id", "user_id", "start_time", "end_time", "duration_minutes", "created_at"], "its focus sessions are spans within the time entries, which count"),
        (["id", "user_id", "week_start", "target_hours", "created_at"], "it lists goals of weeks"),
        (["id", "user_id", "title", "description", "start_time", "end_time", "created_at"], "it lists events of a calendar, which are plans"),
    ];

    public static string? Refusal(TableHead head)
    {
        foreach (var (columns, refusal) in All)
            if (head.Folded.SequenceEqual(columns))
                return refusal;
        foreach (var (columns, refusal) in Some)
            if (columns.All(c => head.Folded.Contains(ColumnName.Fold(c))))
                return refusal;
        return null;
    }
}
