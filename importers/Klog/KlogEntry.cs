using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Klog;

/// <summary>One line of time in a record, from either form.</summary>
/// <param name="Summary">Its words, or "".</param>
/// <param name="Said">The time as written.</param>
internal abstract record KlogEntry(string Summary, string Said, Place Place, string Raw)
{
    /// <param name="Start">Minutes from the midnight of the record's date on the clock; below 0 the day before.</param>
    /// <param name="End">Likewise; 1440 and above the day after.</param>
    public sealed record Range(int Start, int End, string Summary, string Said, Place Place, string Raw) : KlogEntry(Summary, Said, Place, Raw);

    /// <param name="Minutes">Below nothing for a break, which is taken off the record's other time.</param>
    public sealed record Length(int Minutes, string Summary, string Said, Place Place, string Raw) : KlogEntry(Summary, Said, Place, Raw);

    /// <summary>A start without an end yet.</summary>
    public sealed record Open(string Summary, string Said, Place Place, string Raw) : KlogEntry(Summary, Said, Place, Raw);

    /// <summary>One that cannot be read.</summary>
    public sealed record Bad(Flaw Flaw, Place Place, string Raw) : KlogEntry("", "", Place, Raw);
}

/// <summary>A date with its entries, in file order.</summary>
/// <param name="Summary">The record's own words, or "".</param>
/// <param name="ShouldMinutes">The time there should be, or null.</param>
internal sealed record KlogRecord(LocalDate Date, string Summary, int? ShouldMinutes, IReadOnlyList<KlogEntry> Entries);
