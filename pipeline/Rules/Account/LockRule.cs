using System.Globalization;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>From when on the past may no longer be changed by hand: so many days after a day, week, month or year has ended.</summary>
/// <param name="Kind">What is locked as a whole.</param>
/// <param name="GraceDays">How many days after its end changes are still possible.</param>
public sealed record LockRule(PeriodKind Kind, int GraceDays)
{
    private const int MostDays = 3660;

    /// <summary>Reads <c>month+14</c>, <c>week</c>; null where it says nothing that can be understood.</summary>
    public static LockRule? Parse(string text)
    {
        var parts = text.Split('+');
        if (parts.Length > 2) return null;
        PeriodKind? kind = parts[0].Trim().ToLowerInvariant() switch
        {
            "day" => PeriodKind.Day,
            "week" => PeriodKind.Week,
            "month" => PeriodKind.Month,
            "year" => PeriodKind.Year,
            _ => null,
        };
        var grace = 0;
        if (kind is null || (parts.Length == 2 && !int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out grace)) || grace > MostDays) return null;
        return new LockRule(kind.Value, grace);
    }

    /// <summary>The last day that is locked.</summary>
    public LocalDate LockedThrough(LocalDate today)
    {
        // Of a period that ended on the 31st with a grace of 14 days the 14th is the last to change it, and on the 15th it is locked.
        var ended = Period.Containing(Kind, today.PlusDays(-GraceDays - 1));
        return ended.To.PlusDays(GraceDays) < today ? ended.To : ended.Previous.To;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}+{GraceDays}");
}
