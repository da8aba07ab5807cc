using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Daybook.Receiver;

/// <summary>The key that a request shows, in any of the ways clients know.</summary>
internal static class Presented
{
    private const int Longest = 200;

    /// <summary>The key of the settings that it is, or null. Takes as long for one that is not there as for one that is.</summary>
    public static ReceiverKey? Find(IReadOnlyList<ReceiverKey> keys, IHeaderDictionary headers, string query)
    {
        var shown = SHA256.HashData(Encoding.UTF8.GetBytes(Of(headers, query) ?? ""));
        ReceiverKey? found = null;
        foreach (var key in keys)
            if (CryptographicOperations.FixedTimeEquals(key.Sha256, shown))
                found = key;
        return found;
    }

    /// <summary>The key of the settings whose secret the message is signed with, or null.</summary>
    /// <param name="signature"><c>sha256=</c> and the code in hexadecimal.</param>
    public static ReceiverKey? FindSigned(IReadOnlyList<ReceiverKey> keys, string? signature, ReadOnlySpan<byte> body)
    {
        const string Prefix = "sha256=";
        if (signature is null || !signature.StartsWith(Prefix, StringComparison.Ordinal) || signature.Length != Prefix.Length + 2 * SHA256.HashSizeInBytes) return null;
        var shown = new byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(signature.AsSpan(Prefix.Length), shown, out _, out _) != System.Buffers.OperationStatus.Done) return null;
        ReceiverKey? found = null;
        foreach (var key in keys)
            if (key.WebhookSecret is { } secret && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, body), shown))
                found = key;
        return found;
    }

    private static string? Of(IHeaderDictionary headers, string query)
    {
        const string Bearer = "Bearer ", Basic = "Basic ", Parameter = "api_key=";
        var said = headers.Authorization;
        if (said.Count > 1) return null;
        if (said.ToString() is { Length: > 0 } text)
        {
            if (text.Length > Longest) return null;
            if (text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return text[Bearer.Length..].Trim();
            if (!text.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)) return null;
            var bytes = new byte[Longest];
            // WakaTime's clients put the key where a name would stand, with a colon behind it or none; no other name will do.
            return Convert.TryFromBase64String(text[Basic.Length..].Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd(':') : null;
        }
        foreach (var part in query.Split('&'))
            if (part.StartsWith(Parameter, StringComparison.Ordinal) && part.Length <= Longest) return part[Parameter.Length..];
        return null;
    }
}
