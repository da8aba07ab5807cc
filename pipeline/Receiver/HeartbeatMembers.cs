using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Daybook.Receiver;

/// <summary>The members of a heartbeat that the receiver looks at.</summary>
internal enum Member { Entity, FilePath, File, Time, Timestamp, Duration, UserAgent, UserAgentId, Plugin, Machine, MachineNameId }

/// <summary>Where they stand in one heartbeat, found in one pass: a message has a hundred of those.</summary>
internal readonly struct HeartbeatMembers
{
    // By number.
    private static readonly byte[][] Names =
    [
        [.. "entity"u8], [.. "file_path"u8], [.. "file"u8], [.. "time"u8], [.. "timestamp"u8], [.. "duration"u8],
        [.. "user_agent"u8], [.. "user_agent_id"u8], [.. "plugin"u8], [.. "machine"u8], [.. "machine_name_id"u8],
    ];

    private readonly JsonElement[] _values;

    private HeartbeatMembers(JsonElement[] values, bool isAsItShouldBe) => (_values, IsAsItShouldBe) = (values, isAsItShouldBe);

    /// <summary>Whether it may stand in the spool byte for byte: no member is to be left out or written in another way.</summary>
    public bool IsAsItShouldBe { get; }

    /// <summary>What stands there; undefined where nothing does.</summary>
    public JsonElement this[Member member] => _values[(int)member];

    /// <summary>Null where a text in it, however deep, is longer than is let in.</summary>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    public static HeartbeatMembers? Of(JsonElement heartbeat)
    {
        var (values, isAsItShouldBe) = (new JsonElement[Names.Length], !JsonMarshal.GetRawUtf8Value(heartbeat).ContainsAny("\r\n"u8));
        foreach (var member in heartbeat.EnumerateObject())
        {
            if (IsTooLong(member)) return null;
            if (NumberOf(member) is >= 0 and var number) values[number] = member.Value;
            isAsItShouldBe = isAsItShouldBe && !IsLeftOut(member.Value);
        }
        // 'time' and 'duration' together are what WakaTime calls a duration, which is time on its own.
        return new HeartbeatMembers(values, isAsItShouldBe) is var found && found.IsLength ? new HeartbeatMembers(values, isAsItShouldBe: false) : found;
    }

    /// <summary>Whether its time says when something with a length began.</summary>
    public bool IsLength => Stands(Member.Duration) && Stands(Member.Time) && !Stands(Member.Timestamp);

    /// <summary>Whether a member with that value says nothing.</summary>
    public static bool IsLeftOut(JsonElement value) => value.ValueKind == JsonValueKind.Null || value.ValueKind == JsonValueKind.String && IsPlaceholder(value);

    /// <summary>The text that stands there, or null.</summary>
    public string? Text(Member member) => this[member] is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The number that stands there, as one or as a text; or null.</summary>
    public decimal? Seconds(Member member)
    {
        var value = this[member];
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(value),
            JsonValueKind.String => Encoding.UTF8.GetBytes(value.GetString()!),
            _ => [],
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    private bool Stands(Member member) => this[member].ValueKind != JsonValueKind.Undefined;

    // Browsers send them for 'the same as before', which nobody knows here.
    private static bool IsPlaceholder(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return (raw.StartsWith("\"<<LAST_"u8) || raw.Contains((byte)'\\'))
            && (value.ValueEquals("<<LAST_PROJECT>>"u8) || value.ValueEquals("<<LAST_BRANCH>>"u8) || value.ValueEquals("<<LAST_LANGUAGE>>"u8));
    }

    private static int NumberOf(JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        if (name.Contains((byte)'\\')) name = Encoding.UTF8.GetBytes(member.Name);
        for (var number = 0; number < Names.Length; number++)
            if (name.SequenceEqual(Names[number])) return number;
        return -1;
    }

    private static bool IsTooLong(JsonProperty member) =>
        !IsPlain(JsonMarshal.GetRawUtf8PropertyName(member)) && member.Name.Length > ReceiverLimits.Text || IsTooLong(member.Value);

    private static bool IsTooLong(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !IsPlain(JsonMarshal.GetRawUtf8Value(value)[1..^1]) && value.GetString()!.Length > ReceiverLimits.Text,
        JsonValueKind.Object => value.EnumerateObject().Any(IsTooLong),
        JsonValueKind.Array => value.EnumerateArray().Any(IsTooLong),
        _ => false,
    };

    // What is not is read in full, which is slower and throws where it is no text. A character is a byte at least.
    private static bool IsPlain(ReadOnlySpan<byte> text) => text.Length <= ReceiverLimits.Text && !text.Contains((byte)'\\') && Utf8.IsValid(text);
}
