using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>Reads and changes single time entries of TimeTracker. Times are said as what clocks of its zone show.</summary>
public sealed class TimeTrackerWriter(RemoteClient remote, TimeTrackerClient client, TimeTrackerAccount account, CancellationToken stop) : IEntryWriter
{
    private const string Entries = "/time-entries";
    private const int PageSize = 100, MostPages = 20, MostReplays = 5, NotFound = 404;

    // The service says 24 hours; clocks may differ by a little.
    public Duration KeepsKeys => Duration.FromHours(23);

    public bool RefusesOverlaps => true;

    public IReadOnlyList<PushedEntry>? Around(LocalDate date, out RemoteTrouble? trouble)
    {
        var found = new Dictionary<string, PushedEntry>(StringComparer.Ordinal);
        for (var number = 1; number <= MostPages; number++)
        {
            if (client.Entries(account, TimeTrackerNames.None, date.PlusDays(-2), date.PlusDays(2), number, PageSize, out trouble) is not { } page) return null;
            using var document = JsonDocument.Parse(page.Bytes);
            foreach (var json in document.RootElement.GetProperty("time_entries").EnumerateArray())
                if (EntryOf(json) is { } entry) found[entry.Id] = entry;
            if (page.IsLast) return [.. found.Values];
        }
        trouble = remote.Odd("its list of a few days has no end");
        return null;
    }

    public PushedEntry? Read(string id, out RemoteTrouble? trouble)
    {
        trouble = null;
        if (!id.All(char.IsAsciiDigit)) return null;
        using var document = remote.Object($"{Entries}/{id}", stop, out _, out trouble);
        if (document is null)
        {
            if (trouble is { Status: NotFound }) trouble = null;
            return null;
        }
        if (Ours(document) is { } entry && entry.Id == id) return entry;
        trouble = remote.Odd("its answer is not the entry that was asked for");
        return null;
    }

    /// <summary>An answer may be that of an earlier request with the same key, and its entry deleted since: what is made is read, and where it is gone, made under another key.</summary>
    public WriteResult Create(string target, PushContent content, bool? isBillable, string key)
    {
        if (Body(target, content, isBillable, null, out var impossible) is not { } body) return impossible!;
        for (var replay = 0; replay < MostReplays; replay++)
        {
            var made = Write(new RemoteRequest(HttpMethod.Post, Entries, body) { Key = key }, target, content);
            if (made.End != WriteEnd.Taken) return made;
            var there = Read(made.Id!, out var trouble);
            if (trouble is not null) return new WriteResult(WriteEnd.InDoubt, null, trouble);
            if (there is not null) return there.Is(content, target) ? made : Another();
            key = $"{key[..Math.Min(key.Length, 64)]}-{made.Id}";
        }
        return new WriteResult(WriteEnd.InDoubt, null, remote.Odd("it says again and again that it made an entry which it does not have"));
    }

    public WriteResult Replace(PushedEntry there, string target, PushContent content)
    {
        using var had = JsonDocument.Parse(there.Json);
        return Body(target, content, null, had.RootElement.Text("updated_at"), out var impossible) is { } body
            ? Write(new RemoteRequest(HttpMethod.Put, $"{Entries}/{there.Id}", body), target, content) : impossible!;
    }

    public WriteResult Delete(string id)
    {
        var (_, failed) = Writing.Send(remote, new RemoteRequest(HttpMethod.Delete, $"{Entries}/{id}"), stop);
        return failed ?? new WriteResult(WriteEnd.Taken, id, null);
    }

    private WriteResult Write(RemoteRequest request, string target, PushContent content)
    {
        var (answer, failed) = Writing.Send(remote, request, stop);
        if (failed is not null) return failed;
        using var document = JsonValues.Parse(answer!.Body, out _);
        return document is not null && Ours(document) is { } entry && entry.Is(content, target) ? new WriteResult(WriteEnd.Taken, entry.Id, null) : Another();
    }

    private WriteResult Another() => new(WriteEnd.InDoubt, null, remote.Odd("it answers with another entry than was sent"));

    /// <param name="seen">When it was changed last, as was read; else null.</param>
    private byte[]? Body(string target, PushContent content, bool? isBillable, string? seen, out WriteResult? impossible)
    {
        impossible = null;
        if (!int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var project)) return No($"projects there are numbers, and '{Printable.Short(target, 40)}' is none", out impossible);
        if (Local(content.Start, out var start) is { } twice || (twice = Local(content.End, out var end)!) is not null) return No(twice, out impossible);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("project_id", project);
            json.WriteString("start_time", start);
            json.WriteString("end_time", Text(content.End));
            json.WriteString("notes", content.Description);
            if (isBillable is { } billable) json.WriteBoolean("billable", billable);
            if (seen is not null) json.WriteString("if_updated_at", seen);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static byte[]? No(string why, out WriteResult impossible)
    {
        impossible = new WriteResult(WriteEnd.Impossible, null, new RemoteTrouble(RemoteKind.NotUnderstood, why, "Enter it over there by hand, or allocate it elsewhere."));
        return null;
    }

    /// <summary>Why an instant cannot be said by a clock there, or null: of an hour that is shown twice the first is meant.</summary>
    private string? Local(long seconds, out string text)
    {
        text = Text(seconds);
        var instant = Instant.FromUnixTimeSeconds(seconds);
        return account.Zone.MapLocal(instant.InZone(account.Zone).LocalDateTime).First().ToInstant() == instant ? null
            : $"clocks in {account.Zone.Id} show {text} twice, and there is no way to say that the second is meant";
    }

    private string Text(long seconds) => Instant.FromUnixTimeSeconds(seconds).InZone(account.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Null where it is not of the account.</summary>
    private PushedEntry? Ours(JsonDocument document) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("time_entry", out var json) && json.Text("user_id") == account.User ? EntryOf(json) : null;

    /// <summary>A break that was entered over there changes the entry's time as much as another end would.</summary>
    private PushedEntry? EntryOf(JsonElement json)
    {
        if (json.Text("id") is not { } id || Seconds(json, "start_time") is not { } start) return null;
        return new PushedEntry(id, start, Seconds(json, "end_time"), json.Text("project_id"), json.Text("notes") ?? "", IsLocked: false, json.Text("break_seconds") is null or "0", json.GetRawText());
    }

    private long? Seconds(JsonElement json, string key)
    {
        if (json.Text(key) is not { } text || !MomentText.TryParse(text, null, out var moment)) return null;
        var micros = moment.Instant ?? Micros.From(account.Zone.AtLeniently(moment.Local).ToInstant());
        return Math.DivRem(micros, Micros.PerSecond).Quotient;
    }
}
