using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Daybook.Reports;

/// <summary>A message with a text and its HTML twin, ready to be written as bytes by <see cref="MimeBytes"/>.</summary>
/// <param name="Date">From the clock given to the report.</param>
/// <param name="MessageId">With its angle brackets; equal for every attempt at the same message.</param>
/// <param name="Text">Lines end in LF.</param>
/// <param name="Html">Lines end in LF.</param>
public sealed record Mail(Mailbox From, Mailbox To, string Subject, Instant Date, string MessageId, string Text, string Html)
{
    /// <summary>The id of what is sent about one thing to one recipient: the same whenever it is made.</summary>
    /// <param name="about">Report and period: <c>digest/2026-W47</c>.</param>
    public static string IdOf(string about, Mailbox from, Mailbox to)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{about}\n{to.Address.ToLowerInvariant()}"));
        return $"<daybook.{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{from.Domain}>";
    }
}
