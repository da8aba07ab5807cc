using System.Buffers;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Daybook;

/// <summary>Reads one entry of the format; what it says is kept as it stands, so that nothing of an entry is lost on the way.</summary>
internal static class DaybookRow
{
    private const int Shown = 60;
    private const long MillionthsOfMinor = 1_000_000 / Money.PerUnit;

    private static readonly string[] Texts =
        ["id", "start", "end", "stated_end", "date", "length", "zone", "said", "person", "project", "client", "task", "note", "branch", "language", "entity", "category", "machine", "changed", "source", "row"];

    private static readonly string[] Known = [.. Texts, "tags", "billable", "rate", "deleted", "extra"];

    /// <summary>The entry, or null and what is wrong with it.</summary>
    public static DaybookEntry? Read(JsonElement row, Place place, UnexpectedKeys? unexpected, out Flaw? flaw)
    {
        flaw = Shape(row);
        if (flaw is not null) return null;
        var (time, isRunning) = Time(row, ref flaw);
        var changed = Instant(row, "changed", ref flaw);
        var work = Work(row, ref flaw);
        var isDeleted = Flag(row, "deleted", ref flaw) ?? false;
        var extra = Extra(row, unexpected);
        var id = row.Text("id");
        var known = Row(row, ref flaw);
        if (isRunning && id is null) flaw ??= new Flaw("an entry that is running needs an id", "By it the entry is known when it ends.");
        if (flaw is not null || time is null) return null;
        return new DaybookEntry(new TimeEntry(time, RawOf(time, work), place)
        {
            UpstreamId = id,
            Source = row.Text("source"),
            Row = known,
            Stamp = changed,
            IsDeleted = isDeleted,
            Person = row.Text("person"),
            Work = work,
            Zone = row.Text("zone"),
            Said = row.Text("said"),
            Extra = extra,
        }, isRunning);
    }

    /// <summary>What an entry is known by that has neither an id nor a row of another source.</summary>
    public static string RawOf(EntryTime time, EntryWork work) => EntryText.Raw(DaybookImporter.Source, At(time), work.Project, work.Task, work.Note);

    private static ContentHash? Row(JsonElement row, ref Flaw? flaw)
    {
        if (row.Text("row") is not { } text) return null;
        Span<byte> hash = stackalloc byte[16];
        if (Convert.FromHexString(text, hash, out _, out var written) == OperationStatus.Done && written == hash.Length) return ContentHash.Read(hash);
        flaw ??= new Flaw($"'{Short(text)}' is not what a row is known by", "It is 32 hexadecimal digits, which the ledger that handed the entry out has written; leave it out otherwise.");
        return null;
    }

