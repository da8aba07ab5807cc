namespace Daybook.Importers.Tables;

/// <summary>In which order a date's three numbers stand where the year is last.</summary>
public enum DateOrder
{
    DayMonthYear,
    MonthDayYear,
}

public static class DateOrders
{
    /// <summary>The order that <c>dmy</c> or <c>mdy</c> names, or null.</summary>
    public static DateOrder? Named(string name) => name switch
    {
        "dmy" => DateOrder.DayMonthYear,
        "mdy" => DateOrder.MonthDayYear,
        _ => null,
    };

    public static string NameOf(DateOrder order) => order == DateOrder.DayMonthYear ? "dmy" : "mdy";
}

/// <summary>Collects what all dates of a file say of their order: a number above twelve is no month.</summary>
public sealed class DateOrderEvidence
{
    private const int Months = 12;

    /// <summary>The first line whose date can only be read one way, or 0.</summary>
    public int DayFirstAt { get; private set; }

    public int MonthFirstAt { get; private set; }

    /// <summary>The first line whose date could be read either way, or 0.</summary>
    public int EitherAt { get; private set; }

    /// <summary>Set where the dates settle it and do not contradict each other.</summary>
    public DateOrder? Order => (DayFirstAt, MonthFirstAt) switch
    {
        ( > 0, 0) => DateOrder.DayMonthYear,
        (0, > 0) => DateOrder.MonthDayYear,
        _ => null,
    };

    public bool IsContradictory => DayFirstAt > 0 && MonthFirstAt > 0;

    /// <summary>There are dates, and none of them settles it.</summary>
    public bool IsUndecided => EitherAt > 0 && DayFirstAt == 0 && MonthFirstAt == 0;

    public void Add(ReadOnlySpan<char> text, int line)
    {
        if (!DateText.TrySplit(text, out var first, out var second, out _, out var isYearFirst) || isYearFirst) return;
        if (first > Months && second <= Months) DayFirstAt = First(DayFirstAt);
        else if (second > Months && first <= Months) MonthFirstAt = First(MonthFirstAt);
        else if (first <= Months && second <= Months && first != second) EitherAt = First(EitherAt);

        int First(int known) => known == 0 ? line : known;
    }
}
