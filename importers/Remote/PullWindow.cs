using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Remote;

/// <summary>A span of days, cut in UTC, whose entries are asked for together: those that start in it.</summary>
/// <param name="To">The day after its last, or null for one without end.</param>
public sealed record PullWindow(LocalDate From, LocalDate? To)
{
    public long FromMicros => Micros.From(From.AtMidnight().InUtc().ToInstant());

    /// <summary>Exclusive.</summary>
    public long ToMicros => To is { } to ? Micros.From(to.AtMidnight().InUtc().ToInstant()) : long.MaxValue;

    public string Name => To is { } to ? $"{Model.Period.Iso(From)} to {Model.Period.Iso(to.PlusDays(-1))}" : $"{Model.Period.Iso(From)} on";

    /// <summary>A service may take the ends for clock times of the account's own zone: a day more on both sides holds all that is meant, in any zone.</summary>
    public LocalDate AskedFrom => From.PlusDays(-1);

    public LocalDate? AskedTo => To?.PlusDays(1);

    /// <summary>The months of a span, or what of them lies in it, the newest first.</summary>
    /// <param name="to">The day after the last; null for without end.</param>
    public static IEnumerable<PullWindow> Months(LocalDate from, LocalDate? to, LocalDate today)
    {
        var until = to;
        var month = FirstOfMonth(to?.PlusDays(-1) ?? (today < from ? from : today));
        for (; until is null || until > from; month = FirstOfMonth(month.PlusDays(-1)))
        {
            yield return new PullWindow(month > from ? month : from, until);
            until = month;
        }
    }

    /// <summary>The months, of the last of them perhaps only the beginning, that end before a day.</summary>
    public static PullWindow Before(LocalDate to, int months = 1) => new(FirstOfMonth(to.PlusDays(-1)).PlusMonths(1 - months), to);

    public static LocalDate FirstOfMonth(LocalDate date) => new(date.Year, date.Month, 1);
}
