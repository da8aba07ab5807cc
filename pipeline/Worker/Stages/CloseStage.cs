using System.Security.Cryptography;
using System.Text;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>The first day that stays open, and why.</summary>
public sealed record HeldDay(LocalDate Date, IReadOnlyList<string> Reasons);

/// <param name="Days">Closed now, in order.</param>
/// <param name="Weeks">Closed now, by their first days.</param>
/// <param name="Held">The first day that could not be closed though it was asked for, or null.</param>
/// <param name="Reopened">From when on days were opened again for late time that is to be treated so, or null.</param>
/// <param name="Late">Late time that the closing found, whatever became of it.</param>
public sealed record CloseResult(IReadOnlyList<AccountDay> Days, IReadOnlyList<LocalDate> Weeks, HeldDay? Held, LocalDate? Reopened, IReadOnlyList<LateTime> Late);

/// <summary>Closes days and weeks in order, and opens them again. Each call is one transaction: all of it is done, or nothing.</summary>
public sealed class CloseStage(Ledger ledger, Settings settings, Instant now)
{
    private const string Version = "account 1";

    private readonly long _now = Micros.From(now);

    /// <param name="through">The last day that is wanted closed; null for yesterday.</param>
    /// <exception cref="LedgerException">There is no contract, or nothing is derived.</exception>
    public CloseResult Close(LocalDate? through)
    {
        DeriveStage.Run(ledger, settings);
        return ledger.Closings.InOne(() => CloseDerived(through));
    }

    private CloseResult CloseDerived(LocalDate? through)
    {
        var book = Open();
        var today = book.Cut.DayOf(_now);
        var last = through ?? today.PlusDays(-1);
        var late = LateFacts.Of(book, ledger, settings);
        var reopened = late.Where(l => l.Treatment == LateTreatment.Reopen).Select(l => (LocalDate?)l.Date).FirstOrDefault();
        if (reopened is { } from)
        {
            var whose = string.Join(", ", late.Where(l => l.Treatment == LateTreatment.Reopen).SelectMany(l => l.Sources).Distinct().Order(StringComparer.Ordinal));
            AddReopening(book, from, $"late facts of {whose}");
        }
        var booked = late.Where(l => l.Treatment == LateTreatment.Adjust && !(l.Date >= reopened)).ToList();
        var closed = book.LastClosed();
        var next = book.FirstOpen(closed)!.Value;
        var account = new Account(book.Terms, book.Cut);
        var state = book.StateAfter(closed);
        var holds = new HoldingBack(ledger, settings, book, now);
        var rules = RulesOf();
        var sources = LateFacts.SourcesOf(ledger, book.Person);
        using var prints = ledger.Prints();
        var (days, weeks) = (new List<AccountDay>(), new List<LocalDate>());
        HeldDay? held = null;
        foreach (var worked in book.Worked(next, last))
        {
            if (holds.Reasons(worked.Date) is { Count: > 0 } reasons)
            {
                held = new HeldDay(worked.Date, reasons);
                break;
            }
            (var day, state) = account.Next(state, worked, days.Count == 0 ? LateFacts.Bookings(booked, worked.Date) : [], today);
            var span = book.Cut.SpanOf(worked.Date);
            var body = ClosingBody.Write(rules, span, prints.Of(worked.Date, span.Start, span.End, sources), day);
            var inputs = SHA256.HashData(Encoding.UTF8.GetBytes($"day/1\n{Period.Iso(day.Date)}\n{string.Join('\n', worked.Stretches.Select(s => $"{s.Start} {s.End}"))}\n{body}"));
            ledger.Closings.Add(book.Person, new NewClosing(ClosingKind.Day, day.Date, day.Date, _now, Sums(day, state, worked.Micros), body, inputs)
            {
                Late = days.Count == 0 ? [.. booked.Select(l => (l.Date, l.Micros))] : [],
            });
            days.Add(day with { IsClosed = true });
            if (account.WeekOf(day.Date) is var week && week.Last == day.Date)
            {
                ledger.Closings.Add(book.Person, Week(state, week.First, day.Date, inputs));
                weeks.Add(week.First);
            }
        }
        return new CloseResult(days, weeks, held, reopened, late);
    }

    /// <summary>Opens a day or week again, with what is closed after it.</summary>
    /// <param name="withLater">Whether days after it may be opened as well.</param>
    /// <returns>The days that are open now, by first and last.</returns>
    /// <exception cref="LedgerException">It is not closed, or not the last that is.</exception>
    public (LocalDate First, LocalDate Last) Reopen(Period period, string reason, bool withLater)
    {
        DeriveStage.Run(ledger, settings);
        return ledger.Closings.InOne(() => ReopenDerived(period, reason, withLater));
    }

    private (LocalDate First, LocalDate Last) ReopenDerived(Period period, string reason, bool withLater)
    {
        var book = Open();
        var last = book.LastClosed() ?? throw HandStage.Refused("nothing is closed");
        var begins = book.Reader.FirstClosed(book.Person)!.Value;
        if (period.From > last.Date || period.To < begins) throw HandStage.Refused($"{period.Name} is not closed; closed is {Period.Iso(begins)} to {Period.Iso(last.Date)}");
        if (period.To < last.Date && !withLater)
            throw HandStage.Refused($"{Period.Iso(period.To.PlusDays(1))} to {Period.Iso(last.Date)} were closed after {period.Name} and stand on it. "
                + $"Open them all: daybook reopen {period.Name} --and-later --reason TEXT. Or leave it closed and correct the balance: daybook adjust");
        var from = LocalDate.Max(period.From, begins);
        if (new Locks(settings, null, book.Cut.DayOf(_now)).WhyLocked(from) is { } why) throw HandStage.Refused(why);
        AddReopening(book, from, reason);
        return (from, last.Date);
    }

    private AccountBook Open()
    {
        using var source = SliceSource.Of(ledger);
        var book = AccountBook.TryOpen(source, settings) ?? throw new LedgerException(LedgerTrouble.Missing, "the ledger holds no facts yet. Import some: daybook import PATH");
        return book.Terms.First is not null ? book : throw book.NoContract();
    }

    private void AddReopening(AccountBook book, LocalDate from, string reason) => ledger.Closings.Add(book.Person,
        new NewClosing(ClosingKind.Reopen, from, book.LastClosed()!.Date, _now, null, ClosingBody.OfReopening(reason), []));

    private string RulesOf() => $"{Version}; {PersonRules.Of(ledger, settings).First(p => p.Name == settings.Person).Text}";

    private static ClosingSums Sums(AccountDay day, AccountState state, long worked) =>
        new(day.Planned, day.Should, day.Worked, day.Credited, day.Adjusted, state.Balance, state.Carried, worked);

    private NewClosing Week(AccountState state, LocalDate first, LocalDate last, byte[] inputs)
    {
        var days = state.Week;
        var sums = new ClosingSums(days.Sum(d => d.Planned), days.Sum(d => d.Should), days.Sum(d => d.Worked), days.Sum(d => d.Credited), days.Sum(d => d.Adjusted), state.Balance, state.Carried, 0);
        var settled = days[^1].Addends.Where(a => a.Rule is AccountRule.Week or AccountRule.SealedWeek);
        return new NewClosing(ClosingKind.Week, first, last, _now, sums, ClosingBody.OfWeek(settled), inputs);
    }
}
