using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>A day on which something is to be worked has next to no time yet.</summary>
public sealed class NothingLogged : IReminderKind
{
    private static readonly IReadOnlyList<IsoDayOfWeek> Weekdays = WeekdayText.List("mon-fri")!;

    public string Name => "nothing-logged";

    public IReadOnlyList<string> Settings => ["LessThan", "Days"];

    public IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts)
    {
        if (facts.Worked >= wish.LessThan || facts.IsRunning || !IsWanted(wish, facts)) yield break;
        var date = Period.Iso(facts.Today);
        yield return new Reminder(Name, "", date, facts.Today, facts.Today)
        {
            Figures = [new("worked", facts.Worked), new("limit", wish.LessThan), .. facts.Due is { } due ? [new ReminderFigure("due", due)] : Array.Empty<ReminderFigure>()],
            Steps = [new("start", "daybook start"), new("add", $"daybook add {date} 09:00-12:30"), new("day", $"daybook report day {date}")],
        };
    }

    private static bool IsWanted(ReminderWish wish, ReminderFacts facts)
    {
        var isDue = facts.Due is { } due ? due > 0 : !facts.IsOff(facts.Today) && (wish.Days ?? Weekdays).Contains(facts.Today.DayOfWeek);
        return isDue && (wish.Days is null || wish.Days.Contains(facts.Today.DayOfWeek));
    }
}
