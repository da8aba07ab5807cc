using NodaTime;

namespace Daybook.Model;

/// <summary>Time on one project as a source gave it: from start to end, or a length on a date.</summary>
/// <param name="Time">When, or how long on which date.</param>
/// <param name="Raw">The versioned text of the raw fields; the identity is made from it where there is no id.</param>
public sealed record TimeEntry(EntryTime Time, string Raw, Place Place)
{
    /// <summary>The source's own id, or null.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>
    /// When the source last changed the entry, microseconds since the epoch, or null. Of several versions of one id the
    /// one with the newest stamp is current.
    /// </summary>
    public long? Stamp { get; init; }

    /// <summary>The source says that the entry was deleted: the version is kept and does not count.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The source of an entry that another ledger handed out; null where the file is the source's own.</summary>
    public string? Source { get; init; }

    /// <summary>The hash of <see cref="Raw"/>, where the entry is told by another ledger that did not keep the text; else null.</summary>
    public ContentHash? Row { get; init; }

    /// <summary>Whose time it is, as the file says: a name or an address; null where it does not.</summary>
    public string? Person { get; init; }

    public EntryWork Work { get; init; } = EntryWork.None;

    /// <summary>The zone the source gives or its local times were read in, or null where they were instants.</summary>
    public string? Zone { get; init; }

    /// <summary>The time as the file wrote it, or null where it gave instants.</summary>
    public string? Said { get; init; }

    /// <summary>JSON object of all other keys or columns, or null.</summary>
    public string? Extra { get; init; }

    /// <summary>What of it counts.</summary>
    public Duration Length => Micros.ToDuration(Time.LengthMicros);
}

/// <summary>When an entry was; closed: an interval or a length on a date.</summary>
public abstract record EntryTime
{
    private EntryTime() { }

    /// <summary>Microseconds.</summary>
    public abstract long LengthMicros { get; }

    /// <summary>Half open, microseconds since the epoch; what counts lies between start and end.</summary>
    /// <param name="StatedEnd">
    /// The end the source gives where it counts less or more than the interval: breaks and idle time are taken off the end.
    /// </param>
    public sealed record Interval(long Start, long End, long? StatedEnd = null) : EntryTime
    {
        public override long LengthMicros => End - Start;
    }

    /// <summary>A length without a time of day. Never made into an interval, never added to intervals.</summary>
    public sealed record OnDate(LocalDate Date, long Micros) : EntryTime
    {
        public override long LengthMicros => Micros;
    }
}

/// <summary>What was worked on, as the source names it; null for what it does not say.</summary>
public sealed record EntryWork
{
    public static EntryWork None { get; } = new();

    public string? Project { get; init; }
    public string? Client { get; init; }
    public string? Task { get; init; }

    /// <summary>The person's own words for it.</summary>
    public string? Note { get; init; }

    /// <summary>In file order, none empty.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Branch { get; init; }
    public string? Language { get; init; }
    public string? Entity { get; init; }
    public string? Category { get; init; }
    public string? Machine { get; init; }
    public bool? IsBillable { get; init; }

    /// <summary>What an hour is sold for, or null.</summary>
    public Money? HourlyRate { get; init; }
}

/// <summary>An exact sum.</summary>
/// <param name="Minor">In ten-thousandths of the currency's unit: rates have up to four decimals.</param>
/// <param name="Currency">As the source writes it, often ISO 4217; empty where it does not say.</param>
public readonly record struct Money(long Minor, string Currency)
{
    public const int PerUnit = 10_000;
}
