using NodaTime;

namespace Daybook.Rules;

/// <summary>Which day of a year something is on.</summary>
internal abstract record DayRule
{
    private DayRule() { }

    /// <returns>Null where the year has no such day.</returns>
    public abstract LocalDate? In(int year);

    /// <summary>A date of every year; 29 February only of those that have it.</summary>
    public sealed record Fixed(AnnualDate Date) : DayRule
    {
        public override LocalDate? In(int year) => Date.IsValidYear(year) ? Date.InYear(year) : null;
    }

    public sealed record Once(LocalDate Date) : DayRule
    {
        public override LocalDate? In(int year) => Date.Year == year ? Date : null;
    }

    /// <param name="Days">After Easter Sunday, or before it where negative.</param>
    public sealed record FromEaster(int Days) : DayRule
    {
        public override LocalDate? In(int year) => Easter.Sunday(year).PlusDays(Days);
    }

    /// <param name="Nth">From 1, or from -1 counted from the month's end.</param>
    public sealed record OfMonth(IsoDayOfWeek Weekday, int Nth, int Month) : DayRule
    {
        public override LocalDate? In(int year)
        {
            var first = new LocalDate(year, Month, 1).With(DateAdjusters.NextOrSame(Weekday));
            var last = new LocalDate(year, Month, 1).With(DateAdjusters.EndOfMonth).With(DateAdjusters.PreviousOrSame(Weekday));
            var date = Nth > 0 ? first.PlusWeeks(Nth - 1) : last.PlusWeeks(Nth + 1);
            return date.Month == Month ? date : null;
        }
    }

    /// <summary>The first such weekday on or after a date.</summary>
    /// <param name="Days">From the date to the first day it may be: -7 for "before", -6 for "on or before", 1 for "after".</param>
    public sealed record Near(IsoDayOfWeek Weekday, AnnualDate Date, int Days) : DayRule
    {
        public override LocalDate? In(int year) =>
            Date.IsValidYear(year) ? Date.InYear(year).PlusDays(Days).With(DateAdjusters.NextOrSame(Weekday)) : null;
    }
}
