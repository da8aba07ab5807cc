namespace Daybook.Model;

/// <summary>
/// One sign of activity at one instant, as numbers: it has no length. The names behind the ids are in the
/// <see cref="HeartbeatNames"/> of the same reading, or in the ledger's own tables after it was stored.
/// </summary>
public struct HeartbeatRow
{
    /// <summary>Stands for a number the source did not give.</summary>
    public const int Missing = int.MinValue;

    /// <summary>Microseconds since the epoch.</summary>
    public long At;

    /// <summary>Id of (entity, type, project, language).</summary>
    public int Subject;

    /// <summary>Id of (branch, category); in the ledger also of the source.</summary>
    public int Activity;

    /// <summary>Id of (machine, user agent, editor, operating system).</summary>
    public int Agent;

    /// <summary>Id of the JSON text of all other keys worth keeping, 0 for none.</summary>
    public int Extra;

    public int LineNumber;
    public int Lines;
    public int CursorPosition;
    public bool IsWrite;

    /// <summary>Orders by identity: time first, then the ids; two rows of one identity compare equal.</summary>
    public static int CompareKeys(in HeartbeatRow x, in HeartbeatRow y)
    {
        if (x.At != y.At) return x.At < y.At ? -1 : 1;
        if (x.Subject != y.Subject) return x.Subject < y.Subject ? -1 : 1;
        if (x.Activity != y.Activity) return x.Activity < y.Activity ? -1 : 1;
        return x.IsWrite == y.IsWrite ? 0 : x.IsWrite ? 1 : -1;
    }

    /// <summary>Whether two rows of one identity say the same in all else.</summary>
    public static bool HaveSamePayload(in HeartbeatRow x, in HeartbeatRow y) =>
        x.Agent == y.Agent && x.LineNumber == y.LineNumber && x.Lines == y.Lines && x.CursorPosition == y.CursorPosition && x.Extra == y.Extra;
}

/// <summary>What was worked on; name ids, 0 = not given.</summary>
public readonly record struct Subject(int Entity, int Type, int Project, int Language);

/// <summary>How; name ids, 0 = not given. Source is 0 while a file is read and set by the ledger.</summary>
public readonly record struct Activity(int Source, int Branch, int Category);

/// <summary>With what; name ids, 0 = not given. Machine and user agent are as the source wrote them, often ids.</summary>
public readonly record struct Agent(int Machine, int UserAgent, int Editor, int OperatingSystem);
