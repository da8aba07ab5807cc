using Daybook.Importers.Tables;
using Daybook.Importers.WakaTime;
using Daybook.Importers.WakaTime.Heartbeats;

namespace Daybook.Importers.Wakapi;

/// <summary>
/// Reads heartbeats out of Wakapi: the answer of its API, which is WakaTime's but for plain ids and user agents, and the
/// table that its download script makes of it.
/// </summary>
public sealed class WakapiImporter : IImporter
{
    private static readonly string[] Signs = ["entity", "time", "type", "is_write", "machine_name_id", "user_agent_id"];

    public string Name => "wakapi";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (Recognition.Of(head) is { } shape) return shape.Kin == Kin.Wakapi ? new Claim(shape.Kind, shape.Evidence) : null;
        if (TableHead.Of(head) is not { } table || !Signs.All(table.Folded.Contains)) return null;
        return new Claim("wakapi-table", $"columns: {string.Join(", ", Signs)}")
        {
            ReadOff = [("delimiter", table.DelimiterName), ("encoding", table.HasMark ? $"{table.Encoding} with mark" : table.Encoding)],
        };
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var opened = OpenedTable.Of(file);
        var items = opened.Head is { } head ? new HeartbeatTable(opened.File, head, reading).Read() : new DocumentReader(opened.File, reading, isFast: true).Read();
        foreach (var item in items) yield return item;
    }

    public IEnumerable<FoundHeartbeat> Find(byte[] segment, bool isDay)
    {
        using var opened = OpenedTable.Of(SourceFile.Of("segment", segment));
        var found = opened.Head is { } head && Signs.All(head.Folded.Contains)
            ? new HeartbeatTable(opened.File, head, Reading.Fresh()).Find() : HeartbeatFinder.In(segment, isDay);
        foreach (var heartbeat in found) yield return heartbeat;
    }
}
