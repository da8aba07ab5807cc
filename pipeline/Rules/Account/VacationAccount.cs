using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>A year's vacation. All lengths are millionths of a day, or microseconds where hours are agreed.</summary>
/// <param name="Entitled">What the contracts grant for the year, by their days in it.</param>
/// <param name="Accrued">What of that falls on the days up to the date asked about.</param>
/// <param name="Carried">What is left of the year before; below zero where more was taken.</param>
/// <param name="Expired">What of it was not taken in time.</param>
/// <param name="Taken">Up to the date asked about.</param>
/// <param name="Planned">Marked for later days of the year.</param>
public sealed record VacationYear(int Year, bool IsInHours, long Entitled, long Accrued, long Carried, long Expired, long Taken, long Planned)
{
    public long Left => Entitled + Carried - Expired - Taken - Planned;
}

/// <summary>
/// Vacation granted, carried over and taken. What is carried is used first. Holidays within it take nothing, half a day takes
/// half. Days and hours are never turned into one another: where contracts change from one to the other there are two accounts.
/// </summary>
public sealed class VacationAccount
{
    /// <summary>A day in the unit of those that are counted in days.</summary>
    public const long WholeDay = 1_000_000;

    private readonly Contracts _contracts;
    private readonly SortedDictionary<LocalDate, (bool IsInHours, long Length)> _taken = [];

    public VacationAccount(AccountTerms terms)
    {
        _contracts = terms.Contracts;
        var days = new AccountDays(terms);
        foreach (var absence in terms.Absences.Where(a => a.Kind == AbsenceKind.Vacation))
            foreach (var date in new Period(PeriodKind.Day, absence.From, absence.Until).Dates)
                if (!_taken.ContainsKey(date) && Taken(days.On(new WorkedDay(date, 0, AccountRule.Total, []))) is { Length: > 0 } taken) _taken[date] = taken;
    }

    /// <summary>From the first contract's year to one, in order; of each unit that a contract or a day has.</summary>
    /// <param name="asOf">The day that is asked about.</param>
    public IReadOnlyList<VacationYear> Through(int year, LocalDate asOf)
    {
        var years = new List<VacationYear>();
        if (_contracts.All.Count == 0) return years;
        foreach (var isInHours in (ReadOnlySpan<bool>)[false, true])
        {
            if (!_contracts.All.Any(c => c.Vacation is not null && IsInHours(c) == isInHours) && !_taken.Values.Any(t => t.IsInHours == isInHours)) continue;
            var carried = 0L;
            for (var of = _contracts.All[0].From.Year; of <= year; of++)
            {
                years.Add(Of(of, isInHours, carried, asOf));
                // What goes on into the next year is known when this one is over.
                carried = Of(of, isInHours, carried, new LocalDate(of, 12, 31)).Left;
            }
        }
        return [.. years.OrderBy(y => y.Year)];
    }

    private VacationYear Of(int year, bool isInHours, long carried, LocalDate asOf)
    {
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        var until = _contracts.All.Where(c => c.From <= last && !(_contracts.EndOf(c) < first)).Select(c => c.Vacation?.CarriedUntil).FirstOrDefault()?.InYear(year);
        var (taken, planned, usable) = (0L, 0L, Math.Max(0, carried));
        foreach (var (date, one) in _taken)
        {
            if (date < first || date > last || one.IsInHours != isInHours) continue;
            if (date <= asOf) taken += one.Length;
            else planned += one.Length;
            if (!(date > until)) usable = Math.Max(0, usable - one.Length);
        }
        var expired = asOf > until ? usable : 0;
        return new VacationYear(year, isInHours, Granted(first, last, isInHours), Granted(first, LocalDate.Min(last, asOf), isInHours), carried, expired, taken, planned);
    }

    /// <summary>By the days of the contracts in the year, so that the parts of a year sum to it exactly.</summary>
    private long Granted(LocalDate first, LocalDate through, bool isInHours)
    {
        var days = first.Calendar.GetDaysInYear(first.Year);
        var sum = 0L;
        foreach (var contract in _contracts.All)
        {
            if (contract.Vacation is not { } terms || IsInHours(contract) != isInHours) continue;
            var (from, to) = (LocalDate.Max(first, contract.From), LocalDate.Min(through, _contracts.EndOf(contract) ?? through));
            if (to < from) continue;
            var yearly = (Int128)(terms.Micros ?? terms.Days ?? 0);
            sum += (long)(yearly * to.DayOfYear / days - yearly * (from.DayOfYear - 1) / days);
        }
        return sum;
    }

    private (bool IsInHours, long Length) Taken(AccountDay day)
    {
        var claimed = day.Marks.Where(m => m.Kind == AbsenceKind.Vacation).Sum(m => m.Micros);
        var isInHours = _contracts.On(day.Date) is { } contract && IsInHours(contract);
        // To the nearest millionth: half of an odd number of microseconds is half a day.
        return claimed == 0 ? default : (isInHours, isInHours ? claimed : (long)(((Int128)claimed * WholeDay + day.Planned / 2) / day.Planned));
    }

    private static bool IsInHours(Contract contract) => contract.Vacation is { Micros: not null };
}
