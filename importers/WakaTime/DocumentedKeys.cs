using System.Collections.Frozen;
using System.Text;

namespace Daybook.Importers.WakaTime;

/// <summary>Keys that WakaTime and those who speak its language are known to write and that have no field here.</summary>
internal static class DocumentedKeys
{
    private static readonly string[] Lines =
    [
        "ai_additions", "ai_deletions", "human_additions", "human_deletions", "ai_line_changes", "human_line_changes", "line_additions", "line_deletions",
    ];

    private static readonly string[] Tokens =
    [
        "ai_session", "ai_sessions", "ai_subscription_plan", "ai_model", "ai_input_tokens", "ai_output_tokens", "ai_cached_input_tokens", "ai_prompt_length",
    ];

    public static readonly FrozenSet<string> Total = FrozenSet.Create(StringComparer.Ordinal,
    [
        .. Lines, .. Tokens, "color", "type", "machine_name_id", "total_seconds_including_other_language", "text_including_other_language",
        "num_ai_prompt_events", "avg_ai_prompt_length", "sum_ai_prompt_length", "ai_prompt_events", "ai_prompt_length_avg", "ai_prompt_length_sum",
        "ai_prompt_events_total", "ai_prompt_events_avg_per_session", "ai_prompt_events_median_per_session",
        "ai_input_tokens_avg_per_session", "ai_input_tokens_median_per_session", "ai_output_tokens_avg_per_session", "ai_output_tokens_median_per_session",
        "ai_prompt_length_avg_per_session", "ai_prompt_length_median_per_session",
        "ai_agent_line_changes", "ai_agent_costs", "ai_agent_breakdown", "ai_agent_total_cost", "ai_model_line_changes", "ai_model_costs",
        "ai_model_breakdown", "ai_model_total_cost",
    ]);

    public static readonly FrozenSet<string> Duration = FrozenSet.Create(StringComparer.Ordinal,
    [
        .. Lines, .. Tokens, "created_at", "user_id", "color", "cursorpos", "dependencies", "is_write", "lineno", "lines", "type", "editor",
        "operating_system", "os", "user_agent_id", "project_root_count",
    ]);

    private static readonly byte[][] Heartbeat =
    [
        .. Lines.Concat(Tokens).Concat(
        [
            "dependencies", "project_root_count", "source_type", "ip_address", "raw_heartbeat_upload_id", "hash", "origin", "origin_id", "updated_at", "duration",
            "alternate_project", "alternate_branch", "extra_heartbeats", "is_unsaved_entity", "project_path",
        ]).Select(Encoding.ASCII.GetBytes),
    ];

    public static bool IsOfHeartbeats(ReadOnlySpan<byte> key)
    {
        foreach (var known in Heartbeat)
            if (key.SequenceEqual(known))
                return true;
        return false;
    }
}
