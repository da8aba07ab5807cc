using NodaTime;

namespace Daybook.Model;

/// <summary>What a page of an invoice's lines may look at.</summary>
/// <param name="Number">Null where it has none yet.</param>
/// <param name="From">First day that it is of.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="Zone">IANA name of the zone that days are cut by.</param>
public sealed record InvoiceSlice(string Person, string Client, string? Number, LocalDate From, LocalDate Until, Instant Now, string Zone, IReadOnlyList<SaleLine> Lines)
{
    /// <summary>How lines were rounded, each way once; none where they were not.</summary>
    public IReadOnlyList<LineRounding> Rounded { get; init; } = [];
}

/// <param name="Method"><c>nearest</c>, <c>up</c> or <c>down</c>.</param>
public sealed record LineRounding(int Minutes, string Method);
