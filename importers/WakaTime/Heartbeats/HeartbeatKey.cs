using System.Text;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>The keys of a heartbeat that have a meaning here. Keys of one field follow one another, the one that wins first.</summary>
internal enum HeartbeatKey : byte
{
    Unknown,
    Entity, File, FilePath,
    Type, EntityType,
    Project,
    Language, AlternateLanguage,
    Branch,
    Category,
    MachineNameId, Machine,
    UserAgentId, UserAgent, Plugin,
    Editor,
    OperatingSystem,
    Time, Timestamp,
    LineNumber,
    Lines,
    CursorPosition,
    IsWrite,
    /// <summary>Known, and found again in the file when asked for; not kept with every row.</summary>
    Id, UserId, CreatedAt,
}

internal static class HeartbeatKeys
{
    /// <summary>Room for a value of every key, by the key's number.</summary>
    public const int Count = (int)HeartbeatKey.CreatedAt + 1;

    private static readonly (byte[] Text, HeartbeatKey Key)[] All =
    [
        Pair("id", HeartbeatKey.Id), Pair("time", HeartbeatKey.Time), Pair("type", HeartbeatKey.Type), Pair("file", HeartbeatKey.File),
        Pair("lines", HeartbeatKey.Lines), Pair("entity", HeartbeatKey.Entity), Pair("branch", HeartbeatKey.Branch),
        Pair("lineno", HeartbeatKey.LineNumber), Pair("project", HeartbeatKey.Project), Pair("language", HeartbeatKey.Language),
        Pair("category", HeartbeatKey.Category), Pair("is_write", HeartbeatKey.IsWrite), Pair("cursorpos", HeartbeatKey.CursorPosition),
        Pair("user_id", HeartbeatKey.UserId), Pair("created_at", HeartbeatKey.CreatedAt), Pair("machine_name_id", HeartbeatKey.MachineNameId),
        Pair("user_agent_id", HeartbeatKey.UserAgentId), Pair("machine", HeartbeatKey.Machine), Pair("user_agent", HeartbeatKey.UserAgent),
        Pair("plugin", HeartbeatKey.Plugin), Pair("editor", HeartbeatKey.Editor), Pair("operating_system", HeartbeatKey.OperatingSystem),
        Pair("timestamp", HeartbeatKey.Timestamp), Pair("entity_type", HeartbeatKey.EntityType),
        Pair("file_path", HeartbeatKey.FilePath), Pair("alternate_language", HeartbeatKey.AlternateLanguage),
    ];

    public static HeartbeatKey Of(ReadOnlySpan<byte> key)
    {
        foreach (var (text, found) in All)
            if (key.SequenceEqual(text))
                return found;
        return HeartbeatKey.Unknown;
    }

    /// <summary>As the key stands in a file.</summary>
    public static string TextOf(HeartbeatKey key) => Encoding.ASCII.GetString(All.First(pair => pair.Key == key).Text);

    public static bool IsName(HeartbeatKey key) => key is >= HeartbeatKey.Entity and <= HeartbeatKey.OperatingSystem;

    /// <summary>The first of the keys that say the same.</summary>
    public static HeartbeatKey FieldOf(HeartbeatKey key) => key switch
    {
        HeartbeatKey.File or HeartbeatKey.FilePath => HeartbeatKey.Entity,
        HeartbeatKey.EntityType => HeartbeatKey.Type,
        HeartbeatKey.AlternateLanguage => HeartbeatKey.Language,
        HeartbeatKey.Machine => HeartbeatKey.MachineNameId,
        HeartbeatKey.UserAgent or HeartbeatKey.Plugin => HeartbeatKey.UserAgentId,
        HeartbeatKey.Timestamp => HeartbeatKey.Time,
        _ => key,
    };

    private static (byte[], HeartbeatKey) Pair(string text, HeartbeatKey key) => (Encoding.ASCII.GetBytes(text), key);
}
