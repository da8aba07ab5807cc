using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.ActivityWatch;

/// <summary>
/// Makes entries of the events of all buckets of a file. Watchers see the same time at once, so of each machine
/// <list type="bullet">
/// <item>what lies outside of its not-afk events is left out, if the file has a bucket of them with any event at all;</item>
/// <item>an editor's events count, and windows only outside of them: an editor names the project, its window does not;</item>
/// <item>web events are left out where a window bucket with any event is there: the browser's window has the same time and
/// the page's title. Where there is none, they count.</item>
/// </list>
/// A browser or editor that does not know its machine is taken to be on any that the file has. What a stopwatch measured
/// was started and stopped by hand, and counts as it is.
/// </summary>
/// <remarks>
/// An event is known by machine, bucket and start, in a table by start and data: heartbeats move its end only. The start goes by milliseconds, which is
/// all that Python's server keeps of one brought over from another. Its pieces are numbered; as events are only ever added
/// at the end, a later export gives every piece its number again. Clipped entries are stamped with the end of their event,
/// so that they are newer than those of a file without AFK bucket, in whatever order the two are read.
/// </remarks>
internal sealed class BucketEntries
{
    private const long PerMillisecond = 1000;

    private readonly SourceFile _file;
    private readonly List<Bucket> _buckets;
    private int _withoutLength, _twice;
    private (int Events, long Micros) _away;
    private (int Events, long Micros) _inEditor;

    public BucketEntries(SourceFile file, List<Bucket> buckets)
    {
        _file = file;
        _buckets = buckets;
        foreach (var bucket in buckets) DropWithoutTime(bucket);
    }

