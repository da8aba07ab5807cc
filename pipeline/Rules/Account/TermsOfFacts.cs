using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>
/// Makes what sources say of a person's account into its terms. A source whose contracts cannot all be used has none: half
/// of them would be worse. What is left out is said.
/// </summary>
public static class TermsOfFacts
{
    private const string Own = "daybook";
    private const int LongestAbsence = 3660;

    private sealed record Said(TermFact Fact, FactKeys Keys);

    /// <param name="facts">Current ones, in any order.</param>
    /// <param name="cut">By it an adjustment at an instant has its day.</param>
    /// <param name="firstDay">The first day with any time, from which on contracts without a date hold; null where there is none.</param>
    /// <param name="order">Sources whose contracts win, the first before the others; one that is not in it comes after, but Daybook's own before.</param>
    /// <returns>The terms, and a sentence for all that could not be used.</returns>
    public static (AccountTerms Terms, IReadOnlyList<string> Problems) Of(IReadOnlyList<TermFact> facts, DayCut cut, LocalDate? firstDay, IReadOnlyList<string> order)
    {
        var problems = new List<string>();
        return (Terms(Read(facts), cut, firstDay, order, problems), problems);
    }

    /// <summary>The contracts that a source has by itself, or null and why they cannot be used.</summary>
    public static Contracts? ContractsOf(IReadOnlyList<TermFact> facts, string source, LocalDate? firstDay, out string? why) =>
        Contracts(Read([.. facts.Where(f => f.Source == source)]), firstDay, out why);

    /// <summary>
    /// A tracker's terms owe nothing for the time before it knows of any: the first day with time, or the first that it has
    /// sealed. A contract a person made begins when they say.
    /// </summary>
    private static LocalDate? BeginningOf(IReadOnlyList<Said> facts, LocalDate? firstDay)
    {
        if (facts.Any(f => f.Fact.Kind == AccountFact.Contract && ContractOfFact.IsOwn(f.Keys))) return null;
        LocalDate? first = null;
        foreach (var (fact, _) in facts)
            if (fact.Kind is AccountFact.ClosedDay or AccountFact.ClosedWeek && !(first <= fact.Date)) first = fact.Date ?? first;
        return first is null ? firstDay : firstDay is null || first < firstDay ? first : firstDay;
    }

    private static List<Said> Read(IReadOnlyList<TermFact> facts) =>
        [.. facts.Order(Comparer<TermFact>.Create(Compare)).Select(f => new Said(f, FactKeys.Of(f.Json))).Where(f => !f.Keys.IsDeleted)];

    private static int Compare(TermFact one, TermFact other)
    {
        var order = string.CompareOrdinal(one.Source, other.Source);
        if (order == 0) order = string.CompareOrdinal(one.Kind, other.Kind);
        if (order == 0) order = Nullable.Compare(one.Date, other.Date);
        if (order == 0) order = Nullable.Compare(one.AtMicros, other.AtMicros);
        if (order == 0) order = string.CompareOrdinal(one.Identity, other.Identity);
        return order != 0 ? order : string.CompareOrdinal(one.Json, other.Json);
    }

    private static AccountTerms Terms(List<Said> facts, DayCut cut, LocalDate? firstDay, IReadOnlyList<string> order, List<string> problems)
    {
        var contracts = new List<Contracts>();
        foreach (var source in facts.GroupBy(f => f.Fact.Source).OrderBy(g => Rank(g.Key, order)).ThenBy(g => g.Key, StringComparer.Ordinal))
            if (Contracts([.. source], firstDay, out var why) is { } some) contracts.Add(some.Since(BeginningOf([.. source], firstDay)));
            else problems.Add($"the contracts of '{source.Key}' are left out: {why}");
        var (absences, adjustments, weeks, workdays) = (new List<Absence>(), new List<Adjustment>(), new List<SealedWeek>(), new List<WorkingHoliday>());
        foreach (var (fact, keys) in facts)
        {
            switch (fact.Kind)
            {
                case AccountFact.Absence when keys.Text("status") is null or "approved":
                    if (SpanOf(fact, keys) is not { } span) break;
                    if (keys.Text("kind") == "workday") workdays.Add(new WorkingHoliday(span.From, span.Until, keys.Text("note") ?? keys.Text("type") ?? ""));
                    else absences.Add(AbsenceOf(fact, keys, span.From, span.Until));
                    break;
                case AccountFact.ClosedDay when keys.Text("kind") is "holiday" or "vacation" or "sick":
                    if (SpanOf(fact, keys) is { } day) absences.Add(new Absence(KindOf(keys.Text("kind")), day.From, day.From, "") { Source = fact.Source });
                    break;
                case AccountFact.Adjustment:
                    if (AdjustmentOf(fact, keys, cut) is { } adjustment) adjustments.Add(adjustment);
                    break;
                case AccountFact.ClosedWeek:
                    if (keys.Number("delta_us") is { } delta && fact.Date is { } monday) weeks.Add(new SealedWeek(monday, delta, fact.Source));
                    else keys.Refuse("it has no date or no difference");
                    break;
            }
            if (keys.Wrong is { } wrong && fact.Kind != AccountFact.Contract) problems.Add($"{Called(fact)} of '{fact.Source}' is left out: {wrong}");
        }
        return new AccountTerms(Rules.Contracts.Merged(contracts)) { Absences = absences, Adjustments = adjustments, SealedWeeks = weeks, WorkingHolidays = workdays };
    }

