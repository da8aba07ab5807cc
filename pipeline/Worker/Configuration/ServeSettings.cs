using System.Net;
using Daybook.Model;
using Daybook.Spool;

namespace Daybook.Worker.Configuration;

/// <param name="Sha256">Of the key.</param>
/// <param name="Source">One that <see cref="SpoolNames.IsSafe"/>.</param>
/// <param name="SecretFile">Full path, or null.</param>
public sealed record ServeKey(string Name, byte[] Sha256, string Person, string Source, string? SecretFile);

/// <summary>How heartbeats are taken over HTTP.</summary>
public sealed record ServeSettings(IPEndPoint Listen, IReadOnlyList<string> Hosts, IReadOnlyList<ServeKey> Keys)
{
    public const int Port = 8717;

    public static ServeSettings Standard { get; } = new(new IPEndPoint(IPAddress.Loopback, Port), [], []);
}

/// <summary>Checks what the configuration says of it.</summary>
/// <param name="wrong">Makes what is thrown of what is wrong, and what would do.</param>
/// <param name="folder">What paths are relative to.</param>
internal sealed class ServeReader(Func<string, string, Exception> wrong, string person, string folder)
{
    private const string KeyHint = "'daybook serve key NAME' makes a key and prints the line that stands here.";

    public ServeSettings Read(SettingsFile.ServeFile file)
    {
        var listen = ServeSettings.Standard.Listen;
        if (file.Listen is { } text && !(IPEndPoint.TryParse(text, out listen!) && text.Contains(':', StringComparison.Ordinal)))
            throw wrong($"'{Printable.Line(text)}' is no address with a port", "Write 127.0.0.1:8717, or [::1]:8717.");
        if (!IPAddress.IsLoopback(listen.Address) && !file.AllowOthers)
            throw wrong($"other machines can reach {listen.Address}, and what they send goes unencrypted", "Let a server with a certificate stand before it; if you mean it, say AllowOthers.");
        var hosts = file.Hosts ?? [];
        if (hosts.FirstOrDefault(h => Uri.CheckHostName(h) == UriHostNameType.Unknown) is { } host) throw wrong($"'{Printable.Line(host)}' is no name of a machine", "Write it without a port: daybook.example.org");
        var keys = (file.Keys ?? []).Select(Key).ToList();
        for (var i = 0; i < keys.Count; i++)
            for (var j = 0; j < i; j++)
            {
                if (string.Equals(keys[i].Name, keys[j].Name, StringComparison.OrdinalIgnoreCase)) throw wrong($"two keys are called '{keys[i].Name}'", "Each needs a name of its own.");
                if (keys[i].Source == keys[j].Source && keys[i].Person != keys[j].Person) throw wrong($"the source '{keys[i].Source}' would be {keys[i].Person}'s and {keys[j].Person}'s", "Everyone's time is a source of its own.");
            }
        return new ServeSettings(listen, [.. hosts], keys);
    }

    private ServeKey Key(SettingsFile.ServeKeyFile? key)
    {
        if (key is null || !SpoolNames.IsSafe(key.Name)) throw wrong($"'{Printable.Line(key?.Name ?? "")}' is no name for a key", "Letters, digits, - and _ will do.");
        if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit)) throw wrong($"the Sha256 of the key '{key.Name}' is none", KeyHint);
        var source = key.Source ?? Stages.Beating.BeatStage.Source;
        if (!SpoolNames.IsSafe(source)) throw wrong($"'{Printable.Line(source)}' cannot be the source of a key: it is the name of a folder", "Letters, digits, - and _ will do.");
        if (key.SecretFile is { Length: 0 }) throw wrong($"the SecretFile of the key '{key.Name}' is empty", "Leave it out.");
        return new ServeKey(key.Name, Convert.FromHexString(key.Sha256), key.Person ?? person, source, key.SecretFile is null ? null : Path.GetFullPath(key.SecretFile, folder));
    }
}
