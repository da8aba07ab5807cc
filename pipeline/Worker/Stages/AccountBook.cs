using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>One person's account as it lies in the ledger: terms, derived days, and what is closed.</summary>
/// <param name="Complaints">Facts of the account that could not be used, a sentence each.</param>
public sealed record AccountBook(int Person, string Name, AccountTerms Terms, DayCut Cut, string Zone, AccountReader Reader, IReadOnlyList<string> Complaints)
{
    /// <summary>The configured person's; null where days are not derived as the settings want them, or facts have come since.</summary>
    public static AccountBook? TryOpen(SliceSource source, Settings settings)
    {
        if (source.IsStale) return null;
        foreach (var person in source.People())
        {
            if (person.Name != settings.Person) continue;
            if (PersonRules.CutIfUnchanged(person.Settings, settings) is not { Zone: var zone, Cut: var cut }) return null;
            var (terms, complaints) = TermsOf(source, person.Id, cut, settings);
            return new AccountBook(person.Id, person.Name, terms, cut, zone, source.Account, complaints);
        }
        return null;
    }

    /// <summary>What a person's facts say of the account, and what of them could not be used.</summary>
    public static (AccountTerms Terms, IReadOnlyList<string> Complaints) TermsOf(SliceSource source, int person, DayCut cut, Settings settings) =>
        TermsOfFacts.Of(source.Terms(person), cut, source.Account.Span(person)?.First, settings.SourceOrder);

    public LedgerException NoContract() => HandStage.Refused(
        Complaints.Count > 0 ? string.Join(" ", Complaints) : "no contract says when the account begins. Make one: daybook contract add --from 2026-01-01 --hours 40");

    public ClosedDay? LastClosed() => Reader.LastClosed(Person);

    /// <summary>The first day that is open; null where no contract says when the account begins.</summary>
    public LocalDate? FirstOpen(ClosedDay? last) => last is { } closed ? closed.Date.PlusDays(1) : Terms.First;

    /// <summary>Where the account stands at the end of a closed day, or before its first.</summary>
    public AccountState StateAfter(ClosedDay? last)
    {
        if (last is null) return AccountState.Beginning;
        var (first, _) = new Account(Terms, Cut).WeekOf(last.Date);
        return new AccountState(last.Sums.Balance, last.Sums.Carried, [.. Reader.Closed(Person, first, last.Date, withBody: true).Select(d => Day(d))]);
    }

    /// <summary>Days as they were worked, in order, none left out between the dates.</summary>
    public IEnumerable<WorkedDay> Worked(LocalDate from, LocalDate to)
    {
        if (to < from) yield break;
        var rows = Reader.Days(Person, from, to, withStretches: Terms.Contracts.All.Any(c => c.Weights.Count > 0));
        var next = 0;
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var row = next < rows.Count && rows[next].Date == date ? rows[next++] : null;
            var rule = row?.Basis == DayBasis.Total ? AccountRule.Total : AccountRule.Timeline;
            yield return Terms.Contracts.On(date)?.WorkedBy == WorkedBy.Sum
                ? new WorkedDay(date, row?.Summed ?? 0, AccountRule.Sum, row?.Stretches ?? [])
                : new WorkedDay(date, row?.Worked ?? 0, rule, row?.Stretches ?? []);
        }
    }

    /// <summary>A day as it was sealed.</summary>
    /// <param name="ofNoteOnly">Only days with time off or corrections get their addends.</param>
    public static AccountDay Day(ClosedDay closed, bool ofNoteOnly = false)
    {
        var sums = closed.Sums;
        var body = closed.Body is { } text && !(ofNoteOnly && ClosingBody.IsPlain(text)) ? ClosingBody.Read(text) : null;
        return new AccountDay(closed.Date, sums.Planned, sums.Should, sums.Worked, sums.Credited, sums.Adjusted)
        {
            Closing = sums.Balance,
            IsClosed = true,
            Marks = body?.Marks ?? [],
            Addends = body?.Addends ?? [],
        };
    }
}