    private static Contracts? Contracts(IReadOnlyList<Said> facts, LocalDate? firstDay, out string? why)
    {
        var contracts = new List<Contract>();
        foreach (var (fact, keys) in facts)
        {
            if (fact.Kind != AccountFact.Contract) continue;
            var weeks = facts.FirstOrDefault(f => f.Fact.Kind == AccountFact.WeekCut && f.Fact.Identity == fact.Identity && f.Keys.Number("week_starts") is not null)?.Keys.Number("week_starts");
            if (ContractOfFact.Read(fact, keys, firstDay, weeks) is { } contract) contracts.Add(contract);
            else
            {
                why = fact.Date is { } date ? $"of the one from {Period.Iso(date)}, {keys.Wrong}" : keys.Wrong;
                return null;
            }
        }
        return Rules.Contracts.Of(contracts, out why);
    }

    private static Absence AbsenceOf(TermFact fact, FactKeys keys, LocalDate from, LocalDate until) =>
        new(KindOf(keys.Text("kind")), from, until, keys.Text("note") ?? keys.Text("type") ?? "")
        {
            IsHalfFirst = keys.Number("half_first") == 1,
            IsHalfLast = keys.Number("half_last") == 1,
            LengthMicros = keys.Length("length_us"),
            Source = fact.Source,
        };

    private static Adjustment? AdjustmentOf(TermFact fact, FactKeys keys, DayCut cut)
    {
        var date = fact.Date ?? (fact.AtMicros is { } at ? cut.DayOf(at) : null);
        var (delta, balance) = (keys.Number("delta_us"), keys.Number("balance_us"));
        if (date is null) keys.Refuse("it has no date");
        if ((delta ?? balance) is null) keys.Refuse("it has no length");
        return keys.Wrong is not null ? null
            : new Adjustment(date!.Value, (balance ?? delta)!.Value, balance is not null, keys.Text("note") ?? "") { Id = fact.Identity, Source = fact.Source };
    }

    private static (LocalDate From, LocalDate Until)? SpanOf(TermFact fact, FactKeys keys)
    {
        if (fact.Date is not { } from) keys.Refuse("it has no date");
        else
        {
            var until = keys.Date("until") ?? from;
            if (until < from) keys.Refuse($"it ends on {Period.Iso(until)}, before it begins");
            else if (NodaTime.Period.DaysBetween(from, until) > LongestAbsence) keys.Refuse($"it lasts until {Period.Iso(until)}, more than ten years");
            else if (keys.Wrong is null) return (from, until);
        }
        return null;
    }

    private static AbsenceKind KindOf(string? kind) => kind switch
    {
        "holiday" => AbsenceKind.Holiday,
        "sick" => AbsenceKind.Sick,
        "vacation" => AbsenceKind.Vacation,
        "overtime" => AbsenceKind.Overtime,
        _ => AbsenceKind.Other,
    };

    private static string Called(TermFact fact)
    {
        var kind = fact.Kind switch
        {
            AccountFact.Absence => "time off",
            AccountFact.ClosedDay => "a closed day",
            AccountFact.ClosedWeek => "a closed week",
            AccountFact.Adjustment => "a correction",
            _ => "how weeks are cut",
        };
        return fact.Date is { } date ? $"{kind} on {Period.Iso(date)}" : kind;
    }

    private static int Rank(string source, IReadOnlyList<string> order)
    {
        for (var i = 0; i < order.Count; i++)
            if (order[i] == source) return i;
        // Of a second person of the ledger it is called daybook-NAME.
        return source == Own || source.StartsWith($"{Own}-", StringComparison.Ordinal) ? -1 : int.MaxValue;
    }
}
