using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Hours a week over some weeks, with the days left out on which nobody is asked to work.</summary>
/// <remarks>
/// A Monday to Friday that is left out takes a fifth of a week from what the sum is divided by, a Saturday or Sunday nothing:
/// so does a week of vacation count as no week at all, whether its weekend was named or not. What was worked counts on every day.
/// </remarks>
/// <param name="Last">The last of the weeks.</param>
/// <param name="Sum">Microseconds worked.</param>
/// <param name="Fifths">Of weeks that it is divided by: five a week, less the days left out.</param>
public readonly record struct WeekAverage(Period Last, int Weeks, long Sum, int Fifths)
{
    private const int PerWeek = 5;

    /// <summary>Microseconds, rounded up; null where every day is left out.</summary>
    public long? Micros => Fifths == 0 ? null : (Sum * PerWeek + Fifths - 1) / Fifths;

    /// <summary>Exact, without division; never where every day is left out.</summary>
    public bool IsAbove(long most) => Fifths > 0 && Sum * PerWeek > most * Fifths;

    /// <summary>Null where the days do not reach back so many whole weeks: what was before is not known.</summary>
    /// <param name="days">In order; a date that is missing between two of them is free.</param>
    public static WeekAverage? Of(IReadOnlyList<LimitDay> days, Period last, int weeks, IReadOnlySet<LocalDate> leftOut)
    {
        var from = last.From.PlusWeeks(1 - weeks);
        if (days.Count == 0 || days[0].Date > from) return null;
        var sum = 0L;
        foreach (var day in days)
            if (day.Date >= from && day.Date <= last.To)
                sum += day.Worked;
        var fifths = 0;
        for (var date = from; date <= last.To; date = date.PlusDays(1))
            if (date.DayOfWeek < IsoDayOfWeek.Saturday && !leftOut.Contains(date))
                fifths++;
        return new WeekAverage(last, weeks, sum, fifths);
    }
}
