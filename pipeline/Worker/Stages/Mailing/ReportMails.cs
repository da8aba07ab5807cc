using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages.Reporting;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Mailing;

/// <summary>A report of a period that somebody is to get.</summary>
public sealed record WantedMail(Recipient Recipient, IReport Report, Slice Slice)
{
    /// <summary>What it is called in the outbox.</summary>
    public MailKey Key => new(Recipient.Person, Report.Name, Slice.Period.Name, Recipient.To.Address.ToLowerInvariant());

    /// <summary>The report as this recipient may see it.</summary>
    public PageView Page
    {
        get
        {
            var page = Report.View(Recipient.Redaction.Apply(Slice), Recipient.Style);
            return page.Only(Recipient.Sections, Recipient.Redaction.Hides);
        }
    }

    /// <param name="about">What its Message-ID is made of, beside the addresses.</param>
    public Mail Mail(Mailbox from, PageWriter writer, string about) => PageMail.Of(Page, writer, Slice.Now, from, Recipient.To, about);
}

/// <summary>Finds which reports are due to whom.</summary>
public static class ReportMails
{
    /// <summary>Those of the last whole period, and of those missed since the newest that was put into the outbox; nothing where nothing is known of it.</summary>
    public static IEnumerable<WantedMail> Due(Ledger ledger, Settings settings, Instant now)
    {
        using var source = SliceSource.Of(ledger);
        foreach (var recipient in settings.Recipients)
            foreach (var report in recipient.Reports.Select(r => AllReports.Of(r)!))
                foreach (var wanted in Due(source, ledger, settings, recipient, report, now))
                    yield return wanted;
    }

    private static IEnumerable<WantedMail> Due(SliceSource source, Ledger ledger, Settings settings, Recipient recipient, IReport report, Instant now)
    {
        var own = settings with { Person = recipient.Person };
        var kind = report.Kinds[0];
        if (SliceStage.CutOf(source, own) is not { } by) yield break;
        var put = ledger.Outbox.Periods(recipient.Person, report.Name, recipient.To.Address.ToLowerInvariant());
        foreach (var period in DueDigests.Of(put, SliceStage.LastWhole(kind, by.Zone, now), settings.Run.CatchUp))
        {
            if (now < From(recipient, period, by.Zone)) continue;
            if (ReportStage.TryRead(source, own, report.Needs, kind, period, now) is { } slice && slice.Days.Any(d => d.Basis != DayBasis.None)) yield return new WantedMail(recipient, report, slice);
        }
    }

    private static Instant From(Recipient recipient, Period period, string zone) =>
        DateTimeZoneProviders.Tzdb[recipient.Zone ?? zone].AtLeniently(period.To.PlusDays(1) + recipient.NotBefore).ToInstant();
}
