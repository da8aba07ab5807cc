using System.Text;

namespace Daybook.Importers.Remote;

/// <summary>What a service knows the person by. It says nothing of itself, so that no message can.</summary>
public sealed class Secret(string value)
{
    /// <summary>Characters. A shorter one could stand by chance in what is said.</summary>
    public const int Shortest = 8;

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(value);

    /// <summary>For the one header that it goes into.</summary>
    internal string Reveal() => value;

    /// <summary>A text of somebody else's that is safe to show.</summary>
    internal string? Hidden(string? text) => text?.Contains(value, StringComparison.OrdinalIgnoreCase) == true ? ToString() : text;

    internal bool StandsIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf(_bytes) >= 0;

    public override string ToString() => "***";
}
