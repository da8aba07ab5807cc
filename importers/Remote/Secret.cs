using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;

namespace Daybook.Importers.Remote;

/// <summary>What a service knows the person by. It says nothing of itself, so that no message can.</summary>
public sealed class Secret(string value)
{
    /// <summary>Characters. A shorter one could stand by chance in what is said.</summary>
    public const int Shortest = 8;

    /// <summary>Bytes.</summary>
    public const int Longest = 4096;

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(value), _base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));

    internal string Base64 => Encoding.ASCII.GetString(_base64);

    /// <summary>For the one place that it goes into: a header, or a login.</summary>
    public string Reveal() => value;

    /// <summary>A text of somebody else's that is safe to show.</summary>
    internal string? Hidden(string? text) => text is not null && (text.Contains(value, StringComparison.OrdinalIgnoreCase) || text.Contains(Base64, StringComparison.Ordinal)) ? ToString() : text;

    internal bool StandsIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf(_bytes) >= 0 || bytes.IndexOf(_base64) >= 0;

    /// <summary>Whether it stands in a text of sound JSON that is written with escapes.</summary>
    internal bool StandsInEscaped(ReadOnlySpan<byte> json)
    {
        if (!json.Contains((byte)'\\')) return false;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && StandsIn(Unescaped(ref reader))) return true;
        return false;
    }

    private static byte[] Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            var text = new byte[reader.ValueSpan.Length];
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            // Half of a pair: nobody can read the text.
            return [];
        }
    }

    /// <summary>A claim of a JSON Web Token (RFC 7519), which anybody can read who has it; null where it is none or does not say.</summary>
    internal string? Claim(string name)
    {
        if (value.Split('.') is not [_, var payload, _]) return null;
        var bytes = new byte[payload.Length];
        if (Base64Url.DecodeFromChars(payload, bytes, out _, out var length) != OperationStatus.Done) return null;
        using var document = JsonValues.Parse(bytes.AsMemory(0, length), out _);
        return document?.RootElement.Text(name);
    }

    public override string ToString() => "***";
}
