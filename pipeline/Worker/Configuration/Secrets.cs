using System.Text;
using Daybook.Importers.Remote;
using Daybook.Model;

namespace Daybook.Worker.Configuration;

/// <summary>A secret that the settings need.</summary>
/// <param name="Name">Of the credential; the variable is named after it.</param>
/// <param name="File">Full path, or null.</param>
/// <param name="Setting">What needs it.</param>
internal sealed record NeededSecret(string Name, string? File, string Setting);

/// <summary>
/// Finds the secret of a source: a credential that the system hands the process, else the file that is configured, else a variable of the environment.
/// </summary>
internal static class Secrets
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Placeholders = ["changeme", "change-me", "secret", "password", "apikey", "api-key", "your-key", "your-api-key", "placeholder"];

    private const string Prefix = "DAYBOOK_SECRET_", Credentials = "CREDENTIALS_DIRECTORY";

    /// <summary>Whether a variable holds a secret, or leads to some: no other program is given it.</summary>
    public static bool IsVariable(string name) => name == Credentials || name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What needs those that only the receiver has.</summary>
    public const string OfServe = "Serve.Keys";

    /// <summary>All that the settings need.</summary>
    public static IEnumerable<NeededSecret> Needed(Settings settings)
    {
        foreach (var pull in settings.Pulls) yield return new NeededSecret(pull.Source, pull.SecretFile, "Sources.Pull");
        foreach (var ping in settings.Monitor.Pings.Where(p => p.HasSecret)) yield return new NeededSecret(ping.Name, ping.SecretFile, "Monitor.Pings");
        if (settings.Redact.Hashes) yield return new NeededSecret(RedactSettings.SecretName, settings.Redact.SecretFile, "Redact");
        if (settings.Delivery is { Transport: MailTransport.Smtp, User: not null } delivery) yield return new NeededSecret(MailDelivery.SecretName, delivery.SecretFile, "Mail");
        foreach (var key in settings.Serve.Keys.Where(k => k.SecretFile is not null)) yield return new NeededSecret(key.Name, key.SecretFile, OfServe);
    }

    /// <summary>The variable's name: <c>DAYBOOK_SECRET_CLOCKIFY_WORK</c>.</summary>
    public static string Variable(string source) => $"{Prefix}{string.Concat(source.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}";

    /// <summary>Null, and what is wrong and what would do, where there is none that can be used.</summary>
    public static Secret? Of(string source, string? file, Func<string, string?> environment, out string? flaw, out string hint)
    {
        hint = $"Put the key, and nothing else, into a file that only you can read, and name it: SecretFile; or set {Variable(source)}.";
        if (Credential(source, environment) is { } credential) return Read(credential, mustBePrivate: false, out flaw);
        if (file is not null) return Read(file, mustBePrivate: true, out flaw);
        if (environment(Variable(source)) is { } text) return Checked(text, Variable(source), out flaw);
        flaw = "nobody has said its key";
        return null;
    }

    /// <summary>Where the secret is looked for: a credential, a file, or a variable; null where nobody has said it.</summary>
    public static string? Origin(string source, string? file, Func<string, string?> environment) =>
        Credential(source, environment) is { } credential ? $"credential {credential}" : file is not null ? $"file {file}" : environment(Variable(source)) is not null ? $"variable {Variable(source)}" : null;

    private static string? Credential(string source, Func<string, string?> environment)
    {
        var isName = source.Length > 0 && source is not ("." or "..") && source.AsSpan().IndexOfAny("/\\:\0") < 0;
        return isName && environment(Credentials) is { Length: > 0 } folder && Path.Combine(folder, source) is var credential && File.Exists(credential) ? credential : null;
    }

    private static Secret? Read(string path, bool mustBePrivate, out string? flaw)
    {
        try
        {
            var info = new FileInfo(path);
            flaw = $"there is no file {Printable.Line(path)}";
            if (!info.Exists) return null;
            flaw = $"{Printable.Line(path)} is a link";
            if (mustBePrivate && info.LinkTarget is not null) return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            // The rights of what is open, whatever lies under the name by now.
            flaw = $"{Printable.Line(path)} can be read by others: chmod 600";
            if (mustBePrivate && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != 0) return null;
            flaw = $"{Printable.Line(path)} is longer than a key";
            if (stream.Length > Secret.Longest) return null;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return Checked(reader.ReadToEnd(), Printable.Line(path), out flaw);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            flaw = $"{Printable.Line(path)} cannot be read";
            return null;
        }
    }

    private static Secret? Checked(string text, string where, out string? flaw)
    {
        text = text.TrimEnd('\r', '\n');
        flaw = text.Length == 0 ? $"{where} is empty"
            : Placeholders.Contains(text.ToLowerInvariant()) || text.Trim('x', 'X', '*', '.').Length == 0 ? $"what stands in {where} is a placeholder"
            : text.Length < Secret.Shortest || text.Length > Secret.Longest || text.Any(c => c is <= ' ' or > '~') ? $"what stands in {where} is no key"
            : null;
        return flaw is null ? new Secret(text) : null;
    }
}
