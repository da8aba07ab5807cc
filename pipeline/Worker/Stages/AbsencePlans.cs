using System.Text.Json.Nodes;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Makes plans of what a person says of time off and of corrections.</summary>
public sealed class AbsencePlans(HandAccount account)
{
    private const string Workday = "workday";
    private const int MostDays = 3660, MostNamed = 3;

    /// <param name="kind">A word of the format.</param>
    /// <param name="length">Of all of it, microseconds; null for whole days.</param>
    public HandPlan Mark(LocalDate from, LocalDate until, string kind, bool isHalf, long? length, string? note)
    {
        account.RefuseIfNeverWas(from);
        if (until < from) throw HandStage.Refused($"{Period.Iso(until)} is before {Period.Iso(from)}. Say the first day first.");
        if (NodaTime.Period.DaysBetween(from, until) > MostDays) throw HandStage.Refused("that is more than ten years. Say a shorter time.");
        if (isHalf && until > from) throw HandStage.Refused("--half is half of one day. Mark that day by itself, or say --hours for all of them.");
        if (kind == Workday && note is null) throw HandStage.Refused("a holiday that is worked needs a reason: --note TEXT");
        RefuseWithoutContract(from, until);
        var row = new JsonObject { ["date"] = Period.Iso(from), ["kind"] = kind };
        if (until > from) row["until"] = Period.Iso(until);
        if (isHalf) row["half_first"] = true;
        if (length is { } micros) row["length"] = DaybookDocument.LengthText(micros);
        if (note is not null) row["note"] = note;
        var plan = new HandPlan();
        var marked = account.New(DaybookTerm.Absences, row);
        var own = account.Own(DaybookTerm.Absences);
        if (own.FirstOrDefault(a => TermText.Of(a) == TermText.Of(marked)) is { } same)
        {
            plan.Notes.Add($"it is there already: {account.Shown(same)}");
            return plan;
        }
        plan.Notes.AddRange(Doubts(from, until, kind, length));
        plan.Days.AddRange(new Period(PeriodKind.Day, from, until).Dates);
        plan.Changes.Add(new HandChange("marked", marked));
        return plan;
    }

    public HandPlan Drop(string id) => account.Drop(id, DaybookTerm.Absences, HandKind.Absence,
        term => new Period(PeriodKind.Day, term.Date, Period.TryParse(term.Value("until") ?? "", out var until) ? until.From : term.Date).Dates);

    /// <param name="micros">Signed; of an absolute one what the balance is as the day begins.</param>
    public HandPlan Adjust(LocalDate date, long micros, bool isAbsolute, bool isPaidOut, string note)
    {
        account.RefuseIfNeverWas(date);
        if (!isAbsolute && micros == 0) throw HandStage.Refused("a correction of nothing changes nothing");
        if (!(date >= account.Terms.First))
            throw HandStage.Refused(account.Terms.First is { } first
                ? $"the account begins on {Period.Iso(first)}. Say a date from then on, or the balance it begins with: daybook contract add --opening"
                : NoContract(date));
        var row = new JsonObject { ["date"] = Period.Iso(date), ["note"] = note };
        row[isAbsolute ? "balance" : "delta"] = $"{(micros > 0 && !isAbsolute ? "+" : "")}{DaybookDocument.LengthText(micros)}";
        if (isPaidOut) row["paid_out"] = true;
        var plan = new HandPlan();
        var made = account.New(DaybookTerm.Adjustments, row);
        var onDate = account.Terms.Adjustments.Where(a => a.Date == date).ToList();
        if (isAbsolute && onDate.Any(a => a.IsAbsolute)) throw HandStage.Refused($"the balance of {Period.Iso(date)} is set already. 'daybook adjust list' shows it, 'daybook adjust drop ID' takes it back.");
        if (onDate.Any(a => a.IsAbsolute == isAbsolute && a.Micros == micros && a.Note == note)) plan.Notes.Add("the same correction is there once more; if that is one too many: daybook adjust drop last");
        plan.Days.Add(date);
        plan.Changes.Add(new HandChange("adjusted", made));
        return plan;
    }

    public HandPlan DropAdjustment(string id) => account.Drop(id, DaybookTerm.Adjustments, HandKind.Adjustment, term => [term.Date]);

    private void RefuseWithoutContract(LocalDate from, LocalDate until)
    {
        for (var date = from; date <= until; date = date.PlusDays(1))
        {
            if (account.Terms.Contracts.On(date) is not null) continue;
            var before = account.Terms.Contracts.All.LastOrDefault(c => c.From < date);
            throw HandStage.Refused(before is null ? NoContract(date)
                : $"no contract is in force on {Period.Iso(date)}: the one from {Period.Iso(before.From)} ends on {Period.Iso(account.Terms.Contracts.EndOf(before)!.Value)}. "
                    + (date > from ? $"Mark until {Period.Iso(date.PlusDays(-1))}, or add a contract: " : "Add a contract: ") + $"daybook contract add --from {Period.Iso(date)} --hours 40");
        }
    }

    private string NoContract(LocalDate date) => account.Problems.Count > 0 ? string.Join(" ", account.Problems)
        : $"no contract is in force on {Period.Iso(date)}. Add one: daybook contract add --from {Period.Iso(date)} --hours 40";

    private IEnumerable<string> Doubts(LocalDate from, LocalDate until, string kind, long? length)
    {
        var (contracts, days) = (account.Terms.Contracts, new AccountDays(account.Terms));
        var dates = new Period(PeriodKind.Day, from, until).Dates.ToList();
        if (kind == Workday)
        {
            if (!dates.Exists(d => days.AbsencesOn(d).Any(a => a.Kind == AbsenceKind.Holiday && a.Source is null)))
                yield return $"{TermText.Dates(from, until)} has no public holiday by the contract's region";
            yield break;
        }
        var planned = dates.Sum(contracts.PlannedOn);
        if (planned == 0) yield return "nothing is planned then, so it takes nothing";
        else if (length > planned) yield return $"only {Hours.Text(planned)} is planned then, and it takes no more";
        var taken = dates.SelectMany(d => days.AbsencesOn(d).Select(a => (Date: d, Absence: a))).Where(a => contracts.PlannedOn(a.Date) > 0).ToList();
        foreach (var group in taken.GroupBy(t => t.Absence).Take(MostNamed))
            yield return $"{TermText.Dates(group.First().Date, group.Last().Date)} is {group.Key.Kind.ToString().ToLowerInvariant()} already{(group.Key.Name.Length > 0 ? $" ({group.Key.Name})" : "")}; a day gives only what is left of it";
    }
}
