using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What an hour is sold for, or that it is not, from a date on; null for whatever it does not look at or say.</summary>
/// <param name="Hour">Ten-thousandths, as <see cref="Money"/> has it.</param>
public sealed record RateRule(string? Project, string? Client, string? Person, Money? Hour, bool? IsBillable, LocalDate From)
{
    /// <summary>A person on a project before the project, that before a person on a client, then the client, the person, everything.</summary>
    internal int Closeness => (Project is null ? 0 : 4) + (Client is null ? 0 : 2) + (Person is null ? 0 : 1);

    internal bool Holds(LocalDate date, string project, string client, string person) =>
        From <= date && (Project is null || Project == project) && (Client is null || Client == client) && (Person is null || Person == person);
}
