using System.Text;

namespace Daybook.Store;

/// <summary>
/// All facts of a ledger and all that is derived, as text that two ledgers of the same content share: names in place of
/// ids, sorted, without runs. What the laws of importing are held against.
/// </summary>
public static class LedgerDump
{
    private const string Beat =
        "%.at_us || ' ' || source.name || ' ' || entity.text || ' ' || type.text || ' ' || project.text || ' ' || language.text || ' ' || branch.text || ' ' || category.text || ' ' || %.is_write";

    private const string BeatJoins =
        """
         join subject on subject.id = %.subject_id join name as entity on entity.id = entity_id join name as type on type.id = type_id
         join name as project on project.id = project_id join name as language on language.id = language_id
         join activity on activity.id = %.activity_id join source on source.id = activity.source_id
         join name as branch on branch.id = branch_id join name as category on category.id = category_id
        """;

    private const string Payload =
        " || ' ' || machine.text || ' ' || ua.text || ' ' || editor.text || ' ' || ifnull(%.line_number, '-') || ' ' || ifnull(%.lines, '-') || ' ' || ifnull(%.cursor_position, '-') || ' ' || ifnull(extra.json, '-')";

    private const string PayloadJoins =
        """
         join agent on agent.id = %.agent_id join name as machine on machine.id = agent.machine_id join name as ua on ua.id = agent.user_agent_id
         join name as editor on editor.id = agent.editor_id left join extra on extra.id = %.extra_id
        """;

    private static readonly (string Name, string Sql)[] Everything =
    [
        ("heartbeat", Of($"select {Beat}{Payload} from %{BeatJoins}{PayloadJoins}", "heartbeat")),
        ("version", Of($"select {Beat}{Payload} from %{BeatJoins}{PayloadJoins}", "heartbeat_version")),
        ("gone", Of($"select {Beat} from %{BeatJoins}", "heartbeat_tombstone")),
        ("total", "select source.name || ' ' || date || ' ' || total_us || ' ' || hex(content) || ' ' || is_current || ' ' || stamp_us from day_total join source on source.id = source_id"),
        ("total part",
            """
            select source.name || ' ' || date || ' ' || hex(content) || ' ' || ordinal || ' ' || dimension || ' ' || within.text || ' ' || name.text || ' ' || length_us || ' ' || ifnull(part.extra, '-')
            from day_total_part as part join day_total on day_total.id = day_total_id join source on source.id = source_id
            join name on name.id = name_id join name as within on within.id = within_id
            """),
        ("fact", "select source.name || ' ' || kind || ' ' || identity || ' ' || hex(content) || ' ' || is_current || ' ' || json from account_fact join source on source.id = source_id"),
        ("entry", "select source.name || ' ' || ifnull(upstream_id, hex(row_hash) || ' ' || occurrence) || ' ' || hex(content) || ' ' || is_current || ' ' || is_deleted || ' ' || at_us || ' ' || length_us || ' ' || ifnull(date, '-') || ' ' || name.text from time_entry join source on source.id = source_id join name on name.id = project_id"),
        ("label", "select source.name || ' ' || name.text || ' ' || ifnull(machine, '-') || ' ' || ifnull(editor, '-') || ' ' || ifnull(operating_system, '-') from label join source on source.id = source_id join name on name.id = name_id"),
        ("file", "select source.name || ' ' || hex(fingerprint) || ' ' || bytes || ' ' || state || ' ' || supersedes from file join source on source.id = source_id"),
        ("quarantine", "select hex(file.fingerprint) || ' ' || offset || ' ' || reason from quarantine join file on file.id = file_id"),
        ("day", "select person.name || ' ' || date || ' ' || start_us || ' ' || end_us || ' ' || basis || ' ' || worked_us || ' ' || ifnull(first_clock_us, '-') || ' ' || ifnull(last_clock_us, '-') || ' ' || covered_twice_us || ' ' || heartbeats || ' ' || summed_us from day join person on person.id = person_id"),
        ("part", "select date || ' ' || kind || ' ' || ifnull(name.text, '-') || ' ' || worked_us from day_part left join name on name.id = day_part.id where kind < 10"),
        ("agent part",
            """
            select date || ' ' || machine.text || ' ' || ua.text || ' ' || editor.text || ' ' || worked_us
            from day_part join agent on agent.id = day_part.id join name as machine on machine.id = agent.machine_id
            join name as ua on ua.id = agent.user_agent_id join name as editor on editor.id = agent.editor_id where kind = 10
            """),
        ("engagement part",
            """
            select date || ' ' || project.text || ' ' || client.text || ' ' || task.text || ' ' || is_billable || ' ' || rate || ' ' || currency || ' ' || worked_us
            from day_part join engagement on engagement.id = day_part.id join name as project on project.id = engagement.project_id
            join name as client on client.id = engagement.client_id join name as task on task.id = engagement.task_id where kind = 11
            """),
        ("closing", "select person.name || ' ' || closing.id || ' ' || kind || ' ' || first || ' ' || last || ' ' || ifnull(balance_us, '-') || ' ' || hex(inputs) || ' ' || ifnull(reopened_by, '-') || ' ' || body from closing join person on person.id = person_id"),
        ("stretch", "select date || ' ' || start_us || ' ' || end_us || ' ' || start_clock_us from stretch"),
    ];

    public static string Of(Ledger ledger)
    {
        var text = new StringBuilder();
        foreach (var (name, sql) in Everything)
            foreach (var row in ledger.Connection.Query(sql, r => r.GetString(0)).Order(StringComparer.Ordinal))
                text.Append(name).Append(": ").Append(row).Append('\n');
        return text.ToString();
    }

    /// <summary>Lines that only one of two dumps has; empty when they are equal.</summary>
    public static IReadOnlyList<string> Difference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        return [.. left.Except(right).Select(l => $"- {l}"), .. right.Except(left).Select(r => $"+ {r}")];
    }

    private static string Of(string sql, string table) => sql.Replace("%", table, StringComparison.Ordinal);
}
