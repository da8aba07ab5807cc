using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Deletes what the dictionaries have that no row refers to: a name that nobody uses is one that was to be forgotten.</summary>
internal static class NameSweep
{
    private static readonly string[] InOrder =
    [
        "delete from subject where id not in (select subject_id from heartbeat union select subject_id from heartbeat_version union select subject_id from heartbeat_tombstone)",
        "delete from activity where id not in (select activity_id from heartbeat union select activity_id from heartbeat_version union select activity_id from heartbeat_tombstone)",
        "delete from agent where id not in (select agent_id from heartbeat union select agent_id from heartbeat_version union select id from day_part where kind = 10)",
        "delete from extra where id not in (select extra_id from heartbeat where extra_id is not null union select extra_id from heartbeat_version where extra_id is not null)",
        "delete from label where name_id not in (select machine_id from agent union select user_agent_id from agent)",
        $"delete from engagement where id not in (select id from day_part where kind = 11 union select id from purged_part where kind = 11) and not exists (select 1 from time_entry as entry where {EngagementReader.OfEntry})",
        """
        delete from name where id <> 0 and id not in (
          select entity_id from subject union select type_id from subject union select project_id from subject union select language_id from subject
          union select branch_id from activity union select category_id from activity
          union select machine_id from agent union select user_agent_id from agent union select editor_id from agent union select operating_system_id from agent
          union select project_id from time_entry union select client_id from time_entry union select task_id from time_entry union select branch_id from time_entry
          union select language_id from time_entry union select entity_id from time_entry union select category_id from time_entry union select machine_id from time_entry
          union select project_id from engagement union select client_id from engagement union select task_id from engagement
          union select within_id from day_total_part union select name_id from day_total_part
          union select name_id from label
          union select id from day_part where kind not in (10, 11) union select id from purged_part where kind <> 11)
        """,
    ];

    public static void Run(SqliteConnection connection)
    {
        foreach (var sql in InOrder) connection.Execute(sql);
    }
}
