using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Gets a span of a person's account: what is closed as it was sealed, the rest worked out from there.</summary>
public static class AccountStage
{
    /// <param name="from">First day wanted; null for the account's first.</param>
    /// <param name="to">Last day wanted; null for the last that is told.</param>
    /// <param name="through">The last day that is told; null for yesterday.</param>
    /// <param name="withAddends">Whether the addends of all closed days are wanted; else of those with time off or corrections.</param>
    /// <param name="withToday">Where it is null: the day under way is told as well.</param>
    /// <exception cref="LedgerException">There is no ledger, no contract, or it cannot be used.</exception>
    public static AccountSlice Read(Settings settings, LocalDate? from, LocalDate? to, LocalDate? through, Instant now, bool withAddends, bool withToday = false)
    {
        if (SliceSource.TryOpenQuickly(settings.Ledger) is { } quick)
            using (quick)
                if (AccountBook.TryOpen(quick, settings) is { } book && LateFacts.Differences(book).Count == 0)
                    return Slice(book, null, settings, from, to, through, now, withAddends, withToday);
        using (var reading = Ledger.OpenForReading(settings.Ledger))
        {
            // Only now is it known to be a sound ledger, which opening for writing would make where there is none.
        }
        using var ledger = Ledger.OpenForWriting(settings.Ledger, "daybook account", Micros.From(now));
        DeriveStage.Run(ledger, settings);
        return Of(ledger, settings, from, to, through, now, withAddends, withToday);
    }

    /// <summary>As <see cref="Read"/>, from a ledger that is open and derived.</summary>
    public static AccountSlice Of(Ledger ledger, Settings settings, LocalDate? from, LocalDate? to, LocalDate? through, Instant now, bool withAddends, bool withToday = false)
    {
        using var source = SliceSource.Of(ledger);
        var book = AccountBook.TryOpen(source, settings) ?? throw new LedgerException(LedgerTrouble.Missing, "the ledger holds no facts yet. Import some: daybook import PATH");
        return Slice(book, ledger, settings, from, to, through, now, withAddends, withToday);
    }

    /// <summary>The account's days of a period for a report; null where no contract says that there is one.</summary>
    /// <param name="person">Id of the configured one.</param>
    /// <param name="needsLedger">Time has come for closed days, which only an open ledger can tell: the quick way must give way.</param>
    public static AccountSlice? TryRead(SliceSource source, int person, Settings settings, Model.Period period, Instant now, out bool needsLedger)
    {
        needsLedger = false;
        // Most ledgers have no account; zones would be loaded to find that out.
        if (source.Terms(person, AccountFact.Contract).Count == 0) return null;
        if (AccountBook.TryOpen(source, settings) is not { Terms.First: not null } book) return null;
        needsLedger = source.Ledger is null && LateFacts.Differences(book).Count > 0;
        return needsLedger ? null : Slice(book, source.Ledger, settings, period.From, period.To, null, now, withAddends: false);
    }

    private static AccountSlice Slice(
        AccountBook book, Ledger? ledger, Settings settings, LocalDate? from, LocalDate? to, LocalDate? through, Instant now, bool withAddends, bool withToday = false)
    {
        var begins = book.Terms.First ?? throw book.NoContract();
        var today = book.Cut.DayOf(Micros.From(now));
        var last = LocalDate.Min(to ?? LocalDate.MaxIsoValue, through ?? (withToday ? today : today.PlusDays(-1)));
        var first = from ?? begins;
        var closed = book.LastClosed();
        var late = ledger is null ? [] : LateFacts.Of(book, ledger, settings);
        var days = closed is null || first > closed.Date ? [] : book.Reader.Closed(book.Person, first, LocalDate.Min(last, closed.Date), withBody: true).Select(d => AccountBook.Day(d, ofNoteOnly: !withAddends)).ToList();
        var open = book.FirstOpen(closed)!.Value;
        var account = new Account(book.Terms, book.Cut);
        var state = book.StateAfter(closed);
        foreach (var worked in book.Worked(open, last))
        {
            (var day, state) = account.Next(state, worked, worked.Date == open ? LateFacts.Bookings(late, open) : [], today);
            if (day.Date >= first) days.Add(day);
        }
        return new AccountSlice(book.Name, first, last, now, book.Zone, days, Weeks(book, account, days), closed?.Date, late) { Complaints = book.Complaints };
    }

    private static List<AccountWeekSpan> Weeks(AccountBook book, Account account, List<AccountDay> days)
    {
        var weeks = new List<AccountWeekSpan>();
        if (days.Count == 0) return weeks;
        var closed = book.Reader.ClosedWeeks(book.Person, days[0].Date, days[^1].Date);
        foreach (var day in days)
        {
            if (weeks.Count > 0 && day.Date <= weeks[^1].To) continue;
            var (first, end) = account.WeekOf(day.Date);
            weeks.Add(new AccountWeekSpan(first, end, closed.Any(w => w.From == first)));
        }
        return weeks;
    }
}
