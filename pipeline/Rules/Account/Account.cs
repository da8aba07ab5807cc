using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Where an account stands when a day has ended; with it the next day can be worked out.</summary>
/// <param name="Balance">Microseconds.</param>
/// <param name="Carried">What of the balance was carried into the year and is not used yet, microseconds; never below zero.</param>
/// <param name="Week">The days before it of the week under way, in order.</param>
public sealed record AccountState(long Balance, long Carried, IReadOnlyList<AccountDay> Week)
{
    public static AccountState Beginning { get; } = new(0, 0, []);
}

/// <summary>
/// The working-time account day by day. Every correction takes effect on a day, so that days sum to weeks, months and the
/// balance: what a week's policy makes of it on its last day, caps when their period ends, expiry on its date.
/// </summary>
public sealed class Account
{
    private readonly AccountTerms _terms;
    private readonly DayCut _cut;
    private readonly AccountDays _days;
    private readonly ByDate<Adjustment> _adjustments = new();
    private readonly ByDate<SealedWeek> _sealed = new();

    public Account(AccountTerms terms, DayCut cut)
    {
        (_terms, _cut, _days) = (terms, cut, new AccountDays(terms));
        foreach (var contract in terms.Contracts.All)
            if (contract.Opening is { } opening)
                _adjustments.Add(contract.From, new Adjustment(contract.From, opening, true, $"contract from {Period.Iso(contract.From)}") { Source = contract.Source, Rule = AccountRule.Opening });
        foreach (var one in terms.Adjustments) _adjustments.Add(terms.First is { } first && one.Date < first ? first : one.Date, one);
        foreach (var week in terms.SealedWeeks) _sealed.Add(week.Monday, week);
    }

    /// <summary>The next day, and where the account stands then.</summary>
    /// <param name="state">Of the day before it.</param>
    /// <param name="late">What is booked on it of time that came for closed days.</param>
    /// <param name="closedOn">The day on which its week would be closed.</param>
    public (AccountDay Day, AccountState State) Next(AccountState state, WorkedDay worked, IReadOnlyList<Adjustment> late, LocalDate closedOn)
    {
        var date = worked.Date;
        var contract = Terms.On(date);
        var day = _days.On(worked);
        var corrections = new List<AccountAddend>(day.Addends);
        var adjusted = 0L;
        foreach (var one in AdjustmentsOn(date, state.Balance)) Correct(one.Micros, one.Rule, one.Text, one.Source);
        foreach (var one in late) Correct(one.Micros, one.Rule, one.Note, one.Source);
        if (contract is not null)
            foreach (var (micros, why) in Weights.Of(contract.Weights, worked, day.Marks.Any(m => m.Kind == AbsenceKind.Holiday), _cut))
                Correct(micros, AccountRule.Weight, why, null);
        var week = WeekWith(state.Week, day);
        if (contract is not null && WeekOf(date).Last == date) Settle(week, contract, closedOn);
        var carried = state.Carried;
        long Balance() => state.Balance + day.Earned + adjusted;
        if (contract?.Cap is { } cap && Period.Containing(cap.At, date).To == date && Balance() > cap.Micros)
            Correct(cap.Micros - Balance(), AccountRule.Cap, $"at most {Hours.Text(cap.Micros)} is carried on", null);
        carried = Math.Max(0, Math.Min(carried + Math.Min(0, day.Earned + adjusted), Balance()));
        if (contract?.Expiry is { } expiry && expiry.InYear(date.Year) == date && carried > 0)
        {
            Correct(-carried, AccountRule.Expiry, $"carried into {date.Year} and not used", null);
            carried = 0;
        }
        if (date.Month == 12 && date.Day == 31) carried = Math.Max(0, Balance());
        var done = day with { Adjusted = adjusted, Closing = Balance(), Addends = corrections };
        week[^1] = done;
        return (done, new AccountState(Balance(), carried, week));

        void Correct(long micros, AccountRule rule, string text, string? source)
        {
            adjusted += micros;
            if (micros != 0 || rule is AccountRule.Adjustment or AccountRule.Opening) corrections.Add(new(AccountColumn.Adjusted, micros, rule, text, source));
        }

        void Settle(List<AccountDay> days, Contract terms, LocalDate closing)
        {
            var earned = days.Sum(d => d.Earned);
            if (_sealed[date.PlusDays(-6)].MinBy(w => w.Source, StringComparer.Ordinal) is { } seal)
            {
                Correct(seal.Micros - earned, AccountRule.SealedWeek, $"sealed at {Hours.Signed(seal.Micros)}", seal.Source);
                return;
            }
            if (terms.Policy == AllWeekPolicies.Usual || AllWeekPolicies.Find(terms.Policy) is not { } policy) return;
            var (hours, which) = AllWeekPolicies.HoursOf(days, closing, terms, Terms);
            var result = policy.Settle(new AccountWeek([.. days.Select(d => d with { IsClosed = true })], days.Count == 7, hours));
            Correct(result.Delta - earned, AccountRule.Week, $"{policy.Name} makes {Hours.Signed(result.Delta)} of {Hours.Signed(earned)}, {Hours.Text(hours)} by {which}", null);
        }
    }

    private Contracts Terms => _terms.Contracts;

    /// <summary>The week a date is in, as its contract cuts weeks; without one as ISO 8601 does.</summary>
    public (LocalDate First, LocalDate Last) WeekOf(LocalDate date)
    {
        var first = Terms.On(date)?.WeekOf(date) ?? Period.Containing(PeriodKind.Week, date).From;
        return (first, first.PlusDays(6));
    }

    /// <summary>The days of the week that a day is in, up to and with it.</summary>
    private List<AccountDay> WeekWith(IReadOnlyList<AccountDay> before, AccountDay day)
    {
        var (first, _) = WeekOf(day.Date);
        return [.. before.Where(d => d.Date >= first), day];
    }

    /// <summary>What openings of contracts and adjustments come to on a date, in the order in which they take effect.</summary>
    /// <param name="balance">As the day begins, microseconds.</param>
    public IEnumerable<AccountAddend> AdjustmentsOn(LocalDate date, long balance)
    {
        var all = _adjustments[date];
        if (all.Count == 0) yield break;
        // Absolute ones of a date first: the order in which they were made must not matter. What is from before the account begins counts on its first day.
        foreach (var one in all.OrderBy(a => a.Date).ThenByDescending(a => a.IsAbsolute).ThenBy(a => a.Rule).ThenBy(a => a.Micros).ThenBy(a => a.Note, StringComparer.Ordinal))
        {
            var micros = one.IsAbsolute ? one.Micros - balance : one.Micros;
            balance += micros;
            yield return new AccountAddend(AccountColumn.Adjusted, micros, one.Rule, one.Note, one.Source);
        }
    }

    /// <summary>Days in a row from a state on.</summary>
    /// <param name="days">In order, none left out.</param>
    public IEnumerable<AccountDay> Of(AccountState state, IEnumerable<WorkedDay> days, Func<LocalDate, LocalDate> closedOn)
    {
        foreach (var worked in days)
        {
            (var day, state) = Next(state, worked, [], closedOn(worked.Date));
            yield return day;
        }
    }
}