    public IEnumerable<Extracted> All()
    {
        var bare = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var bucket in _buckets)
        {
            if (bucket.Kind is BucketKind.Afk || bucket.Events.Count + bucket.Skipped == 0) continue;
            if (bucket.Kind == BucketKind.Other)
                yield return Left(bucket, $"{Count(bucket.Events.Count + bucket.Skipped)} of bucket '{bucket.Id}', of the type '{bucket.Type}', which is no time");
            else if (bucket.Kind == BucketKind.Web && Beside(bucket, BucketKind.Window).Any())
                yield return Left(bucket, $"{Count(bucket.Events.Count)} of bucket '{bucket.Id}': the window bucket of the same machine has the same time");
            else
                foreach (var extracted in Of(bucket, bare)) yield return extracted;
        }
        foreach (var host in bare)
            yield return Noted($"{(host.Length == 0 ? "a bucket alone" : $"'{host}'")} has no AFK bucket here: its events count as they are", "Export all buckets as JSON, and time away from the machine is left out.");
        if (_away.Micros > 0) yield return Noted($"left out: {Clock(_away.Micros)} in which nobody was at the machine{Wholly(_away.Events)}");
        if (_inEditor.Micros > 0) yield return Noted($"left out: {Clock(_inEditor.Micros)} of windows in which an editor says more{Wholly(_inEditor.Events)}");
        if (_withoutLength > 0) yield return Noted($"left out: {Count(_withoutLength)} of no length");
        if (_twice > 0) yield return Noted($"left out: {Count(_twice)} with the start and data of another in its bucket", "The longest of them counts.");
    }

    private IEnumerable<Extracted> Of(Bucket bucket, SortedSet<string> bare)
    {
        var afk = bucket.Kind == BucketKind.Stopwatch ? [] : Beside(bucket, BucketKind.Afk).ToList();
        var present = afk.Count == 0 ? null : new Spans(afk.SelectMany(Present));
        var editors = new Spans(bucket.Kind == BucketKind.Window ? Beside(bucket, BucketKind.Editor).SelectMany(b => b.Events).Select(e => (e.Start, e.End)) : []);
        if (present is null && bucket.Kind != BucketKind.Stopwatch) bare.Add(bucket.IsNameless ? "" : bucket.Host ?? "unknown");
        var (before, ordinal) = (long.MinValue, 1);
        foreach (var one in bucket.Events)
        {
            var millisecond = one.Start / PerMillisecond;
            ordinal = millisecond == before ? ordinal + 1 : 1;
            before = millisecond;
            using var said = JsonDocument.Parse(bucket.Texts[one.Data]);
            if (bucket.Kind == BucketKind.Stopwatch && said.RootElement.GetProperty("data").TryGetProperty("running", out var running) && running.ValueKind == JsonValueKind.True)
            {
                foreach (var extracted in RowOutcome.LeftOut("it is still running").At(_file.Name, bucket.PlaceOf(one), "")) yield return extracted;
                continue;
            }
            if (one.Length == 0)
            {
                _withoutLength++;
                continue;
            }
            var at = Micros.ToInstant(millisecond * PerMillisecond).ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var id = bucket.IsNameless ? null : $"{bucket.Host ?? "unknown"}/{bucket.Id}@{at}{Ordinal('~', ordinal)}";
            var raw = id is null ? EntryText.Raw("activitywatch-row", at, bucket.Texts[one.Data]) : EntryText.Raw("activitywatch-event", id);
            var template = new TimeEntry(new EntryTime.Interval(one.Start, one.End), raw, bucket.PlaceOf(one))
            {
                Stamp = present is null ? null : one.End,
                Work = EventWork.Of(bucket.Kind, bucket.Host, said.RootElement),
                Extra = EventWork.Extra(bucket.Kind, said.RootElement),
            };
            var piece = 0;
            foreach (var (start, end) in Pieces(one, present, editors))
                yield return new Extracted.Entry(template with { Time = new EntryTime.Interval(start, end), UpstreamId = id is null ? null : id + Ordinal('#', ++piece) });
        }
    }

    private List<(long Start, long End)> Pieces(BucketEvent one, Spans? present, Spans editors)
    {
        List<(long Start, long End)> within = present is null ? [(one.Start, one.End)] : [.. present.Within((one.Start, one.End))];
        var length = Length(within);
        if (length < one.Length) _away = (_away.Events + (length == 0 ? 1 : 0), _away.Micros + one.Length - length);
        if (editors.IsEmpty || length == 0) return within;
        List<(long Start, long End)> outside = [.. within.SelectMany(editors.Outside)];
        var left = Length(outside);
        if (left < length) _inEditor = (_inEditor.Events + (left == 0 ? 1 : 0), _inEditor.Micros + length - left);
        return outside;
    }

    /// <summary>Buckets with events on the same machine.</summary>
    private IEnumerable<Bucket> Beside(Bucket bucket, BucketKind kind) =>
        _buckets.Where(b => b.Kind == kind && b.Events.Count > 0 && (b.Host == bucket.Host || IsAnywhere(bucket) || IsAnywhere(b)));

    private static bool IsAnywhere(Bucket bucket) => bucket is { Host: null, Kind: BucketKind.Web or BucketKind.Editor };

    private static IEnumerable<(long Start, long End)> Present(Bucket afk)
    {
        var isPresent = new Dictionary<int, bool>();
        foreach (var one in afk.Events)
        {
            if (!isPresent.TryGetValue(one.Data, out var is_)) isPresent[one.Data] = is_ = IsPresent(afk.Texts[one.Data]);
            if (is_) yield return (one.Start, one.End);
        }
    }

    private static bool IsPresent(string text)
    {
        using var said = JsonDocument.Parse(text);
        return said.RootElement.GetProperty("data").Text("status") == "not-afk";
    }

    /// <summary>Leaves events with a length, in order of time; of those that start at once and say the same the longest.</summary>
    private void DropWithoutTime(Bucket bucket)
    {
        if (bucket.Kind is BucketKind.Other or BucketKind.Afk) return;
        if (bucket.Kind != BucketKind.Stopwatch) _withoutLength += bucket.Events.RemoveAll(e => e.Length == 0);
        bucket.Events.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start)
            : a.Data != b.Data ? string.CompareOrdinal(bucket.Texts[a.Data], bucket.Texts[b.Data])
            : a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.Index.CompareTo(b.Index));
        var (start, data) = (long.MinValue, -1);
        _twice += bucket.Events.RemoveAll(e =>
        {
            var isTwin = e.Start == start && e.Data == data;
            (start, data) = (e.Start, e.Data);
            return isTwin;
        });
    }

    private static long Length(List<(long Start, long End)> spans) => spans.Sum(s => s.End - s.Start);

    private static string Ordinal(char mark, int number) => number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{mark}{number}");

    private static string Count(int events) => events == 1 ? "1 event" : string.Create(CultureInfo.InvariantCulture, $"{events} events");

    private static string Wholly(int events) => events == 0 ? "" : $", {Count(events)} wholly";

    private static string Clock(long micros) => Micros.ToDuration(micros).ToString("H:mm:ss", CultureInfo.InvariantCulture);

    private Extracted.Noted Left(Bucket bucket, string what) => new(new Diagnostic(_file.Name, bucket.Place, Severity.Note, $"left out: {what}"));

    private Extracted.Noted Noted(string message, string? hint = null) => new(new Diagnostic(_file.Name, Place.WholeFile, Severity.Note, message, hint));
}
