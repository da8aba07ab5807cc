using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>How what is said to a mail server is kept from others.</summary>
public enum SmtpSecurity
{
    /// <summary>Asked for in the open, then encrypted; where the server has none, nothing is sent.</summary>
    StartTls,
    /// <summary>Encrypted from the first byte.</summary>
    Implicit,
    /// <summary>Not at all: for a server on this machine alone.</summary>
    None,
}

/// <summary>How a server is told who sends.</summary>
public enum SmtpLoginKind { Plain, Login, XOAuth2 }

public sealed record SmtpServer(string Host, int Port, SmtpSecurity Security)
{
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>Who sends. It says nothing of the secret, so that no message can.</summary>
/// <param name="secret">The password, or the token of <see cref="SmtpLoginKind.XOAuth2"/>.</param>
public sealed class SmtpLogin(SmtpLoginKind kind, string user, string secret)
{
    public SmtpLoginKind Kind => kind;

    /// <summary>As EHLO and AUTH call it.</summary>
    internal string Mechanism => kind switch { SmtpLoginKind.Plain => "PLAIN", SmtpLoginKind.Login => "LOGIN", _ => "XOAUTH2" };

    /// <summary>What is sent for it, each ready to stand in a line.</summary>
    internal IReadOnlyList<string> Responses => kind switch
    {
        SmtpLoginKind.Plain => [Base64($"\0{user}\0{secret}")],
        SmtpLoginKind.Login => [Base64(user), Base64(secret)],
        _ => [Base64($"user={user}\u0001auth=Bearer {secret}\u0001\u0001")],
    };

    /// <summary>A text of the server's without the secret in any form in which it was sent.</summary>
    internal string Hidden(string text)
    {
        foreach (var form in Responses.Append(secret).Append(Base64(secret)))
            if (form.Length > 0) text = text.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }

    public override string ToString() => Mechanism;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>What a session needs of the world around.</summary>
public sealed record SmtpWorld
{
    /// <summary>Until somebody is there, and until what is said is encrypted.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For an answer, or for the other side to take what is sent.</summary>
    public TimeSpan Reply { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For the answer to a whole mail. Whoever gives up early here makes doubts (RFC 1047).</summary>
    public TimeSpan Verdict { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For all of it together, the last answer aside.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What these are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who may vouch for a server; null for whom this machine trusts.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Where a name leads.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Lookup { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Why an address is never connected to, or null.</summary>
    public Func<IPAddress, string?> Flaw { get; init; } = _ => null;
}

/// <summary>A session ended: what stood in the way, as a sentence.</summary>
internal sealed class SmtpBreak(MailTrouble trouble, string message) : Exception(message)
{
    public MailTrouble Trouble => trouble;
}
