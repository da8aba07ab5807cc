using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Days that are over are still open, where days are closed at all. Each last day that is over is told of once, with all before it.</summary>
public sealed class NotClosed : IReminderKind
{
    public string Name => "not-closed";

    public IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts)
    {
        if (facts.Closed is not { } closed) yield break;
        var yesterday = facts.Today.PlusDays(-1);
        var (first, last) = (closed.Through.PlusDays(1), closed.Ends < yesterday ? closed.Ends.Value : yesterday);
        if (last < first) yield break;
        var days = NodaTime.Period.DaysBetween(first, last) + 1;
        yield return new Reminder(Name, "", Period.Iso(yesterday), first, last)
        {
            Count = days,
            Figures = [new("open", days, ReminderUnit.Days)],
            Steps = [new("close", $"daybook close --through {Period.Iso(last)}"), new("day", $"daybook report day {Period.Iso(last)}")],
        };
    }

    /// <summary>When the day after it is over too, that one is told of, and it with it.</summary>
    public bool IsOver(Period about, LocalDate today) => about.To.PlusDays(1) < today;
}
