using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a line of the account's report is.</summary>
public enum AccountBy { Day, Week, Month }

/// <summary>How finely a span is shown where nobody says.</summary>
public static class AccountLines
{
    private const int DaysOfFiveWeeks = 35;
    private const int MonthsByWeek = 13;

    /// <summary>Days up to five weeks, weeks up to 13 months, months above; by the days that are there, not by what was asked for.</summary>
    public static AccountBy Usual(AccountSlice slice)
    {
        var (from, to) = slice.Days.Count > 0 ? (slice.Days[0].Date, slice.Days[^1].Date) : (slice.From, slice.To);
        if (from.PlusDays(DaysOfFiveWeeks) > to) return AccountBy.Day;
        return from.PlusMonths(MonthsByWeek) > to ? AccountBy.Week : AccountBy.Month;
    }
}
