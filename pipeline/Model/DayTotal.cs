using NodaTime;

namespace Daybook.Model;

/// <summary>A length a source gives for a day without saying when. Never made into an interval, never added to intervals.</summary>
/// <param name="Date">The day as the source cut it.</param>
/// <param name="Zone">The zone it was cut by, or null when the file does not say.</param>
/// <param name="TotalMicros">The day's total.</param>
/// <param name="Parts">All dimensions, also within projects, in file order.</param>
/// <param name="Extra">JSON object of all keys that are not modelled, or null.</param>
public sealed record DayTotal(
    LocalDate Date, string? Zone, long TotalMicros, IReadOnlyList<DayTotalPart> Parts, string? Extra, Place Place);

/// <param name="WithinProject">The project the part is a part of, or null for a part of the day.</param>
/// <param name="Extra">JSON object of all keys that are neither modelled nor a way of writing the length, or null.</param>
public sealed record DayTotalPart(Dimension Dimension, string? WithinProject, string Name, long Micros, string? Extra);
