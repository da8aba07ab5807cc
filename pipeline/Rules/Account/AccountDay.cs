using NodaTime;

namespace Daybook.Rules;

/// <summary>What an absence took of a day.</summary>
/// <param name="Micros">Of what was planned and no other absence took.</param>
public sealed record Taken(Absence Absence, AbsenceEffect Effect, long Micros);

/// <summary>A day of the working-time account; microseconds, none folded into another.</summary>
/// <param name="Planned">What the contract has for it.</param>
/// <param name="Should">What is left of it where absences take some off.</param>
/// <param name="Worked">What counts of the day's time.</param>
/// <param name="Credited">Given for time off.</param>
/// <param name="Adjusted">Corrections that take effect on it, signed.</param>
public sealed record AccountDay(LocalDate Date, long Planned, long Should, long Worked, long Credited, long Adjusted)
{
    /// <summary>In the order in which they took.</summary>
    public IReadOnlyList<Taken> Absences { get; init; } = [];

    public bool IsClosed { get; init; }

    /// <summary>What the day itself changes of the balance.</summary>
    public long Earned => Worked + Credited - Should;

    /// <summary>With corrections.</summary>
    public long Delta => Earned + Adjusted;
}

/// <summary>Works out days of the account from terms, time off and time worked.</summary>
public sealed class AccountDays(Contracts contracts, IEnumerable<Absence> absences)
{
    private readonly List<Absence> _absences =
        [.. absences.OrderBy(a => a.Kind).ThenBy(a => a.From).ThenBy(a => a.Until).ThenBy(a => a.Name, StringComparer.Ordinal)
            .ThenBy(a => a.LengthMicros).ThenBy(a => a.IsHalfFirst).ThenBy(a => a.IsHalfLast)];

    /// <param name="worked">Microseconds that count on the date.</param>
    public AccountDay On(LocalDate date, long worked)
    {
        var planned = contracts.PlannedOn(date);
        var effects = contracts.On(date)?.Effects ?? AbsenceEffects.Usual;
        var (left, should, credited, filled) = (planned, planned, 0L, 0L);
        var taken = new List<Taken>();
        foreach (var absence in _absences.Where(a => a.Holds(date)))
        {
            var (effect, claim) = (effects.Of(absence.Kind), Math.Min(left, absence.ClaimOn(date, contracts)));
            taken.Add(new Taken(absence, effect, claim));
            left -= claim;
            if (effect == AbsenceEffect.Reduces) should -= claim;
            else if (effect == AbsenceEffect.IsCredited) credited += claim;
            else if (effect == AbsenceEffect.FillsUp) filled += claim;
        }
        credited += Math.Clamp(should - credited - worked, 0, filled);
        return new AccountDay(date, planned, should, worked, credited, 0) { Absences = taken };
    }
}
