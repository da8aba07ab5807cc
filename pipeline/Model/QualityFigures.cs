namespace Daybook.Model;

/// <summary>How much a source knows of a day.</summary>
public enum Knowledge
{
    /// <summary>It says nothing of the day.</summary>
    None,
    /// <summary>It has time of the day, and no file says that this is all of it.</summary>
    Partial,
    /// <summary>A whole file of it speaks for the day and has nothing: there was nothing.</summary>
    Empty,
    /// <summary>A whole file of it speaks for the day and has all of it.</summary>
    Complete,
}

/// <summary>How far the figures of a period can be trusted.</summary>
/// <param name="Sources">Those that know anything of it, in their order.</param>
/// <param name="Together">What two sources, or one with itself, claimed at once, the most first.</param>
/// <param name="Quarantined">Rows that could not be read, of any time, the most first.</param>
public sealed record QualityFigures(IReadOnlyList<SourceCoverage> Sources, IReadOnlyList<ClaimedTwice> Together, IReadOnlyList<QuarantinedRows> Quarantined);

/// <param name="Days">One for each day of the period, in order.</param>
public sealed record SourceCoverage(string Source, IReadOnlyList<Knowledge> Days);

/// <param name="Winner">Whose time counts.</param>
public sealed record ClaimedTwice(string Winner, string Other, long Micros);

/// <param name="Reason">What is wrong with them.</param>
public sealed record QuarantinedRows(string Source, string Reason, int Rows);
