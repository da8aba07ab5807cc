using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Wotra's <c>entries.csv</c>: times in milliseconds, no entry over midnight, a UUID each.</summary>
internal sealed class WotraEntries : IExport
{
    private const string AutoStopped = "auto_stopped";
    private const long Millisecond = 1000;

    public string What => "entries";

    public string As => "wotra";

    public ExportedFile Write(ExportSlice slice)
    {
        var remarks = new ExportRemarks();
        var rows = new List<(long Start, string Id, CsvValue[] Cells)>();
        var table = new CsvLines("id,start_time,end_time,auto_stopped,note,day_key,updated_at,deleted_at", "\n");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var midnights = slice.Cut.FromMidnight();
        foreach (var entry in slice.Entries.Select(e => e.Entry))
        {
            if (entry.Time is not EntryTime.Interval interval)
            {
                remarks.LeftOut("entries without a time of day, which Wotra does not know");
                continue;
            }
            Remark(entry, interval, remarks);
            var (start, end) = (Floor(interval.Start), Floor(interval.End));
            var pieces = start == end ? [new DayPiece(midnights.DayOf(start), start, end)] : midnights.Split(start, end).ToList();
            remarks.Changed("entries over midnight are cut", pieces.Count > 1);
            var note = remarks.Trimmed(entry.Work.Note);
            for (var i = 0; i < pieces.Count; i++)
            {
                var piece = pieces[i];
                var (isStopped, until) = (entry.Work.Tags.Contains(AutoStopped) && i == pieces.Count - 1, piece.End);
                var midnight = midnights.SpanOf(piece.Date).End;
                if (slice.StopsBeforeMidnight && until == midnight)
                {
                    (isStopped, until) = (true, Math.Max(piece.Start, midnight - Micros.PerSecond));
                    remarks.Changed("entries until midnight stop a second before it");
                }
                var id = IdOf(entry, i, ids);
                rows.Add((piece.Start, id, [id, Millis(piece.Start), Millis(until), isStopped ? "1" : "0", note, Model.Period.Iso(piece.Date), Millis(entry.Stamp ?? until), ""]));
            }
        }
        foreach (var row in rows.OrderBy(r => r.Start).ThenBy(r => r.Id, StringComparer.Ordinal)) table.Add(row.Cells);
        return table.ToFile(remarks);
    }

    private static void Remark(TimeEntry entry, EntryTime.Interval interval, ExportRemarks remarks)
    {
        var work = entry.Work;
        foreach (var (what, text) in (ReadOnlySpan<(string, string?)>)
        [
            ("projects", work.Project), ("clients", work.Client), ("tasks", work.Task), ("branches", work.Branch), ("languages", work.Language),
            ("entities", work.Entity), ("categories", work.Category), ("machines", work.Machine),
        ])
            remarks.NotCarried(what, text is not null);
        remarks.NotCarried("tags", work.Tags.Any(t => t != AutoStopped));
        remarks.NotCarried("whether it is billable", work.IsBillable is not null);
        remarks.NotCarried("hourly rates", work.HourlyRate is not null);
        remarks.NotCarried("the end that was stated where less counts", interval.StatedEnd is not null && !work.Tags.Contains(AutoStopped));
        remarks.NotCarried("what else the source says", HasOthers(entry.Extra));
        remarks.Changed("times are cut to milliseconds", interval.Start % Millisecond != 0 || interval.End % Millisecond != 0);
    }

    private static bool HasOthers(string? extra)
    {
        if (extra is null) return false;
        using var document = JsonDocument.Parse(extra);
        return document.RootElement.EnumerateObject().Any(m => m.Name is not (AutoStopped or "day_key"));
    }

    /// <summary>The entry's own id where it is a UUID that no other row has, else one that is made of what the entry is known by.</summary>
    private static string IdOf(TimeEntry entry, int piece, HashSet<string> ids)
    {
        if (piece == 0 && Guid.TryParseExact(entry.UpstreamId, "D", out _) && ids.Add(entry.UpstreamId!)) return entry.UpstreamId!;
        for (var twin = 0; ; twin++)
        {
            var known = string.Create(CultureInfo.InvariantCulture, $"{entry.Source}\t{entry.UpstreamId}\t{entry.Row}\t{piece}\t{twin}");
            var hash = ContentHash.Of(Encoding.UTF8.GetBytes(known)).ToString();
            // Version 8 of RFC 9562: made by a rule of one's own.
            var id = $"{hash[..8]}-{hash[8..12]}-8{hash[13..16]}-a{hash[17..20]}-{hash[20..]}";
            if (ids.Add(id)) return id;
        }
    }

    private static long Floor(long micros) => micros - ((micros % Millisecond) + Millisecond) % Millisecond;

    private static long Millis(long micros) => Floor(micros) / Millisecond;
}
