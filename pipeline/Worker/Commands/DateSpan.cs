using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary>Days that a person names: a period, or two dates with two dots between them.</summary>
internal static class DateSpan
{
    public const string Form = "2026-11-21, 2026-11-16..2026-11-20, 2026-W47 or 2026-11";

    /// <summary>The last whole week, where nothing is named.</summary>
    public static (LocalDate From, LocalDate To) LastWeek(LocalDate today)
    {
        var week = Model.Period.Containing(PeriodKind.Week, today).Previous;
        return (week.From, week.To);
    }

    /// <exception cref="UsageException">The text is none, or ends before it begins.</exception>
    public static (LocalDate From, LocalDate To)? Of(string? text, string name)
    {
        if (text?.Split("..") is [var first, var last])
        {
            var (from, to) = (CommandContext.DateOf(first, name)!.Value, CommandContext.DateOf(last, name)!.Value);
            return from <= to ? (from, to) : throw new UsageException($"{name}: {Printable.Line(last)} comes before {Printable.Line(first)}");
        }
        return CommandContext.PeriodOf(text, PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year) is { } period ? (period.From, period.To) : null;
    }
}
