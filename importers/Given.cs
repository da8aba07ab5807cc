using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers;

/// <summary>What a person or the configuration says of a source's files where they do not say it themselves.</summary>
/// <param name="Zones">Of times without a zone; null where nobody has said.</param>
public sealed record Given(Dated<DateTimeZone>? Zones)
{
    /// <summary>Of dates with the year last, or null to see it from the whole file.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>What comes before decimals, or null to see it from each number.</summary>
    public char? DecimalSeparator { get; init; }

    /// <summary>Of Wotra: an entry that its guard stopped at 23:59:59 went on until midnight.</summary>
    public bool AutoStopEndsAtMidnight { get; init; }

    public static Given Nothing { get; } = new((Dated<DateTimeZone>?)null);

    public static Given Utc { get; } = new(Dated<DateTimeZone>.Always(DateTimeZone.Utc));
}
