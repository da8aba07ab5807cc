using NodaTime;

namespace Daybook.Model;

public enum FocusKind { Project, Client }

/// <summary>What a slice is of where it is not of all time: its days, parts, stretches and comparisons are then those of one project or client alone.</summary>
/// <param name="Name">As its source gave it.</param>
/// <param name="All">The period's time of everything.</param>
/// <param name="First">The first day of the whole ledger with time of it, or null.</param>
/// <param name="Last">The last one, or null.</param>
public sealed record Focus(FocusKind Kind, string Name, Duration All, LocalDate? First, LocalDate? Last);

/// <summary>Time of one project in one language.</summary>
/// <param name="Language">Null where only a day's total is known, which does not say.</param>
public sealed record CrossedTime(string Project, string? Language, long Micros);

/// <summary>A piece of a day's counted time. Pieces of a day never overlap.</summary>
/// <param name="Source">Whose word counts there.</param>
/// <param name="Clock">What the local clock showed at its start, microseconds since midnight.</param>
public sealed record WorkedPiece(LocalDate Date, string Project, string Source, long Clock, long Micros);
