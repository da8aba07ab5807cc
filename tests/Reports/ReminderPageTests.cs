using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public sealed class ReminderPageTests
{
    private static readonly Mailbox From = Mailbox.TryParse("Daybook <daybook@example.org>")!, To = Mailbox.TryParse("Zoë Ångström <zoe@example.org>")!;

    public static TheoryData<string> Kinds => [.. SampleReminders.All.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void A_reminder_reads_as_approved(string kind)
    {
        Golden.Matches($"samples/reports/reminder-{kind}.expected.txt", Written(kind, Format.Text, ReportStyle.English));
        Golden.Matches($"samples/reports/reminder-{kind}-de.expected.txt", Written(kind, Format.Text, new ReportStyle(Words.Of("de"), HoursForm.Decimal)));
    }

    [Fact]
    public void Its_html_and_its_mail_read_as_approved()
    {
        Golden.Matches("samples/reports/reminder-nothing-logged.expected.html", Written("nothing-logged", Format.Mail, ReportStyle.English));
        var style = new ReportStyle(Words.Of("de"), HoursForm.Clock);
        var mail = PageMail.Of(Page(SampleReminders.All["goal-at-risk"], style), new PageWriter(style.Words), SampleReminders.Now, From, To, "remind/goal-at-risk/harbour-api/2026-W47/me");
        Golden.Matches("samples/reports/reminder-goal-at-risk-de.expected.eml", Encoding.ASCII.GetString(MimeBytes.Of(mail)));
    }

    /// <summary>What is missing is rounded up and the rest cut, so that a reader can add them up, and nothing missing shows as none.</summary>
    [Theory]
    [InlineData(HoursForm.Clock, "35:00", "5:00")]
    [InlineData(HoursForm.Seconds, "35:00:00", "5:00:00")]
    [InlineData(HoursForm.Decimal, "35.0 h", "5.0 h")]
    public void Worked_and_left_add_up_to_the_goal_as_they_are_printed(HoursForm form, string left, string worked)
    {
        var page = Page(SampleReminders.All["goal-at-risk"], new ReportStyle(Words.Of("en"), form));
        page.Total.ShouldBe(left);
        page.Section("figures").Facts.Single(f => f.Key == "worked").Value.ShouldBe(worked);
        page.TotalMicros.ShouldBe(35 * Micros.PerHour - 1);
    }

    [Theory]
    [InlineData("goal-at-risk")]
    [InlineData("budget")]
    [InlineData("budget-over")]
    public void A_hostile_name_makes_nothing_new(string kind)
    {
        var parser = new HtmlParser();
        string Of(string name, Format format) => new PageWriter(ReportStyle.English.Words).Write(ReminderPage.Of(SampleReminders.Made(name)[kind], name, SampleReminders.Now, name, ReportStyle.English), format);
        List<string> Skeleton(string html) => [.. parser.ParseDocument(html).All.Select(e => $"{e.TagName} {string.Join(' ', e.Attributes.Select(a => $"{a.Name}={a.Value}"))} {(e.TagName == "STYLE" ? e.TextContent : "")}")];
        var harmless = Skeleton(Of("harmless", Format.Mail));
        foreach (var name in Hostile.Names.Where(n => n.Length > 0))
        {
            Skeleton(Of(name, Format.Mail)).ShouldBe(harmless, name);
            Of(name, Format.Text).Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty(name);
            Of(name, Format.Text).Split('\n').ShouldAllBe(line => DisplayWidth.Of(line) <= 140);
            JsonDocument.Parse(Of(name, Format.Json)).Dispose();
            var mail = PageMail.Of(ReminderPage.Of(SampleReminders.Made(name)[kind], name, SampleReminders.Now, "UTC", ReportStyle.English), new PageWriter(ReportStyle.English.Words), SampleReminders.Now, From, To, "x");
            var head = Encoding.ASCII.GetString(MimeBytes.Of(mail)).Split("\r\n\r\n")[0].Split("\r\n").Where(line => line[0] is not (' ' or '\t')).Select(line => line.Split(':')[0]).ToList();
            head.Distinct().Count().ShouldBe(head.Count, name);
            head.ShouldNotContain("Bcc", name);
        }
    }

    private static string Written(string kind, Format format, ReportStyle style) => new PageWriter(style.Words).Write(Page(SampleReminders.All[kind], style), format);

    private static PageView Page(Reminder reminder, ReportStyle style) => ReminderPage.Of(reminder, "Ada Lovelace", SampleReminders.Now, "Europe/Berlin", style);
}
