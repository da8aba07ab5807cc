using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.ActivityWatch;

/// <summary>What the events of a bucket tell.</summary>
internal enum BucketKind
{
    /// <summary>Something that is no time here: songs, counts of keys pressed.</summary>
    Other,
    Afk,
    Window,
    Web,
    Editor,
    Stopwatch,
}

/// <summary>One event, short: a file has hundreds of thousands.</summary>
/// <param name="Start">Microseconds since the epoch.</param>
/// <param name="Length">Microseconds.</param>
/// <param name="Data">Index of its text among <see cref="EventTexts"/>.</param>
/// <param name="Index">In the bucket's list.</param>
internal readonly record struct BucketEvent(long Start, long Length, int Data, int Index, int Line, int Column, long Offset)
{
    public long End => Start + Length;
}

/// <summary>What events say beside their time, each text once: the same windows come again and again.</summary>
internal sealed class EventTexts
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public string this[int index] => _texts[index];

    public int IndexOf(string text)
    {
        if (_indices.TryGetValue(text, out var index)) return index;
        _texts.Add(text);
        return _indices[text] = _texts.Count - 1;
    }
}

/// <summary>One bucket of an export: the events of one watcher on one machine.</summary>
internal sealed class Bucket(string id, Place place, EventTexts texts, UnexpectedKeys unexpected)
{
    /// <summary>The year 2100, microseconds since the epoch.</summary>
    private const long Latest = 4_102_444_800 * Micros.PerSecond;

    public string Id { get; set; } = id;

    public Place Place => place;

    public EventTexts Texts => texts;

    public string? Type { get; set; }

    /// <summary>Null where the watcher does not know it: those in a browser write <c>unknown</c>.</summary>
    public string? Host { get; set; }

    /// <summary>Nothing in the file says what the bucket is called or which machine it is of: it is a table.</summary>
    public bool IsNameless { get; init; }

    public List<BucketEvent> Events { get; } = [];

    /// <summary>Events that were not looked at, of a kind that is no time.</summary>
    public int Skipped { get; set; }

    public BucketKind Kind => Type switch
    {
        "afkstatus" => BucketKind.Afk,
        "currentwindow" => BucketKind.Window,
        "web.tab.current" => BucketKind.Web,
        "app.editor.activity" => BucketKind.Editor,
        "general.stopwatch" => BucketKind.Stopwatch,
        _ => BucketKind.Other,
    };

    /// <summary>Keeps an event for later: what becomes of it depends on buckets that may come after it.</summary>
    public RowOutcome Collect(JsonRow row)
    {
        var value = row.Value;
        if (value.ValueKind != JsonValueKind.Object) return RowOutcome.Bad("an event should be an object");
        if (TimeOf(value.Text("timestamp"), value.Text("duration"), out var start, out var micros) is { } flaw) return RowOutcome.Bad(flaw);
        if (!value.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return RowOutcome.Bad("the event has no data");
        // An id numbers the rows of one database and begins again in the next; Python's server leaves it out of exports.
        var text = value.Others(null, "id", "timestamp", "duration") ?? "{}";
        unexpected.MeetOthers(value, "id", "timestamp", "duration", "data");
        Events.Add(new BucketEvent(start, micros, texts.IndexOf(text), IndexOf(row.Place), row.Place.Line, row.Place.Column, row.Place.Offset));
        return default;
    }

    /// <summary>When an event began and how long it was, microseconds; or what is wrong with that.</summary>
    /// <param name="said">Null where it says nothing.</param>
    /// <param name="length">Likewise.</param>
    public static Flaw? TimeOf(string? said, string? length, out long start, out long micros)
    {
        (start, micros) = (0, 0);
        if (said is null) return new Flaw("the event has no timestamp");
        if (!MomentText.TryParse(said, null, out var moment) || moment.Instant is not { } instant)
            return new Flaw($"'{Printable.Short(said, 60)}' is not a time with its offset from UTC", "ActivityWatch writes 2026-10-21T07:00:00.123000+00:00.");
        start = instant;
        if (length is null) return new Flaw("the event has no duration");
        if (!DecimalMicros.TryParse(Encoding.UTF8.GetBytes(length), out micros)) return new Flaw($"the duration '{Printable.Short(length, 60)}' is not a number of seconds");
        if (micros < 0) return new Flaw("the event ends before it starts");
        return start < 0 || start >= Latest || micros > Latest - start ? new Flaw("the event does not lie between 1970 and 2100") : null;
    }

    public Place PlaceOf(in BucketEvent one) => new(one.Line, one.Column, one.Offset, IsNameless ? null : $"{place.Pointer}/events/{one.Index}");

    private static int IndexOf(Place row) => int.Parse(row.Pointer.AsSpan()[(row.Pointer!.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
}
