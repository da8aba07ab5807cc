using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>What is due now, and what each is told once as. Nothing that was missed is made up for.</summary>
public static class Reminders
{
    private const string Head = "remind/";

    public static IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts) =>
        MomentOf(facts.Today, wish.At, wish.Zone, facts.Cut) <= facts.Now ? AllReminders.Of(wish.Kind)!.Due(wish, facts) : [];

    /// <summary>
    /// When a clock shows a time within a day: for one that begins at four, 01:00 is the night after. A time that the clock skips is the instant of the skip,
    /// one that it shows twice the first of the two; null where this clock never shows it in this day.
    /// </summary>
    public static long? MomentOf(LocalDate day, LocalTime at, DateTimeZone? zone, DayCut cut)
    {
        var (start, end) = cut.SpanOf(day);
        // A clock elsewhere can be a day ahead or behind, and the day reach into the next date.
        for (var date = day.PlusDays(-1); date <= day.PlusDays(2); date = date.PlusDays(1))
        {
            var mapping = (zone ?? cut.ZoneOn(day)).MapLocal(date.At(at));
            var moment = Micros.From(mapping.Count > 0 ? mapping.First().ToInstant() : mapping.LateInterval.Start);
            if (moment >= start && moment < end) return moment;
        }
        return null;
    }

    /// <summary>What its mail is called in the outbox.</summary>
    /// <param name="recipient">The address.</param>
    public static MailKey KeyOf(Reminder reminder, string person, string recipient) =>
        new(person, $"{Head}{reminder.Kind}{(reminder.Subject.Length > 0 ? $"/{reminder.Subject}" : "")}", reminder.About, recipient.ToLowerInvariant());

    public static bool IsOne(MailKey mail) => mail.Report.StartsWith(Head, StringComparison.Ordinal);

    /// <summary>Whether a mail is a reminder that comes too late now. What is about no day or week, as a share of a budget, never does.</summary>
    public static bool IsOver(MailKey mail, LocalDate today) =>
        IsOne(mail) && AllReminders.Of(mail.Report.Split('/')[1]) is { } kind && Period.TryParse(mail.Period, out var about) && kind.IsOver(about, today);
}
