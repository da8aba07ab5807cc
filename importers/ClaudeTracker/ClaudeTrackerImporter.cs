using System.Text;
using Daybook.Importers.Databases;
using Daybook.Importers.Opening;

namespace Daybook.Importers.ClaudeTracker;

/// <summary>Reads claude-tracker's database, and the transcripts it makes its sessions from by its own rules.</summary>
public sealed class ClaudeTrackerImporter : IImporter
{
    private static readonly string[] Tables = ["sessions", "synced_days", "synced_entries"];

    public string Name => "claude-tracker";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (SchemaHead.Of(head) is { } tables)
            return tables.Any(t => t.Name == Tables[0] && t.Has("source_path") && t.Has("duration_seconds"))
                ? new Claim("claude-sessions", $"a SQLite file with the tables {string.Join(", ", Tables.Where(name => tables.Any(t => t.Name == name)))}")
                : null;
        if (TranscriptHead.Evidence(head) is { } evidence) return new Claim("claude-transcript", evidence);
        return IsConfiguration(head) ? new Claim("claude-config", "settings in TOML with the keys of claude-tracker") : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        if (Sniff.StartsWith(file, SchemaHead.Magic, out var again)) return DatabaseReader.Read(again, Tables, Tables[0], new SessionRows(file.Name).Convert);
        var started = StartedFile.Of(again, out var head);
        return IsConfiguration(head) ? new ConfigurationReader(file.Name).Read(started) : TranscriptReader.Read(started);
    }

    private static bool IsConfiguration(ReadOnlySpan<byte> head)
    {
        if (!head.Contains("work_day_start"u8, "[sync"u8) && !head.Contains("idle_timeout_minutes"u8, "="u8)) return false;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(head).Split('\n'))
        {
            var key = line.Split('=', '#')[0].Trim();
            if (key.Length > 0 && (key[0] is '{' or '<')) return false;
            keys.Add(key);
        }
        return keys.Contains("idle_timeout_minutes") || (keys.Contains("[sync]") && keys.Contains("work_day_start") && keys.Contains("workspace_id"));
    }
}

file static class Bytes
{
    public static bool Contains(this ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        bytes.IndexOf(one) >= 0 && bytes.IndexOf(other) >= 0;
}
