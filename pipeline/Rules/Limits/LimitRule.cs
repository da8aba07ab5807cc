namespace Daybook.Rules;

/// <summary>One rule of a pack. Lengths are microseconds; what is exactly as long as the limit is within it.</summary>
/// <param name="Id">Its name in findings, of its pack's own: <c>average-24</c>.</param>
/// <param name="Name">What it asks for, in words.</param>
/// <param name="Law">Law and paragraph.</param>
public abstract record LimitRule(string Id, string Name, string Law)
{
    /// <summary>Of a day, at most so much.</summary>
    public sealed record Day(string Id, string Name, string Law, long Most) : LimitRule(Id, Name, Law);

    /// <summary>Of an ISO week, at most so much.</summary>
    public sealed record Week(string Id, string Name, string Law, long Most) : LimitRule(Id, Name, Law);

    /// <summary>On average of so many weeks, at most so much a week.</summary>
    public sealed record Average(string Id, string Name, string Law, long Most, int Weeks) : LimitRule(Id, Name, Law);

    /// <summary>Between one day's work and the next, a rest of at least so much; or, where said, in each 24 hours from where work begins.</summary>
    public sealed record DailyRest(string Id, string Name, string Law, long Least, bool IsWithinADay) : LimitRule(Id, Name, Law);

    /// <summary>In a week, a rest of at least so much.</summary>
    public sealed record WeeklyRest(string Id, string Name, string Law, long Least) : LimitRule(Id, Name, Law);

    /// <summary>After so much work in a day, breaks of at least so much in all.</summary>
    /// <param name="Steps">By <see cref="BreakStep.After"/>, ascending; the last that a day's work is above holds.</param>
    public sealed record Break(string Id, string Name, string Law, IReadOnlyList<BreakStep> Steps) : LimitRule(Id, Name, Law);

    /// <summary>At most so much work without a pause of at least a piece.</summary>
    public sealed record Unbroken(string Id, string Name, string Law, long Most, long Piece) : LimitRule(Id, Name, Law);
}

/// <param name="Piece">A pause counts as part of the break from this length on.</param>
public sealed record BreakStep(long After, long Least, long Piece);

/// <summary>The limits of one law, read from a file.</summary>
/// <param name="Code"><c>EU</c>, or that of a country.</param>
/// <param name="Notes">What the pack leaves out or simplifies.</param>
public sealed record LimitPack(string Code, string Name, IReadOnlyList<string> Notes, IReadOnlyList<LimitRule> Rules);
