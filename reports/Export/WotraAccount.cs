using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The account's numbers as Wotra has them, in milliseconds.</summary>
/// <remarks>
/// Wotra gives a day off the hours that it should have had, where an account may take them off what should be worked. So its
/// worked time holds what was worked, what was credited and what time off took away; its expected time is what was planned.
/// The difference is the same.
/// </remarks>
internal static class WotraAccount
{
    private const long Millisecond = 1000;

    public static long Worked(AccountDay day) => Millis(day.Worked + day.Credited + day.Planned - day.Should);

    public static long Expected(AccountDay day) => Millis(day.Planned);

    /// <summary>Corrections that are no week's: Wotra keeps them beside its weeks.</summary>
    public static long Beside(AccountDay day) =>
        Millis(day.Addends.Where(a => a.Column == AccountColumn.Adjusted && a.Rule is AccountRule.Opening or AccountRule.Adjustment).Sum(a => a.Micros));

    /// <summary>What of the corrections a week holds beyond its worked and expected time.</summary>
    public static long Within(AccountDay day) => Millis(day.Adjusted) - Beside(day);

    /// <summary>The four kinds of day that Wotra knows; null for another kind of absence.</summary>
    public static string? Kind(AccountDay day) => day.Marks.Count == 0 ? "work" : day.Marks[0].Kind switch
    {
        AbsenceKind.Holiday => "holiday",
        AbsenceKind.Sick => "sick",
        AbsenceKind.Vacation => "vacation",
        _ => null,
    };

    private static long Millis(long micros) => Math.DivRem(micros, Millisecond) is var (whole, rest) && rest < 0 ? whole - 1 : whole;
}
