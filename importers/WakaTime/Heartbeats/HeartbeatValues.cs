using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>The values of one heartbeat by key, and how they become a row: the rules that every way of reading shares.</summary>
internal sealed class HeartbeatValues
{
    private readonly int[] _names = new int[HeartbeatKeys.Count];

    /// <summary>By key: a name's id, 0 = not given.</summary>
    public ref int Name(HeartbeatKey key) => ref _names[(int)key];

    /// <summary>Microseconds; 0 = not given.</summary>
    public long Time;

    /// <summary>As <see cref="Time"/>; used where that is not given.</summary>
    public long Timestamp;
    public int LineNumber;
    public int Lines;
    public int CursorPosition;
    public bool IsWrite;

    public void Clear()
    {
        Array.Clear(_names);
        (Time, Timestamp, IsWrite) = (0, 0, false);
        LineNumber = Lines = CursorPosition = HeartbeatRow.Missing;
    }

    /// <summary>Whether another key that says the same stands in the record and wins.</summary>
    public bool IsOverruled(HeartbeatKey key)
    {
        if (key == HeartbeatKey.Timestamp) return Time != 0;
        for (var other = HeartbeatKeys.FieldOf(key); other < key; other++)
            if (_names[(int)other] != 0)
                return true;
        return false;
    }

    /// <summary>Writes everything but the ids that are made of names.</summary>
    public void WriteNumbers(ref HeartbeatRow row)
    {
        row.At = Time != 0 ? Time : Timestamp;
        row.LineNumber = LineNumber;
        row.Lines = Lines;
        row.CursorPosition = CursorPosition;
        row.IsWrite = IsWrite;
    }

    public void WriteNames(HeartbeatNames names, ref HeartbeatRow row)
    {
        row.Subject = names.Id(new Subject(
            Winner(HeartbeatKey.Entity), Winner(HeartbeatKey.Type), Winner(HeartbeatKey.Project), Winner(HeartbeatKey.Language)));
        row.Activity = names.Id(new Activity(0, Winner(HeartbeatKey.Branch), Winner(HeartbeatKey.Category)));
        row.Agent = names.Id(new Agent(
            Winner(HeartbeatKey.MachineNameId), Winner(HeartbeatKey.UserAgentId), Winner(HeartbeatKey.Editor),
            Winner(HeartbeatKey.OperatingSystem)));
    }

    public Flaw? Missing()
    {
        if (Winner(HeartbeatKey.Entity) == 0) return new("the heartbeat has no entity");
        return Time == 0 && Timestamp == 0 ? new("the heartbeat has no time") : null;
    }

    private int Winner(HeartbeatKey field)
    {
        var key = field;
        while (_names[(int)key] == 0 && HeartbeatKeys.FieldOf(key + 1) == field) key++;
        return _names[(int)key];
    }
}
