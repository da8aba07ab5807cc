using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Daybook.Receiver;

/// <summary>Writes heartbeats as lines of the spool, all of a message's into one piece of memory.</summary>
/// <param name="headers">Say what the client and the machine are called, where heartbeats do not.</param>
internal sealed class HeartbeatLines(IHeaderDictionary headers)
{
    private static readonly JsonEncodedText UserAgentKey = JsonEncodedText.Encode("user_agent"), MachineKey = JsonEncodedText.Encode("machine");

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<Range> _lines = [];
    private readonly JsonEncodedText? _userAgent = Value(headers.UserAgent);
    private readonly JsonEncodedText? _machine = headers.TryGetValue("X-Machine-Name", out var machine) ? Value(Uri.UnescapeDataString(machine.ToString().Replace('+', ' '))) : null;
    private Utf8JsonWriter? _json;

    /// <summary>So many bytes are read, and no more will be written as a rule.</summary>
    public void Expect(int bytes) => _ = _bytes.GetMemory(bytes);

    public IReadOnlyList<ReadOnlyMemory<byte>> Written() => [.. _lines.Select(line => _bytes.WrittenMemory[line])];

    public void Add(JsonElement heartbeat, HeartbeatMembers members)
    {
        var start = _bytes.WrittenCount;
        var userAgent = Lacks(members, Member.UserAgent, Member.UserAgentId, Member.Plugin) ? _userAgent : null;
        var machine = Lacks(members, Member.Machine, Member.MachineNameId) ? _machine : null;
        if (members.IsAsItShouldBe) Copy(heartbeat, userAgent, machine);
        else Write(heartbeat, members.IsLength, userAgent, machine);
        _lines.Add(start.._bytes.WrittenCount);
    }

    // Byte for byte, behind what the headers say: four times as fast.
    private void Copy(JsonElement heartbeat, JsonEncodedText? userAgent, JsonEncodedText? machine)
    {
        _bytes.Write("{"u8);
        if (userAgent is { } client) CopyMember(UserAgentKey, client);
        if (machine is { } name) CopyMember(MachineKey, name);
        _bytes.Write(JsonMarshal.GetRawUtf8Value(heartbeat)[1..]);
    }

    private void CopyMember(JsonEncodedText key, JsonEncodedText value)
    {
        _bytes.Write("\""u8);
        _bytes.Write(key.EncodedUtf8Bytes);
        _bytes.Write("\":\""u8);
        _bytes.Write(value.EncodedUtf8Bytes);
        _bytes.Write("\","u8);
    }

    private void Write(JsonElement heartbeat, bool isLength, JsonEncodedText? userAgent, JsonEncodedText? machine)
    {
        var json = _json ??= new Utf8JsonWriter(_bytes);
        json.Reset();
        json.WriteStartObject();
        if (userAgent is { } client) json.WriteString(UserAgentKey, client);
        if (machine is { } name) json.WriteString(MachineKey, name);
        foreach (var member in heartbeat.EnumerateObject())
        {
            if (HeartbeatMembers.IsLeftOut(member.Value)) continue;
            json.WritePropertyName(isLength && member.NameEquals("time"u8) ? "timestamp" : member.Name);
            member.Value.WriteTo(json);
        }
        json.WriteEndObject();
        json.Flush();
    }

    private static bool Lacks(HeartbeatMembers members, Member own, params ReadOnlySpan<Member> like)
    {
        if (members[own].ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) return false;
        foreach (var other in like)
            if (members.Text(other) is { Length: > 0 }) return false;
        return true;
    }

    private static JsonEncodedText? Value(string? text) =>
        text is { Length: > 0 and <= ReceiverLimits.Text } && !text.Contains('\0', StringComparison.Ordinal) ? JsonEncodedText.Encode(text) : null;
}