    private static Flaw? Shape(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object) return new Flaw("an entry should be an object with keys and values");
        foreach (var key in Texts)
        {
            if (!row.TryGetProperty(key, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Number) continue;
            if (value.ValueKind != JsonValueKind.String) return new Flaw($"'{key}' should be a text");
            if (value.AsText() is null) return new Flaw($"'{key}' holds a NUL character or half a surrogate pair, which is no character", "Take it out of the text.");
        }
        if (row.TryGetProperty("tags", out var tags) && tags.ValueKind != JsonValueKind.Null
            && (tags.ValueKind != JsonValueKind.Array || tags.EnumerateArray().Any(t => t.AsText() is null)))
            return new Flaw("'tags' should be a list of texts");
        return row.TryGetProperty("extra", out var extra) && extra.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null) ? new Flaw("'extra' should be an object") : null;
    }

    private static (EntryTime? Time, bool IsRunning) Time(JsonElement row, ref Flaw? flaw)
    {
        if (row.Text("start") is null)
        {
            if (row.Text("date") is not { } text)
            {
                flaw ??= new Flaw("the entry has neither a start nor a date");
                return default;
            }
            if (!DateText.TryParse(text, null, out var date)) flaw ??= new Flaw($"'{Short(text)}' is not a date", "Dates are written 2026-10-21, between 1970 and 2100.");
            var length = row.Text("length");
            if (length is null) flaw ??= new Flaw("an entry on a date needs a length");
            else if (!LengthText.TryParse(length, LengthUnit.Hours, '.', out var micros) || micros < 0) flaw ??= new Flaw($"'{Short(length)}' is not a length", "Lengths are written 1:30:00.");
            else if (flaw is null) return (new EntryTime.OnDate(date, micros), false);
            return default;
        }
        var (start, end, stated) = (Instant(row, "start", ref flaw), Instant(row, "end", ref flaw), Instant(row, "stated_end", ref flaw));
        if (row.Text("date") is not null || row.Text("length") is not null) flaw ??= new Flaw("an entry has a start, or a date and a length, not both");
        if (end < start) flaw ??= new Flaw("the end lies before the start");
        return flaw is null && start is { } from ? (new EntryTime.Interval(from, end ?? from, stated), end is null) : default;
    }

    private static EntryWork Work(JsonElement row, ref Flaw? flaw) => new()
    {
        Project = row.Text("project"),
        Client = row.Text("client"),
        Task = row.Text("task"),
        Note = row.Text("note"),
        Tags = row.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array ? [.. tags.EnumerateArray().Select(t => t.AsText()!).Where(t => t.Length > 0)] : [],
        Branch = row.Text("branch"),
        Language = row.Text("language"),
        Entity = row.Text("entity"),
        Category = row.Text("category"),
        Machine = row.Text("machine"),
        IsBillable = Flag(row, "billable", ref flaw),
        HourlyRate = Rate(row, ref flaw),
    };

    private static Money? Rate(JsonElement row, ref Flaw? flaw)
    {
        if (!row.TryGetProperty("rate", out var rate) || rate.ValueKind == JsonValueKind.Null) return null;
        if (rate.Micros("amount") is { } millionths && millionths % MillionthsOfMinor == 0) return new Money(millionths / MillionthsOfMinor, rate.Text("currency") ?? "");
        flaw ??= new Flaw("'rate' should be an object with an amount of at most four decimals, and a currency", "\"rate\": { \"amount\": \"95.50\", \"currency\": \"EUR\" }");
        return null;
    }

    private static bool? Flag(JsonElement row, string key, ref Flaw? flaw)
    {
        if (!row.TryGetProperty(key, out var flag) || flag.ValueKind == JsonValueKind.Null) return null;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) flaw ??= new Flaw($"'{key}' is neither true nor false");
        return flag.ValueKind == JsonValueKind.True;
    }

    private static long? Instant(JsonElement row, string key, ref Flaw? flaw)
    {
        if (row.Text(key) is not { } text) return null;
        if (row.Instant(key) is { } instant) return instant;
        if (MomentText.TryParse(text, null, out var moment) && moment.Instant is { } other) return other;
        flaw ??= new Flaw($"'{Short(text)}' is not a time with its offset from UTC", "Times are written 2026-10-21T09:00:00+02:00, or with Z for UTC.");
        return null;
    }

    /// <summary>The member <c>extra</c> as it stands, with all members that the format does not have.</summary>
    private static string? Extra(JsonElement row, UnexpectedKeys? unexpected)
    {
        var others = row.Others(unexpected, Known);
        var kept = row.TryGetProperty("extra", out var extra) && extra.ValueKind == JsonValueKind.Object && extra.EnumerateObject().Any() ? ExtraJson.Minified(extra) : null;
        return others is null || kept is null ? others ?? kept : $"{kept[..^1]},{others[1..]}";
    }

    private static string At(EntryTime time) => time switch
    {
        EntryTime.Interval interval => interval.Start.ToString(System.Globalization.CultureInfo.InvariantCulture),
        EntryTime.OnDate { Date: var date } => Period.Iso(date),
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    private static string Short(string text) => Printable.Short(text, Shown);
}
