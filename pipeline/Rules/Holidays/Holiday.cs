using NodaTime;

namespace Daybook.Rules;

/// <summary>A public holiday. Two on one date are one, with both names.</summary>
/// <param name="Name">In the country's own language; where it is not held on its own date it says so.</param>
/// <param name="IsHalf">Only half of the day is free.</param>
public sealed record Holiday(LocalDate Date, string Name, bool IsHalf);
