using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a line of the account's report is.</summary>
public enum AccountBy { Day, Week, Month }

/// <summary>How finely a span is shown where nobody says.</summary>
public static class AccountLines
{
    private const int DaysOfFiveWeeks = 35;
    private const int MonthsByWeek = 13;

    /// <summary>Days up to five weeks, weeks up to 13 months, months above.</summary>
    public static AccountBy Usual(AccountSlice slice)
    {
        if (slice.From.PlusDays(DaysOfFiveWeeks) > slice.To) return AccountBy.Day;
        return slice.From.PlusMonths(MonthsByWeek) > slice.To ? AccountBy.Week : AccountBy.Month;
    }
}
