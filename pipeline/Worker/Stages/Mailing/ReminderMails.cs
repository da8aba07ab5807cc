using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Mailing;

/// <summary>A reminder that is due to somebody.</summary>
public sealed record DueReminder(WantedReminders Wish, Reminder Reminder, string Person, Instant Now, string Zone)
{
    /// <summary>What it is called in the outbox.</summary>
    public MailKey Key => Reminders.KeyOf(Reminder, Person, Wish.To.Address);

    /// <param name="about">What its Message-ID is made of, beside the addresses.</param>
    public Mail Mail(Mailbox from, PageWriter writer, string about) =>
        PageMail.Of(ReminderPage.Of(Reminder, Person, Now, Zone, Wish.Style), writer, Now, from, Wish.To, about);
}

/// <summary>Finds which reminders are due to whom, told or not.</summary>
public static class ReminderMails
{
    private sealed record Known(ReminderFacts Facts, string Zone);

    /// <param name="ledger">Open and derived.</param>
    public static IEnumerable<DueReminder> Due(Ledger ledger, Settings settings, Instant now)
    {
        if (settings.Reminders.Count == 0) return [];
        using var source = SliceSource.Of(ledger);
        if (SliceStage.TryRead(source, settings, (from, person, by) => Facts(ledger, from, person, by, settings, now)) is not { } known) return [];
        return [.. from wish in settings.Reminders from reminder in Reminders.Due(wish.Wish, known.Facts) select new DueReminder(wish, reminder, settings.Person, now, known.Zone)];
    }

    private static Known Facts(Ledger ledger, SliceSource source, DerivedPerson person, PersonCut by, Settings settings, Instant now)
    {
        var isOff = GoalsStage.DaysOff(source, person.Id, by.Cut, settings);
        var facts = new ReminderFacts(Micros.From(now), by.Cut, isOff);
        var (today, week) = (facts.Today, Period.Containing(PeriodKind.Week, facts.Today));
        var days = NameDays.ToSlice(source.Read(person.Id, week, NameDays.EarlierFor(week.Kind)), person.Name, week, now, by.Zone).Days.ToDictionary(d => d.Date);
        var worked = Micros.From(days[today].Worked);
        var book = AccountBook.TryOpen(source, settings);
        return new Known(facts with
        {
            Worked = worked,
            IsRunning = HandStage.RunningOf(ledger, HandStage.SourceOf(ledger, settings)).Count > 0,
            Due = book is { Terms.First: { } first } && first <= today ? LeftOf(new AccountDays(book.Terms).On(new WorkedDay(today, worked, AccountRule.Timeline, []))) : null,
            Closed = book?.LastClosed() is { } closed ? new ClosedDays(closed.Date, book.Terms.Contracts.All is [.., var last] ? last.Until : null) : null,
            Budgets = settings.Money.Budgets.Count == 0 ? [] : new MoneyStage(source, person.Id, settings).Budgets(Period.Containing(PeriodKind.Day, today)),
            Goals = GoalsStage.Of(settings, week, today, days, isOff),
        }, by.Zone);
    }

    /// <summary>What time off leaves of the day, however the account treats it: credited time off is none to be worked.</summary>
    private static long LeftOf(AccountDay day) => Math.Max(0, day.Planned - day.Marks.Sum(m => m.Micros));
}
