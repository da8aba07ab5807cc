using NodaTime;

namespace Daybook.Model;

/// <summary>Of whom a time entry was, and for what: name ids, 0 = not given.</summary>
/// <param name="IsBillable">Null where the entry does not say.</param>
/// <param name="Rate">Of an hour, or null.</param>
public readonly record struct Engagement(int Project, int Client, int Task, bool? IsBillable, Money? Rate);

/// <summary>A day's counted time by all that it can be sold by, as its sources say.</summary>
/// <param name="Project">As its source gave it; empty where it gives none, like the rest.</param>
/// <param name="IsBillable">Null where nobody says.</param>
/// <param name="Rate">Of an hour, or null.</param>
public sealed record EngagedTime(LocalDate Date, string Project, string Client, string Task, bool? IsBillable, Money? Rate, long Micros);
