using System.Text.Json;
using Daybook.Importers.Remote;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>What an export says of its account, without a heartbeat: as <see cref="AccountReader"/> reads it.</summary>
public static class AccountDocument
{
    /// <summary>The settings that the ledger keeps; nothing else of the person is.</summary>
    public static byte[] Of(HeartbeatAccount account, Instant at)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("range");
            json.WriteNumber("start", at.ToUnixTimeSeconds());
            json.WriteNumber("end", at.ToUnixTimeSeconds());
            json.WriteEndObject();
            json.WriteStartObject("user");
            json.WriteString("id", account.Id);
            json.WriteString("timezone", account.Zone);
            if (account.TimeoutMinutes is { } minutes) json.WriteNumber("timeout", minutes);
            if (account.WritesOnly is { } only) json.WriteBoolean("writes_only", only);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>The same on one line, to see whether it changed.</summary>
    public static string Text(HeartbeatAccount account) => string.Join(' ', account.Id, account.Zone ?? "-", account.TimeoutMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-", account.WritesOnly?.ToString() ?? "-");
}
