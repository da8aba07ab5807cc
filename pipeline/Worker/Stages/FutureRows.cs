using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Stages;

/// <summary>Rows of one file that begin after now. They are taken in like all others: plans are made, and clocks are wrong.</summary>
internal sealed class FutureRows(Instant now)
{
    // Clocks of machines differ by less, and a date alone may be tomorrow's somewhere.
    private static readonly Duration Leeway = Duration.FromHours(1);
    private static readonly Duration FarthestZone = Duration.FromHours(14);

    private readonly long _last = Micros.From(now + Leeway);
    private readonly LocalDate _lastDate = (now + FarthestZone).InUtc().Date;
    private Place? _first;
    private Instant _latest = Instant.MinValue;
    private bool _isDate;

    public void See(TimeEntry entry)
    {
        switch (entry.Time)
        {
            case EntryTime.Interval { Start: var start } when start > _last:
                Keep(entry.Place, Micros.ToInstant(start), isDate: false);
                break;
            case EntryTime.OnDate { Date: var date } when date > _lastDate:
                Keep(entry.Place, date.AtMidnight().InUtc().ToInstant(), isDate: true);
                break;
        }
    }

    public void See(DaySegment segment)
    {
        if (segment.LastAt > _last) Keep(new Place(segment.FirstLine, 1, segment.Offset), Micros.ToInstant(segment.LastAt), isDate: false);
    }

    /// <summary>Null where no row lies in the future.</summary>
    public Diagnostic? Said(string file) => _first is not { } first ? null : new Diagnostic(file, first, Severity.Warning,
        $"time that lies in the future begins here, the last of it {(_isDate ? "on " + Model.Period.Iso(_latest.InUtc().Date) : "at " + InstantPattern.General.Format(_latest))}",
        "It is kept and counts on its days. If a clock was wrong, mend the file, take the import out with 'daybook import undo RUN' and import again.");

    private void Keep(Place place, Instant at, bool isDate)
    {
        _first ??= place;
        if (at <= _latest) return;
        _latest = at;
        _isDate = isDate;
    }
}
