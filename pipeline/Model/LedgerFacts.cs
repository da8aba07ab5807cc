using NodaTime;

namespace Daybook.Model;

/// <summary>A time entry as it stands in the ledger: half open, microseconds since the epoch; name ids, 0 = not given.</summary>
/// <param name="End">Greater than the start or equal to it.</param>
/// <param name="Engagement">Id of an <see cref="Model.Engagement"/>; 0 where the entry says of it no more than its project.</param>
public readonly record struct EntryFact(int Source, long Start, long End, int Project, int Language, int Category, int Engagement = 0);

/// <summary>A length a source gives for a day without saying when.</summary>
/// <param name="Parts">Parts of the day itself, not of its projects; dependencies are none.</param>
public sealed record TotalFact(int Source, LocalDate Date, long Micros, IReadOnlyList<DerivedPart> Parts);

/// <summary>Days a source speaks for: where it gives nothing, nothing happened.</summary>
/// <param name="To">Last day, inclusive.</param>
public readonly record struct Coverage(int Source, LocalDate From, LocalDate To);
