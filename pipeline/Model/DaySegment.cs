using NodaTime;

namespace Daybook.Model;

/// <summary>
/// One day's stretch of a heartbeat file, or one chunk of a file that has no days: the unit by which origin is kept.
/// </summary>
/// <param name="Ordinal">Position among the file's segments, from 0.</param>
/// <param name="Date">The day as the file names it, or null for a chunk.</param>
/// <param name="Offset">Bytes from the start of the (decompressed) file to the segment's first byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="FirstLine">Physical line of the first byte, from 1.</param>
/// <param name="Hash">Of the segment's bytes; equal hash and length mean the same rows.</param>
/// <param name="Rows">Heartbeats in it, rejected ones not counted.</param>
/// <param name="FirstAt">Earliest heartbeat, microseconds; 0 when there is none.</param>
/// <param name="LastAt">Latest heartbeat, microseconds; 0 when there is none.</param>
/// <param name="IsKnown">The reader recognised the segment by its hash and did not read its rows again.</param>
public sealed record DaySegment(
    int Ordinal, LocalDate? Date, long Offset, long Length, int FirstLine, ContentHash Hash,
    int Rows, int Rejected, long FirstAt, long LastAt, bool IsKnown);

/// <summary>A segment the ledger has taken in before, without any rejected row: what was in it, so that it need not be read again.</summary>
public sealed record KnownSegment(int Rows, long FirstAt, long LastAt);
