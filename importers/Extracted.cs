using Daybook.Model;

namespace Daybook.Importers;

/// <summary>One thing read from a file; closed: these and no others.</summary>
public abstract record Extracted
{
    private Extracted() { }

    /// <summary>Heartbeats in file order, names by id in the reading's <see cref="HeartbeatNames"/>. Belongs to the receiver.</summary>
    public sealed record Beats(HeartbeatBatch Batch) : Extracted;

    /// <summary>Closes the segment that all heartbeats since the one before belong to.</summary>
    public sealed record Segment(DaySegment DaySegment) : Extracted;

    public sealed record Entry(TimeEntry TimeEntry) : Extracted;

    public sealed record Total(DayTotal DayTotal) : Extracted;

    /// <summary>What is neither time nor a heartbeat: a contract, a closed week, a figure to compare with.</summary>
    public sealed record Fact(AccountFact AccountFact) : Extracted;

    public sealed record Label(AgentLabel AgentLabel) : Extracted;

    /// <summary>What the file says of the account; at most one a file, after all its rows.</summary>
    public sealed record Account(AccountSnapshot Snapshot) : Extracted;

    /// <summary>A row that is left out and goes to quarantine.</summary>
    public sealed record Rejected(Rejection Rejection) : Extracted;

    /// <summary>
    /// The file cannot be read as it is, and nothing of it is taken in: something must be settled first. The last of its file.
    /// </summary>
    public sealed record Refused(Diagnostic Diagnostic) : Extracted;

    /// <summary>Something about the file as a whole: cut short, a doubt. Of severity error, the file is only partly in.</summary>
    public sealed record Noted(Diagnostic Diagnostic) : Extracted;

    /// <summary>The last of every file that is not refused: how long it was and what its bytes were, read to the end or to where it broke.</summary>
    /// <param name="IsWhole">False when the file ended or broke before its own end.</param>
    /// <param name="Sha256">Null for a file above <see cref="SourceFile.HashedWhole"/> bytes.</param>
    public sealed record End(long Bytes, ContentHash Fingerprint, byte[]? Sha256, bool IsWhole) : Extracted;
}
