using System.Globalization;
using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>
/// The file that TimeTracker's own import takes. Its times are what clocks showed; where clocks showed a time twice, and
/// where a zone is left or entered, they carry their offset, which TimeTracker drops and Daybook reads.
/// </summary>
internal sealed class TimeTrackerEntries : IExport
{
    private const string Separator = ";";

    public string What => "entries";

    public string As => "timetracker";

    public ExportedFile Write(ExportSlice slice)
    {
        var remarks = new ExportRemarks();
        // As Python writes tables.
        var table = new CsvLines("project_name,client_name,task_name,start_time,end_time,duration_hours,notes,tags,billable", "\r\n");
        var standIn = Unsaid.Of(Dimension.Project);
        foreach (var (entry, length) in slice.Entries)
        {
            if (entry.Time is not EntryTime.Interval interval)
            {
                remarks.LeftOut("entries without a time of day, which TimeTracker does not know");
                continue;
            }
            Remark(entry, interval, remarks);
            var work = entry.Work;
            var project = remarks.Trimmed(work.Project);
            remarks.Changed($"entries without a project, which TimeTracker needs, get '{standIn}'", project.Length == 0);
            var tags = work.Tags.Select(remarks.Trimmed).Where(t => t.Length > 0).ToList();
            remarks.Changed("semicolons in tags, which part tags, become commas", tags.Exists(t => t.Contains(Separator, StringComparison.Ordinal)));
            var (start, end) = Clocks(interval, slice.Cut);
            table.Add(project.Length == 0 ? standIn : project, remarks.Trimmed(work.Client), remarks.Trimmed(work.Task), start, end, PythonHours.Of(length), remarks.Trimmed(work.Note),
                string.Join(Separator, tags.Select(t => t.Replace(Separator, ",", StringComparison.Ordinal))), work.IsBillable switch { true => "true", false => "false", null => "" });
        }
        return table.ToFile(remarks);
    }

    private static void Remark(TimeEntry entry, EntryTime.Interval interval, ExportRemarks remarks)
    {
        var work = entry.Work;
        foreach (var (what, text) in (ReadOnlySpan<(string, string?)>)
            [("branches", work.Branch), ("languages", work.Language), ("entities", work.Entity), ("categories", work.Category), ("machines", work.Machine)])
            remarks.NotCarried(what, text is not null);
        remarks.NotCarried("hourly rates", work.HourlyRate is not null);
        remarks.NotCarried("the end that was stated where less counts", interval.StatedEnd is not null);
        remarks.NotCarried("what else the source says", entry.Extra is not null);
        remarks.Changed("times are cut to seconds", interval.Start % Micros.PerSecond != 0 || interval.End % Micros.PerSecond != 0);
    }

    private static (string Start, string End) Clocks(EntryTime.Interval interval, DayCut cut)
    {
        var (start, end) = (Clock(interval.Start, cut), Clock(interval.End, cut));
        return start.IsPlain && end.IsPlain ? (start.Plain, end.Plain) : (start.WithOffset, end.WithOffset);
    }

    private static (string Plain, string WithOffset, bool IsPlain) Clock(long micros, DayCut cut)
    {
        var instant = Micros.ToInstant(Floor(micros));
        // Of zones with dates, a reader takes the one of the date that is written.
        var zone = cut.ZoneOn(instant.InZone(cut.ZoneOn(instant.InUtc().Date)).Date);
        var zoned = instant.InZone(zone);
        var local = zoned.LocalDateTime;
        var mapping = cut.ZoneOn(local.Date).MapLocal(local);
        var isPlain = mapping.Count == 1 && mapping.Single().ToInstant() == instant;
        var offset = zoned.Offset;
        var sign = offset < Offset.Zero ? '-' : '+';
        var minutes = Math.Abs(offset.Seconds) / 60;
        var written = local.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return (local.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{written}{sign}{minutes / 60:00}:{minutes % 60:00}"), isPlain);
    }

    private static long Floor(long micros) => micros - ((micros % Micros.PerSecond) + Micros.PerSecond) % Micros.PerSecond;
}
