using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// Writes a mail as the bytes that are sent or kept as <c>.eml</c> (RFC 5322, 2045 to 2047): ASCII only, CRLF, no line above
/// 76 characters but for ids and addresses, and nothing random. The same mail gives the same bytes.
/// </summary>
public static class MimeBytes
{
    public static byte[] Of(Mail mail)
    {
        var (text, html) = (BodyPart.Of("text/plain", mail.Text), BodyPart.Of("text/html", mail.Html));
        // No body can contain it: in both encodings an underscore never follows an equals sign.
        var boundary = $"=_{ContentHash.Of(Encoding.ASCII.GetBytes(text + html))}";
        return Encoding.ASCII.GetBytes(
            $"From: {HeaderText.Of(mail.From)}\r\n" +
            $"To: {HeaderText.Of(mail.To)}\r\n" +
            $"Subject: {HeaderText.Of(mail.Subject)}\r\n" +
            $"Date: {CalendarText.Mail(mail.Date)}\r\n" +
            $"Message-ID: {mail.MessageId}\r\n" +
            "MIME-Version: 1.0\r\n" +
            "Auto-Submitted: auto-generated\r\n" +
            $"List-Unsubscribe:\r\n <mailto:{Uri.EscapeDataString(mail.From.Address).Replace("%40", "@", StringComparison.Ordinal)}?subject=unsubscribe>\r\n" +
            "Content-Type: multipart/alternative;\r\n" +
            $" boundary=\"{boundary}\"\r\n" +
            "\r\n" +
            $"--{boundary}\r\n{text}--{boundary}\r\n{html}--{boundary}--\r\n");
    }
}
