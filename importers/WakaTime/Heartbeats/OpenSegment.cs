using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>The segment that is being read, and what was counted in it so far.</summary>
/// <param name="ordinal">Position among the file's segments.</param>
/// <param name="start">Place of its first byte.</param>
internal sealed class OpenSegment(int ordinal, Place start)
{
    private long _first = long.MaxValue;
    private long _last;

    public LocalDate? Date { get; set; }

    public int Rows { get; private set; }

    public int Rejected { get; set; }

    public bool IsEmpty => Rows + Rejected == 0;

    public void Count(long at)
    {
        Rows++;
        if (at < _first) _first = at;
        if (at > _last) _last = at;
    }

    public DaySegment Close(long end, ContentHash hash) =>
        new(ordinal, Date, start.Offset, end - start.Offset, start.Line, hash, Rows, Rejected, Rows == 0 ? 0 : _first, _last, false);

    public DaySegment Known(KnownSegment known, long length, ContentHash hash) =>
        new(ordinal, Date, start.Offset, length, start.Line, hash, known.Rows, 0, known.FirstAt, known.LastAt, true);
}
