using NodaTime;

namespace Daybook.Model;

/// <summary>Reviews of a period, as the sources that know of reviews tell them; other sources' time does not cut into theirs.</summary>
/// <param name="Sessions">Pieces of them, cut at the ends of days.</param>
/// <param name="Activities">What was done, in order of time.</param>
public sealed record ReviewFigures(IReadOnlyList<ReviewedTime> Sessions, IReadOnlyList<ReviewActivity> Activities);

/// <param name="Change">The number of the pull request, with its sign: <c>#42</c>; empty where the source does not say.</param>
/// <param name="Title">Of the pull request, or empty.</param>
/// <param name="IsStart">The session begins in this piece.</param>
public sealed record ReviewedTime(LocalDate Date, string Repository, string Change, string Title, long Micros, bool IsStart);

/// <param name="Kind">comment, approve or request_changes; another is as the source wrote it.</param>
public sealed record ReviewActivity(LocalDate Date, string Repository, string Change, string Kind);

/// <summary>Tokens that sessions with a language model took, on the day that they began.</summary>
/// <param name="Sessions">How many are summed here.</param>
/// <param name="Written">Put into the cache.</param>
/// <param name="Read">Taken from the cache.</param>
public sealed record TokenSum(LocalDate Date, string Project, int Sessions, long Input, long Output, long Written, long Read);
