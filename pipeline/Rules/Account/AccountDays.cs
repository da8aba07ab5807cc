using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Works out days of the account from terms, time off and time worked, without what corrects the balance.</summary>
public sealed class AccountDays
{
    private readonly AccountTerms _terms;
    private readonly Dictionary<string, HolidayCalendar?> _calendars = new(StringComparer.Ordinal);
    private readonly ByDate<Absence> _byDate = new();

    public AccountDays(AccountTerms terms)
    {
        _terms = terms;
        foreach (var absence in terms.Absences)
            for (var date = absence.From; date <= absence.Until; date = date.PlusDays(1)) _byDate.Add(date, absence);
    }

    /// <summary>Time off on a date, in the order in which it takes of the day.</summary>
    public IReadOnlyList<Absence> AbsencesOn(LocalDate date)
    {
        var holiday = HolidayOn(date);
        var said = _byDate[date];
        if (holiday is null && said.Count == 0) return [];
        return [.. said.Concat(holiday is null ? [] : [holiday]).OrderBy(a => a.Kind).ThenBy(a => a.From).ThenBy(a => a.Until).ThenBy(a => a.Name, StringComparer.Ordinal)
            .ThenBy(a => a.LengthMicros).ThenBy(a => a.IsHalfFirst).ThenBy(a => a.IsHalfLast).ThenBy(a => a.Source, StringComparer.Ordinal)];
    }

    /// <summary>Whether time off of some kinds takes all that is planned for a date; where nothing is, whether it is for the whole day.</summary>
    public bool IsOff(LocalDate date, Func<AbsenceKind, bool> counts)
    {
        var absences = AbsencesOn(date).Where(a => counts(a.Kind)).ToList();
        return _terms.Contracts.PlannedOn(date) is var planned and not 0
            ? absences.Sum(a => a.ClaimOn(date, _terms.Contracts)) >= planned
            : absences.Any(a => a.IsWholeOn(date));
    }

    public AccountDay On(WorkedDay worked)
    {
        var (date, contracts) = (worked.Date, _terms.Contracts);
        var contract = contracts.On(date);
        var planned = contract?.PlannedOn(date) ?? 0;
        var effects = contract?.Effects ?? AbsenceEffects.Usual;
        var (left, should, credited, filled) = (planned, planned, 0L, 0L);
        var marks = new List<DayMark>();
        var addends = new List<AccountAddend>();
        if (planned != 0)
        {
            var by = $"contract from {Period.Iso(contract!.From)}";
            addends.Add(new(AccountColumn.Planned, planned, AccountRule.Contract, by, contract.Source));
            addends.Add(new(AccountColumn.Should, planned, AccountRule.Contract, by, contract.Source));
        }
        if (worked.Micros != 0) addends.Add(new(AccountColumn.Worked, worked.Micros, worked.Rule, "", null));
        foreach (var absence in AbsencesOn(date))
        {
            var (effect, claim) = (effects.Of(absence.Kind), Math.Min(left, absence.ClaimOn(date, contracts)));
            marks.Add(new DayMark(absence.Kind, effect, absence.Name, claim, absence.Source));
            left -= claim;
            if (claim == 0) continue;
            if (effect == AbsenceEffect.Reduces)
            {
                should -= claim;
                addends.Add(new(AccountColumn.Should, -claim, AccountRule.Absence, Called(absence), absence.Source));
            }
            else if (effect == AbsenceEffect.IsCredited)
            {
                credited += claim;
                addends.Add(new(AccountColumn.Credited, claim, AccountRule.Absence, Called(absence), absence.Source));
            }
            else if (effect == AbsenceEffect.FillsUp) filled += claim;
        }
        if (Math.Clamp(should - credited - worked.Micros, 0, filled) is var fill and not 0)
        {
            credited += fill;
            var filling = AbsencesOn(date).Where(a => effects.Of(a.Kind) == AbsenceEffect.FillsUp).ToList();
            addends.Add(new(AccountColumn.Credited, fill, AccountRule.Absence, string.Join(", ", filling.Select(Called).Distinct(StringComparer.Ordinal)), filling[0].Source));
        }
        return new AccountDay(date, planned, should, worked.Micros, credited, 0) { Marks = marks, Addends = addends };
    }

    /// <summary>The region's public holiday on a date, unless a person says that it is none.</summary>
    private Absence? HolidayOn(LocalDate date)
    {
        if (_terms.Contracts.On(date)?.Region is not { } region || Calendar(region)?.On(date) is not { } holiday) return null;
        return _terms.WorkingHolidays.Any(w => date >= w.From && date <= w.Until) ? null
            : new Absence(AbsenceKind.Holiday, date, date, holiday.Name) { IsHalfFirst = holiday.IsHalf };
    }

    // A region that is not known was refused when the contract was made, or said when it was read.
    private HolidayCalendar? Calendar(string region)
    {
        if (_calendars.TryGetValue(region, out var known)) return known;
        return _calendars[region] = AllHolidays.OfRegion(region, out _);
    }

    private static string Called(Absence absence)
    {
        var kind = absence.Kind.ToString().ToLowerInvariant();
        return absence.Name.Length == 0 || string.Equals(absence.Name, kind, StringComparison.OrdinalIgnoreCase) ? kind : $"{kind}: {absence.Name}";
    }
}
