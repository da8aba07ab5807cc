using System.Security.Cryptography;
using System.Text;

namespace Daybook.Reports;

/// <summary>
/// Writes a mail as the bytes that are sent or kept as <c>.eml</c> (RFC 5322, 2045 to 2047): ASCII only, CRLF, no line above
/// 76 characters but for the ids, and nothing random. The same mail gives the same bytes.
/// </summary>
public static class MimeBytes
{
    public static byte[] Of(Mail mail)
    {
        var (text, html) = (BodyPart.Of("text/plain", mail.Text), BodyPart.Of("text/html", mail.Html));
        // No body can contain it: in both encodings an underscore never follows an equals sign.
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text + html)).AsSpan(0, 16));
        return Encoding.ASCII.GetBytes(
            $"From: {HeaderText.Of(mail.From)}\r\n" +
            $"To: {HeaderText.Of(mail.To)}\r\n" +
            $"Subject: {HeaderText.Of(mail.Subject)}\r\n" +
            $"Date: {CalendarText.Mail(mail.Date)}\r\n" +
            $"Message-ID: {mail.MessageId}\r\n" +
            "MIME-Version: 1.0\r\n" +
            "Auto-Submitted: auto-generated\r\n" +
            "Content-Type: multipart/alternative;\r\n" +
            $" boundary=\"{boundary}\"\r\n" +
            "\r\n" +
            $"--{boundary}\r\n{text}--{boundary}\r\n{html}--{boundary}--\r\n");
    }
}
