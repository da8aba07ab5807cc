using NodaTime;

namespace Daybook.Model;

/// <summary>What of a fact a rule is about.</summary>
public enum RedactField { Entity, Branch, Project, Note }

/// <summary>What becomes of it before anything is written.</summary>
public enum RedactHow
{
    /// <summary>It is kept: an earlier rule ends.</summary>
    Keep,
    /// <summary>It is as if nobody had said it.</summary>
    Drop,
    /// <summary>The last parts of a path are kept.</summary>
    Shorten,
    /// <summary>Sixteen hexadecimal digits of a keyed hash: equal stays equal, and what it was, nobody can tell without the key.</summary>
    Hash,
}

/// <param name="Source">Null for every source but time by hand.</param>
/// <param name="Parts">Of <see cref="RedactHow.Shorten"/>, how many are kept.</param>
/// <param name="From">It holds for facts from this day of UTC on.</param>
public sealed record RedactRule(string? Source, RedactField Field, RedactHow How, int Parts, LocalDate From);
