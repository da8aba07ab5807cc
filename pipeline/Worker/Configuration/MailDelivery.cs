using System.Net;
using Daybook.Reports;
using Daybook.Rules;

namespace Daybook.Worker.Configuration;

/// <summary>How mails leave this machine.</summary>
public enum MailTransport
{
    /// <summary>They do not: they are written as files.</summary>
    Folder,
    Smtp,
    Sendmail,
}

/// <summary>How mails are sent.</summary>
/// <param name="Server">Of <see cref="MailTransport.Smtp"/>, else null.</param>
/// <param name="User">Who logs in there, or null.</param>
/// <param name="SecretFile">Full path, or null.</param>
/// <param name="Command">Full path.</param>
public sealed record MailDelivery(MailTransport Transport, SmtpServer? Server, string? User, SmtpLoginKind Login, string? SecretFile, string Command, UnknownMails Unknown)
{
    public static MailDelivery ToFolder { get; } = new(MailTransport.Folder, null, null, SmtpLoginKind.Plain, null, StandardCommand, UnknownMails.Resend);

    /// <summary>What a credential with the password is called; a variable is <c>DAYBOOK_SECRET_SMTP</c>.</summary>
    public const string SecretName = "smtp";

    private const string StandardCommand = "/usr/sbin/sendmail";

    /// <summary>Null where the file says something impossible: what, and what would do.</summary>
    /// <param name="folder">What paths are relative to.</param>
    internal static MailDelivery? Of(SettingsFile.MailSettings file, string folder, out string? flaw, out string hint)
    {
        var transport = Word("Transport", file.Transport, out flaw, out hint, "folder", "smtp", "sendmail");
        if (flaw is not null) return null;
        var security = Word("Security", file.Security, out flaw, out hint, "starttls", "implicit", "none");
        if (flaw is not null) return null;
        var login = Word("Login", file.Login, out flaw, out hint, "plain", "login", "xoauth2");
        if (flaw is not null) return null;
        var unknown = Word("Unknown", file.Unknown, out flaw, out hint, "resend", "hold");
        if (flaw is not null) return null;
        flaw = Flaw(file, (MailTransport)transport, (SmtpSecurity)security, out hint);
        if (flaw is not null) return null;
        var port = file.Port ?? (SmtpSecurity)security switch { SmtpSecurity.StartTls => 587, SmtpSecurity.Implicit => 465, _ => 25 };
        return new MailDelivery((MailTransport)transport, (MailTransport)transport == MailTransport.Smtp ? new SmtpServer(file.Host!.Trim('[', ']'), port, (SmtpSecurity)security) : null, file.User, (SmtpLoginKind)login,
            file.SecretFile is null ? null : Path.GetFullPath(file.SecretFile, folder), file.Command ?? StandardCommand, (UnknownMails)unknown);
    }

    private static string? Flaw(SettingsFile.MailSettings file, MailTransport transport, SmtpSecurity security, out string hint)
    {
        hint = "Write the full path of the command, without arguments: /usr/sbin/sendmail.";
        if (file.Command is { } command && (!Path.IsPathFullyQualified(command) || command.Any(char.IsControl))) return $"'{command}' is no full path of a command";
        hint = "Leave it out.";
        if (file.SecretFile?.Trim().Length == 0) return "the file of the secret is empty";
        if (file.User is { } user && (user.Trim().Length == 0 || user.Any(char.IsControl))) return "the user is empty, or no name";
        hint = "It is 1 to 65535: 587, or 465 for implicit.";
        if (file.Port is < 1 or > 65535) return $"there is no port {file.Port}";
        hint = "Say who the mail is from, and to whom it is sent.";
        if (transport != MailTransport.Folder && (file.From is null || file.To is null)) return "From or To is missing, and mails are to be sent";
        hint = "Write its name, such as mail.example.org.";
        if (transport == MailTransport.Smtp && file.Host is null) return "Host is missing, and mails are to be sent to it";
        if (file.Host is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown) return $"'{host}' is no host";
        hint = "It is starttls or implicit.";
        if (security == SmtpSecurity.None && file.Host is { } far && !IsThisMachine(far)) return $"nothing is sent to {far} without encryption, since it is not this machine";
        return null;
    }

    private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static int Word(string key, string? said, out string? flaw, out string hint, params string[] words)
    {
        var place = said is null ? 0 : Array.IndexOf(words, said);
        (flaw, hint) = (place < 0 ? $"{key} '{said}' means nothing here" : null, $"It is {string.Join(", ", words[..^1])} or {words[^1]}.");
        return place;
    }
}
