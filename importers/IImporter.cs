using Daybook.Model;

namespace Daybook.Importers;

/// <summary>Recognises the files of one source and reads them. It knows no ledger, no rule and no clock.</summary>
public interface IImporter
{
    /// <summary>Source name it proposes, prefix of messages, name of its folder of samples: <c>wakatime</c>.</summary>
    string Name { get; }

    /// <summary>Whether the file is one of this source's, judged by its shape, never by its name alone.</summary>
    /// <param name="head">The first bytes of the decompressed file, at most <see cref="SourceFile.HeadSize"/>.</param>
    Claim? Identify(ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads lazily, in file order. Bad rows and a file cut short are yielded as <see cref="Extracted.Rejected"/> and
    /// <see cref="Extracted.Noted"/>; only the failing of the medium itself throws (<see cref="IOException"/>,
    /// <see cref="InvalidDataException"/> for a damaged compression).
    /// </summary>
    IEnumerable<Extracted> Read(SourceFile file, Reading reading);

    /// <summary>What can be read off a whole file that is its own, beside what its claim says, for a person to read.</summary>
    /// <exception cref="IOException">The medium fails.</exception>
    IReadOnlyList<(string What, string Is)> Survey(SourceFile file) => [];

    /// <summary>The heartbeats of a segment that <see cref="Read"/> yielded, each with its place in the segment.</summary>
    /// <param name="segment">Its bytes.</param>
    /// <param name="isDay">Whether the segment had a date of its own.</param>
    IEnumerable<FoundHeartbeat> Find(byte[] segment, bool isDay) => [];
}

/// <summary>An importer's statement that a file is its own.</summary>
/// <param name="Kind">What of the source's files it is: <c>wakatime-heartbeats-export</c>.</param>
/// <param name="Evidence">What was seen that says so, for a person to read.</param>
/// <param name="Refusal">Set when the file is the source's but holds nothing to import: says what it is.</param>
public sealed record Claim(string Kind, string Evidence, string? Refusal = null)
{
    /// <summary>What was read off the file beside its kind: <c>delimiter</c> is <c>comma</c>.</summary>
    public IReadOnlyList<(string What, string Is)> ReadOff { get; init; } = [];

    /// <summary>What else the file can be read as where a person says so, and the source that it is then of; null for nothing.</summary>
    public string? AlsoAs { get; init; }

    /// <summary>The sources whose entries another ledger handed out in the file; empty where it is all of its own source.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Of a file that is refused: the name of the one that is read with its help where it lies beside it.</summary>
    public string? Helps { get; init; }
}

/// <summary>What a reader may know of the outside while it reads one file.</summary>
/// <param name="Names">Where the names of heartbeats are collected.</param>
/// <param name="FindKnown">The ledger's record of a segment with this hash and length, or null: its rows need not be read again.</param>
public sealed record Reading(HeartbeatNames Names, Func<ContentHash, long, KnownSegment?> FindKnown)
{
    /// <summary>Where batches of heartbeats are taken from; a receiver that is done with one may return it.</summary>
    public HeartbeatBatches Batches { get; init; } = new();

    /// <summary>What is said from outside of files that do not say it themselves.</summary>
    public Given Given { get; init; } = Given.Nothing;

    /// <summary>The claim's kind, or what it is read as in its place.</summary>
    public string? Kind { get; init; }

    /// <summary>Of a file that was handed out by another ledger: its sources, of which <see cref="Source"/> is read.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The one source whose entries are meant; null where <see cref="Sources"/> is empty.</summary>
    public string? Source { get; init; }

    /// <summary>Meets what the file says beyond its format.</summary>
    public UnexpectedKeys Unexpected { get; } = new();

    /// <summary>False where nothing can be known yet, as in a new ledger: saves looking for the end of every segment beforehand.</summary>
    public bool MayKnow { get; init; } = true;

    public static Reading Fresh() => new(new HeartbeatNames(), (_, _) => null) { MayKnow = false };
}
