using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Reports;

/// <summary>A reminder as a page: one sentence, its figures, and the commands that settle it. All kinds look alike; what they say stands in their texts.</summary>
public static class ReminderPage
{
    public const string Name = "reminder";

    /// <param name="zone">That the person's days are cut by.</param>
    public static PageView Of(Reminder reminder, string person, Instant now, string zone, ReportStyle style)
    {
        var words = style.Words;
        var shown = reminder.Subject.Length == 0 ? words["goals.all"] : ShownName.Of(reminder.Subject, words);
        var figures = reminder.Figures.Select(f => Text(f, style)).ToArray();
        var lead = words.Count($"reminder.{reminder.Kind}.{reminder.Case}", reminder.Count, [.. figures]);
        return new PageView
        {
            Report = Name,
            Period = reminder.About,
            From = Period.Iso(reminder.From),
            To = Period.Iso(reminder.To),
            Language = words.Language,
            Kicker = words.Say($"{Name}.kicker", ShownName.Of(person, words)),
            Title = words.Say($"reminder.{reminder.Kind}.title", shown),
            Range = style.Calendar.Range(reminder.From, reminder.To),
            Person = ShownName.Of(person, words),
            Subject = words.Say($"reminder.{reminder.Kind}.subject", shown, figures[0]),
            Preheader = lead,
            Total = figures[0],
            TotalMicros = reminder.Figures[0].Unit is ReminderUnit.Length or ReminderUnit.Missing ? reminder.Figures[0].Value : null,
            Lead = lead,
            Sections = [.. new[] { Figures(reminder, figures, style), Steps(reminder, style) }.Where(s => !s.IsEmpty)],
            Footer = Footer.Of(now, zone, style, words["reminder.once"]),
            Zone = zone,
            MadeAt = CalendarText.Iso(now),
        };
    }

    /// <summary>All but the first, which stands above.</summary>
    private static Section Figures(Reminder reminder, string[] texts, ReportStyle style) => new("figures", "")
    {
        Facts = [.. reminder.Figures.Zip(texts).Skip(1).Select(f => new Fact(style.Words[$"reminder.figure.{f.First.Key}"], f.Second, "") { Key = f.First.Key, Exact = f.First.Value })],
    };

    private static Section Steps(Reminder reminder, ReportStyle style) => new("steps", style.Words["reminder.steps"])
    {
        Notes = [.. reminder.Steps.Select(s => new Note(style.Words[$"reminder.step.{s.Key}"], s.Command))],
    };

    private static string Text(ReminderFigure figure, ReportStyle style) => figure.Unit switch
    {
        ReminderUnit.Days => style.Days(figure.Value),
        ReminderUnit.Sum => style.Sum(new Money(figure.Value, figure.Currency)),
        ReminderUnit.Percent => style.Share(figure.Value),
        ReminderUnit.Missing => style.Hours((figure.Value + style.Unit - 1) / style.Unit * style.Unit),
        _ => style.Hours(figure.Value),
    };
}
