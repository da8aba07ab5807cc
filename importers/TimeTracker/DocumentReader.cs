using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// Reads the entries of one JSON document, and what it says of the account beside them. It is looked through twice, since projects and clients may stand after the
/// entries that refer to them.
/// </summary>
internal sealed class DocumentReader(SourceFile file, Reading reading)
{
    private const string CutHint =
        "What stands before is taken in, nothing after it. Import the whole file when you have it: nothing will be counted twice.";

    private const int LongestEntry = 1 << 20;

    public IEnumerable<Extracted> Read()
    {
        using var bytes = new HashedStream(file.Open());
        var content = Whole(bytes, out var damage);
        if (content is null)
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, $"it is larger than {SourceFile.HashedWhole >> 20} MiB",
                "Nothing of the file was taken in; export a shorter range, or the report as CSV."));
            yield break;
        }
        var known = DocumentNames.In(content);
        var zones = known.Zone is { } zone ? Dated<DateTimeZone>.Always(zone) : reading.Given.Zones;
        if (zones is null && known.HasLocalTimes)
        {
            var own = known.PersonsZone is { } persons ? $" The profile says {Printable.Short(persons, 40)}, which is the person's own and need not be the server's." : "";
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "its times are local to the server and nobody has said of which zone",
                $"Nothing of the file was taken in; say it: --zone Europe/Berlin, or Zones in the configuration.{own}"));
            yield break;
        }
        var cursor = Cursor(content);
        var entries = new EntryReader(known, zones ?? Dated<DateTimeZone>.Always(DateTimeZone.Utc), reading.Unexpected);
        var account = new AccountRows(known);
        if (cursor.Enter('{'))
            while (cursor.NextKey())
                foreach (var extracted in Member(cursor, entries, account)) yield return extracted;
        if (known.Later.Count > 0)
            yield return Note(Place.WholeFile, Severity.Note, $"nothing is made yet of {string.Join(", ", known.Later)}", null);
        var ending = Ending(cursor, damage);
        if (ending is not null) yield return ending;
        yield return new Extracted.End(bytes.Count, bytes.Fingerprint, bytes.Sha256(), ending is not { Diagnostic.Severity: Severity.Error });
    }

    internal static JsonCursor Cursor(byte[] content)
    {
        var window = new JsonWindow(new MemoryStream(content, writable: false));
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        return new JsonCursor(window);
    }

    private IEnumerable<Extracted> Member(JsonCursor cursor, EntryReader entries, AccountRows account)
    {
        var key = cursor.Key;
        var bracket = cursor.Peek();
        var areEntries = key == "time_entries" && bracket == '[';
        if (!areEntries && !AccountRows.Reads(key, bracket)) cursor.Skip();
        else if (areEntries) return List(cursor, "the entry", (item, place) => [Entry(item, entries, place)]);
        else if (bracket == '[') return List(cursor, $"{key}: the row", (item, place) => Facts(key, item, account, place));
        else return Take(cursor, $"{key}: it", (item, place) => Facts(key, item, account, place));
        return [];
    }

    private IEnumerable<Extracted> List(JsonCursor cursor, string what, Func<JsonElement, Place, IEnumerable<Extracted>> convert)
    {
        cursor.Enter('[');
        while (cursor.NextElement())
            foreach (var extracted in Take(cursor, what, convert)) yield return extracted;
    }

    // Nothing when the document breaks in the value.
    private List<Extracted> Take(JsonCursor cursor, string what, Func<JsonElement, Place, IEnumerable<Extracted>> convert)
    {
        var place = cursor.Window.Place(cursor.Pointer);
        switch (cursor.Measure(LongestEntry, out var extent))
        {
            case Measured.Broken:
                return [];
            case Measured.TooLong:
                var rejected = Rejected(place, new Flaw($"{what} is longer than {LongestEntry >> 10} KiB"), cursor.Window.Rest);
                cursor.Skip();
                return [rejected];
        }
        var value = cursor.Window.Ahead(extent.Length);
        using var document = JsonValues.Parse(value, out var problem);
        List<Extracted> extracted = document is null ? [Rejected(place, new Flaw($"{what} cannot be read: {problem}"), value.Span)] : [.. convert(document.RootElement, place)];
        cursor.Pass(extent.Length);
        return extracted;
    }

    private Extracted Entry(JsonElement item, EntryReader entries, Place place)
    {
        var read = entries.Read(item, place, out var flaw, out var left);
        if (left is not null) return Note(place, Severity.Note, $"left out: {left}", null);
        if (read is { IsRunning: true }) return new Extracted.Fact(DaybookImporter.Running(read) with { Person = read.Entry.Person });
        return read is not null ? new Extracted.Entry(read.Entry) : Rejected(place, flaw!, System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(item));
    }

    private IEnumerable<Extracted> Facts(string list, JsonElement item, AccountRows account, Place place)
    {
        var row = new AccountRow(item, place);
        var facts = account.Read(list, row);
        return row.Flaw is { } flaw ? [Rejected(place, flaw with { Message = $"{list}: {flaw.Message}" }, row.Raw)] : facts.Select(fact => new Extracted.Fact(fact));
    }

    private Extracted.Noted? Ending(JsonCursor cursor, string? damage)
    {
        var next = cursor.Break is null ? cursor.Peek() : (byte)0;
        if (damage is not null) return Note(cursor.Break?.Place ?? cursor.Window.Place(null), Severity.Error, $"the compressed file is cut short: {damage}", CutHint);
        if (cursor.Break is { } broken) return Note(broken.Place, Severity.Error, broken.Message, CutHint);
        return next == 0 ? null : Note(cursor.Window.Place(null), Severity.Warning, "something follows after the end of the document", "It is left out.");
    }

    private static byte[]? Whole(HashedStream bytes, out string? damage)
    {
        damage = null;
        using var content = new MemoryStream();
        var block = new byte[1 << 16];
        try
        {
            int read;
            while ((read = bytes.Read(block)) > 0)
            {
                content.Write(block, 0, read);
                if (content.Length > SourceFile.HashedWhole) return null;
            }
        }
        catch (InvalidDataException e)
        {
            damage = e.Message;
        }
        return content.ToArray();
    }

    private Extracted.Rejected Rejected(Place place, Flaw flaw, ReadOnlySpan<byte> raw) =>
        new(new Rejection(new Diagnostic(file.Name, place, Severity.Error, flaw.Message, flaw.Hint), Quoted.Of(raw)));

    private Extracted.Noted Note(Place place, Severity severity, string message, string? hint) => new(new Diagnostic(file.Name, place, severity, message, hint));
}
