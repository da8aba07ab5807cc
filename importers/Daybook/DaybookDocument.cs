using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Importers.Daybook;

/// <summary>Writes Daybook's own format: each row on a line of its own, what it does not say left out.</summary>
public static class DaybookDocument
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How rows are written that are made by key and value.</summary>
    internal static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The whole file: entries, and the other lists where they have any. Entries of other sources are named at its head, so that
    /// it is known before any is read.
    /// </summary>
    public static byte[] Of(IEnumerable<DaybookItem> items)
    {
        var all = items.ToLookup(i => i.List, StringComparer.Ordinal);
        var sources = all[DaybookImporter.Entries].OfType<DaybookEntry>().Select(e => e.Entry.Source ?? DaybookImporter.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var named = sources is [] or [DaybookImporter.Source] ? "" : $",\n \"{DaybookImporter.Sources}\": [{string.Join(", ", sources.Select(Quoted))}]";
        var lists = (ReadOnlySpan<string>)[DaybookImporter.Entries, DaybookTerm.Contracts, DaybookTerm.Absences, DaybookTerm.Adjustments, DaybookTerm.Invoices];
        var text = new StringBuilder($"{{\n \"{DaybookImporter.Root}\": {DaybookImporter.Version}{named}");
        foreach (var list in lists)
            if (list == DaybookImporter.Entries || all.Contains(list))
                text.Append(CultureInfo.InvariantCulture, $",\n \"{list}\": [{string.Join(",", all[list].Select(i => $"\n  {Line(i)}"))}\n ]");
        return Encoding.UTF8.GetBytes(text.Append("\n}\n").ToString());
    }

    private static string Quoted(string text) => Harmless($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");

    /// <summary>One row, as an object on one line.</summary>
    public static string Line(DaybookItem item) => item is DaybookTerm term ? Harmless(term.Row) : Line((DaybookEntry)item);

    private static string Line(DaybookEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            WriteMembers(json, entry);
            json.WriteEndObject();
        }
        return Harmless(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>Letters of all scripts stand as they are; what could steer a terminal is escaped. It can only stand in texts.</summary>
    internal static string Harmless(string json)
    {
        if (json.All(Printable.IsHarmless)) return json;
        var escaped = new StringBuilder();
        foreach (var c in json)
            if (Printable.IsHarmless(c)) escaped.Append(c);
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return escaped.ToString();
    }

    internal static void WriteMembers(Utf8JsonWriter json, DaybookEntry written)
    {
        var (entry, work) = (written.Entry, written.Entry.Work);
        var zone = entry.Zone is { } named ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) ?? DateTimeZone.Utc : DateTimeZone.Utc;
        Text(json, "id", entry.UpstreamId);
        if (entry.Source != DaybookImporter.Source) Text(json, "source", entry.Source);
        if (entry.Row is { } row && row != ContentHash.Of(Encoding.UTF8.GetBytes(DaybookRow.RawOf(entry.Time, work)))) json.WriteString("row", row.ToString());
        if (entry.Time is EntryTime.Interval interval)
        {
            json.WriteString("start", Instant(interval.Start, zone));
            if (!written.IsRunning) json.WriteString("end", Instant(interval.End, zone));
            if (interval.StatedEnd is { } stated) json.WriteString("stated_end", Instant(stated, zone));
        }
        else if (entry.Time is EntryTime.OnDate onDate)
        {
            json.WriteString("date", Model.Period.Iso(onDate.Date));
            json.WriteString("length", Length(onDate.Micros));
        }
        foreach (var (key, text) in (ReadOnlySpan<(string, string?)>)
        [
            ("zone", entry.Zone), ("said", entry.Said), ("person", entry.Person), ("project", work.Project), ("client", work.Client), ("task", work.Task), ("note", work.Note),
            ("branch", work.Branch), ("language", work.Language), ("entity", work.Entity), ("category", work.Category), ("machine", work.Machine),
        ])
            Text(json, key, text);
        if (work.Tags.Count > 0)
        {
            json.WriteStartArray("tags");
            foreach (var tag in work.Tags) json.WriteStringValue(tag);
            json.WriteEndArray();
        }
        if (work.IsBillable is { } billable) json.WriteBoolean("billable", billable);
        if (work.HourlyRate is { } rate)
        {
            json.WriteStartObject("rate");
            json.WriteString("amount", SumText(rate));
            Text(json, "currency", rate.Currency);
            json.WriteEndObject();
        }
        if (entry.Stamp is { } changed) json.WriteString("changed", Instant(changed, DateTimeZone.Utc));
        if (entry.IsDeleted) json.WriteBoolean("deleted", true);
        if (entry.Extra is { } extra)
        {
            json.WritePropertyName("extra");
            json.WriteRawValue(extra);
        }
    }

    private static void Text(Utf8JsonWriter json, string key, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(key, text);
    }

    private static string Instant(long micros, DateTimeZone zone) =>
        zone == DateTimeZone.Utc ? InstantPattern.ExtendedIso.Format(Micros.ToInstant(micros)) : Offset(Micros.ToInstant(micros).InZone(zone).ToOffsetDateTime());

    // RFC 3339 knows no seconds of an offset, which zones had a hundred years ago.
    private static string Offset(OffsetDateTime time) =>
        time.Offset.Seconds % 60 == 0 ? OffsetDateTimePattern.Rfc3339.Format(time) : InstantPattern.ExtendedIso.Format(time.ToInstant());

    /// <summary>A sum of money as the format writes it, without its currency: <c>80.5</c>.</summary>
    public static string SumText(Money sum) => (sum.Minor / (decimal)Money.PerUnit).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A length as the format writes it, exactly: <c>7:42</c>, with seconds where it has any.</summary>
    /// <param name="micros">Signed.</param>
    public static string LengthText(long micros) => micros < 0 ? $"-{LengthText(-micros)}" : micros % Micros.PerMinute == 0 ? Hours.Text(micros) : Length(micros);

    private static string Length(long micros) => string.Create(CultureInfo.InvariantCulture,
        $"{micros / Micros.PerHour}:{micros / Micros.PerMinute % 60:00}:{micros % Micros.PerMinute / (decimal)Micros.PerSecond:00.######}");
}
