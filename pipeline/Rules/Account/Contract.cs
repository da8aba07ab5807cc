using NodaTime;

namespace Daybook.Rules;

/// <summary>Terms in force from a date on: until its end, or until the next contract begins.</summary>
/// <param name="Until">Last day; null where it is open.</param>
/// <param name="Pattern">What is planned; with <see cref="MonthMicros"/> only which days are working days.</param>
public sealed record Contract(LocalDate From, LocalDate? Until, WeekPattern Pattern)
{
    /// <summary>The day weeks begin with.</summary>
    public IsoDayOfWeek FirstWeekday { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Hours agreed for a calendar month, microseconds, spread evenly over its working days; null where weeks are agreed.</summary>
    public long? MonthMicros { get; init; }

    /// <summary>The balance it begins with, microseconds; null where the one before goes on.</summary>
    public long? Opening { get; init; }

    /// <summary>What absences do under it, where it is not <see cref="AbsenceEffects.Usual"/>.</summary>
    public AbsenceEffects Effects { get; init; } = AbsenceEffects.Usual;

    public bool Holds(LocalDate date) => date >= From && !(date > Until);

    /// <summary>Microseconds planned for a date on which it holds.</summary>
    public long PlannedOn(LocalDate date)
    {
        var planned = Pattern.On(date, WeekOf(From));
        if (MonthMicros is not { } month || planned == 0) return planned;
        var (before, all) = (0, 0);
        for (var day = date.With(DateAdjusters.StartOfMonth); day.Month == date.Month; day = day.PlusDays(1))
        {
            if (Pattern.On(day, WeekOf(From)) == 0) continue;
            all++;
            if (day < date) before++;
        }
        return WeekPattern.Share(month, before, all);
    }

    /// <summary>First day of the week a date is in.</summary>
    public LocalDate WeekOf(LocalDate date) => date.PlusDays(-(((int)date.DayOfWeek - (int)FirstWeekday + 7) % 7));
}

/// <summary>A person's contracts, which never overlap.</summary>
public sealed class Contracts
{
    private readonly List<Contract> _all;

    private Contracts(List<Contract> all) => _all = all;

    public static Contracts None { get; } = new([]);

    public IReadOnlyList<Contract> All => _all;

    /// <param name="why">What is wrong with them, where the answer is null.</param>
    public static Contracts? Of(IEnumerable<Contract> contracts, out string? why)
    {
        var all = contracts.OrderBy(c => c.From).ToList();
        why = all.Where(c => c.Until < c.From).Select(c => $"the contract from {Iso(c.From)} ends before it begins, on {Iso(c.Until!.Value)}").FirstOrDefault()
            ?? all.Zip(all.Skip(1)).Select(pair => Clash(pair.First, pair.Second)).FirstOrDefault(clash => clash is not null);
        return why is null ? new Contracts(all) : null;
    }

    /// <summary>Null where none is in force.</summary>
    public Contract? On(LocalDate date)
    {
        var i = _all.Count - 1;
        while (i >= 0 && _all[i].From > date) i--;
        return i >= 0 && _all[i].Holds(date) ? _all[i] : null;
    }

    /// <summary>Microseconds; nothing where no contract is in force.</summary>
    public long PlannedOn(LocalDate date) => On(date)?.PlannedOn(date) ?? 0;

    private static string? Clash(Contract one, Contract next) =>
        one.From == next.From ? $"two contracts begin on {Iso(one.From)}"
        : one.Until >= next.From ? $"the contract from {Iso(one.From)} ends on {Iso(one.Until.Value)}, after the next has begun on {Iso(next.From)}"
        : null;

    private static string Iso(LocalDate date) => Model.Period.Iso(date);
}
