using NodaTime;

namespace Daybook.Model;

/// <summary>Something that a person is told once, and what settles it. The texts are the reports'; here are their names and figures.</summary>
/// <param name="Kind">Of the texts that a report has for it: <c>not-closed</c>.</param>
/// <param name="Subject">Which of several that can be due at once: a project, as a person named it; empty where there is one alone.</param>
/// <param name="About">What it is told of once, with kind and subject: a day, a week.</param>
/// <param name="From">First day that it is about.</param>
/// <param name="To">Last day that it is about.</param>
public sealed record Reminder(string Kind, string Subject, string About, LocalDate From, LocalDate To)
{
    /// <summary>Which of the kind's sentences says it.</summary>
    public string Case { get; init; } = "lead";

    /// <summary>What decides whether the sentence speaks of one or of more.</summary>
    public long Count { get; init; }

    /// <summary>The one that it is about first, then those that the sentence may name, in the order in which it counts them.</summary>
    public required IReadOnlyList<ReminderFigure> Figures { get; init; }

    public required IReadOnlyList<ReminderStep> Steps { get; init; }
}

/// <param name="Key">Of its text: <c>worked</c>.</param>
/// <param name="Value">Microseconds, days or whatever the unit says.</param>
public sealed record ReminderFigure(string Key, long Value, ReminderUnit Unit = ReminderUnit.Length)
{
    /// <summary>Of a sum.</summary>
    public string Currency { get; init; } = "";
}

public enum ReminderUnit
{
    Length,
    /// <summary>A length that is missing: what does not fill a unit of it is missing too, and shown as a whole one.</summary>
    Missing,
    Days,
    /// <summary>Of money, as <see cref="Money"/> has it.</summary>
    Sum,
    Percent,
}

/// <summary>What can be done about it.</summary>
/// <param name="Key">Of its text: <c>start</c>.</param>
/// <param name="Command">To be typed as it stands.</param>
public sealed record ReminderStep(string Key, string Command);
