using NodaTime;

namespace Daybook.Reports;

/// <summary>A page as a mail.</summary>
public static class PageMail
{
    /// <summary>The same page, clock and addresses give the same bytes.</summary>
    /// <param name="now">What the mail is dated by.</param>
    /// <param name="about">What its Message-ID is made of, beside the addresses.</param>
    public static Mail Of(PageView page, PageWriter writer, Instant now, Mailbox from, Mailbox to, string about) => new(
        from, to, page.Subject, now, Mail.IdOf(about, from, to), writer.Write(page, Format.Text), writer.Write(page, Format.Mail));
}
