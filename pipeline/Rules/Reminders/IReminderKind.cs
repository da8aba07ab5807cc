using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>A kind of reminder: a pure function from what is known at a moment to what a person is to be told of.</summary>
public interface IReminderKind
{
    /// <summary>In settings, keys of mails and texts: <c>not-closed</c>. Without a slash.</summary>
    string Name { get; }

    /// <summary>Settings that it alone understands, beside those that all have.</summary>
    IReadOnlyList<string> Settings => [];

    /// <summary>Asked once the clock time of the day has come.</summary>
    IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts);

    /// <summary>Whether it is too late to tell of it.</summary>
    /// <param name="about">The day or week it would tell of.</param>
    bool IsOver(Period about, LocalDate today) => about.To < today;
}
