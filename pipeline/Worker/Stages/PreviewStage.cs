using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What an account would be under other terms.</summary>
/// <param name="Months">Those that differ, in order.</param>
/// <param name="From">The first day that could change.</param>
/// <param name="Through">The last day that is told.</param>
/// <param name="ClosedThrough">The last closed day, up to which nothing changes; null where none is.</param>
public sealed record ContractPreview(IReadOnlyList<MonthChange> Months, LocalDate? From, LocalDate Through, LocalDate? ClosedThrough, long BalanceBefore, long BalanceAfter);

/// <param name="PlannedBefore">Microseconds; also the others.</param>
public sealed record MonthChange(Period Month, long PlannedBefore, long PlannedAfter, long DeltaBefore, long DeltaAfter);

/// <summary>Works the account out twice over the same days: as it is, and with a contract that is not there yet.</summary>
public sealed class PreviewStage(Ledger ledger, Settings settings, Instant now)
{
    /// <param name="through">The last day to look at; null for yesterday.</param>
    /// <exception cref="LedgerException">Nothing was ever derived.</exception>
    public ContractPreview Run(HandAccount account, HandPlan plan, LocalDate? through)
    {
        DeriveStage.Run(ledger, settings);
        using var source = SliceSource.Of(ledger);
        var book = AccountBook.TryOpen(source, settings) ?? throw new LedgerException(LedgerTrouble.Missing, "the ledger holds no facts yet, so nothing would change. Import some: daybook import PATH");
        var last = through ?? book.Cut.DayOf(Micros.From(now)).PlusDays(-1);
        var closed = book.LastClosed();
        var before = Days(book, closed, last);
        var after = Days(book with { Terms = account.TermsWith([.. plan.Changes.Select(c => (DaybookTerm)c.Item)]) }, closed, last);
        var (old, with) = (before.ToLookup(d => Period.Containing(PeriodKind.Month, d.Date)), after.ToLookup(d => Period.Containing(PeriodKind.Month, d.Date)));
        var months = old.Select(g => g.Key).Union(with.Select(g => g.Key)).OrderBy(m => m.From)
            .Select(m => new MonthChange(m, old[m].Sum(d => d.Planned), with[m].Sum(d => d.Planned), old[m].Sum(d => d.Delta), with[m].Sum(d => d.Delta)))
            .Where(m => m.PlannedBefore != m.PlannedAfter || m.DeltaBefore != m.DeltaAfter).ToList();
        var start = closed?.Sums.Balance ?? 0;
        var first = before.Concat(after).Select(d => (LocalDate?)d.Date).Min();
        return new ContractPreview(months, first, last, closed?.Date, before.Count > 0 ? before[^1].Closing : start, after.Count > 0 ? after[^1].Closing : start);
    }

    private List<AccountDay> Days(AccountBook book, ClosedDay? closed, LocalDate last)
    {
        if (book.FirstOpen(closed) is not { } open) return [];
        var late = LateFacts.Bookings(LateFacts.Of(book, ledger, settings), open);
        var account = new Account(book.Terms, book.Cut);
        var (days, state, today) = (new List<AccountDay>(), book.StateAfter(closed), book.Cut.DayOf(Micros.From(now)));
        foreach (var worked in book.Worked(open, last))
        {
            (var day, state) = account.Next(state, worked, worked.Date == open ? late : [], today);
            days.Add(day);
        }
        return days;
    }
}
