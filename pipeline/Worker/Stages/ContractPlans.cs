using System.Text.Json.Nodes;
using Daybook.Importers.Daybook;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Makes plans of what a person says of contracts. Contracts never overlap; what would is refused.</summary>
public sealed class ContractPlans(HandAccount account)
{
    private readonly HandStage _hand = account.Hand;

    /// <param name="row">As the format has it, without id and stamp.</param>
    public HandPlan Add(JsonObject row)
    {
        var added = account.New(DaybookTerm.Contracts, row);
        account.RefuseIfNeverWas(added.Date);
        if (account.Own(DaybookTerm.Contracts).FirstOrDefault(c => c.Date == added.Date) is { } same)
            throw HandStage.Refused($"there is a contract from {Period.Iso(added.Date)} already: {account.Shown(same)}. Take it back first: daybook contract drop {account.ShortId(same)}");
        var contracts = account.ContractsWith(out var why, added) ?? throw HandStage.Refused(
            $"{why}. Contracts never overlap: end the earlier one with 'daybook contract end DATE', begin the later one after it, or take one back with 'daybook contract drop ID'.");
        var plan = new HandPlan();
        var one = contracts.All.First(c => c.From == added.Date);
        var end = contracts.EndOf(one);
        var before = contracts.All.LastOrDefault(c => c.From < one.From);
        if (before is { Until: null }) plan.Notes.Add($"the contract from {Period.Iso(before.From)} ends on {Period.Iso(one.From.PlusDays(-1))}");
        else if (before?.Until < one.From.PlusDays(-1)) plan.Notes.Add($"no contract is in force from {Period.Iso(before.Until.Value.PlusDays(1))} to {Period.Iso(one.From.PlusDays(-1))}");
        if (one.Until is null && end is { } last) plan.Notes.Add($"it ends on {Period.Iso(last)}, since the next begins the day after");
        plan.Days.AddRange(account.UntilToday(one.From, end));
        plan.Changes.Add(new HandChange("added", added));
        return plan;
    }

    /// <param name="last">The last day that it is in force.</param>
    public HandPlan End(LocalDate last)
    {
        var contracts = account.ContractsWith(out var why) ?? throw HandStage.Refused($"{why}. Take it back: daybook contract drop ID");
        var one = contracts.On(last) ?? throw HandStage.Refused(
            $"no contract made by hand is in force on {Period.Iso(last)}. 'daybook contract list' shows which there are.");
        var plan = new HandPlan();
        if (one.Until == last)
        {
            plan.Notes.Add($"it ends on {Period.Iso(last)} already");
            return plan;
        }
        var before = account.Own(DaybookTerm.Contracts).First(c => c.Id == one.Id);
        if (account.Terms.Absences.Where(a => a.Until > last && a.From <= (contracts.EndOf(one) ?? LocalDate.MaxIsoValue)).ToList() is { Count: > 0 } later)
            plan.Notes.Add($"time off after it counts no more: {string.Join(", ", later.Select(a => TermText.Dates(a.From, a.Until)))}");
        plan.Days.AddRange(account.UntilToday(last.PlusDays(1), contracts.EndOf(one)));
        plan.Changes.Add(new HandChange("ended", before.With(_hand.Stamp, ("until", Period.Iso(last)))));
        return plan;
    }

    public HandPlan Drop(string id) => account.Drop(id, DaybookTerm.Contracts, HandKind.Contract,
        term => account.UntilToday(term.Date, account.ContractsWith(out _) is { } all && all.All.FirstOrDefault(c => c.Id == term.Id) is { } one ? all.EndOf(one) : null));
}
