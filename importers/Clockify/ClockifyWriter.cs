using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Importers.Clockify;

/// <summary>Reads and changes single time entries of Clockify, which knows no key that makes a request safe to repeat.</summary>
public sealed class ClockifyWriter(RemoteClient remote, ClockifyClient client, ClockifyAccount account, CancellationToken stop) : IEntryWriter
{
    private const int PageSize = 1000, MostPages = 20;

    private string Entries => $"/workspaces/{Uri.EscapeDataString(account.Workspace)}/time-entries";

    public Duration KeepsKeys => Duration.Zero;

    public bool RefusesOverlaps => false;

    public IReadOnlyList<PushedEntry>? Around(LocalDate date, out RemoteTrouble? trouble)
    {
        var window = new PullWindow(date.PlusDays(-1), date.PlusDays(2));
        var found = new Dictionary<string, PushedEntry>(StringComparer.Ordinal);
        for (var number = 1; number <= MostPages; number++)
        {
            if (client.Page(account, window, number, PageSize, out trouble) is not { } page) return null;
            using var document = JsonValues.Parse(page.Bytes, out _);
            foreach (var json in document!.RootElement.EnumerateArray())
            {
                if (EntryOf(json) is not { } entry)
                {
                    trouble = remote.Odd("an entry has no start that can be read");
                    return null;
                }
                found[entry.Id] = entry;
            }
            if (page.IsLast) return [.. found.Values];
        }
        trouble = remote.Odd("its list of a few days has no end");
        return null;
    }

    public PushedEntry? Read(string id, out RemoteTrouble? trouble)
    {
        if (remote.Ask(RemoteRequest.Get($"{Entries}/{Uri.EscapeDataString(id)}"), stop, out trouble) is not { } answer)
        {
            // An id that is gone, or never was, is answered as one of another workspace.
            if (trouble is { Status: 404 } || (trouble is { Status: 400 } && trouble.Message.Contains("belong to", StringComparison.OrdinalIgnoreCase))) trouble = null;
            return null;
        }
        if (Ours(answer.Body) is { } entry && entry.Id == id) return entry;
        trouble = remote.Odd("its answer is not the entry that was asked for");
        return null;
    }

    public WriteResult Create(string project, PushContent content, bool? isBillable, string key) =>
        Write(new RemoteRequest(HttpMethod.Post, Entries, Body(project, content, json =>
        {
            if (isBillable is { } billable) json.WriteBoolean("billable", billable);
        })), project, content);

    /// <summary>Replaces an entry wholly; what it has beside time, text and project is sent back as it is.</summary>
    public WriteResult Replace(PushedEntry there, string project, PushContent content)
    {
        using var document = JsonDocument.Parse(there.Json);
        var had = document.RootElement;
        return Write(new RemoteRequest(HttpMethod.Put, $"{Entries}/{Uri.EscapeDataString(there.Id)}", Body(project, content, json => Keep(json, had))), project, content);
    }

    public WriteResult Delete(string id)
    {
        var (_, failed) = Writing.Send(remote, new RemoteRequest(HttpMethod.Delete, $"{Entries}/{Uri.EscapeDataString(id)}"), stop);
        return failed ?? new WriteResult(WriteEnd.Taken, id, null);
    }

    private WriteResult Write(RemoteRequest request, string project, PushContent content)
    {
        var (answer, failed) = Writing.Send(remote, request, stop);
        if (failed is not null) return failed;
        return Ours(answer!.Body) is { } entry && entry.Is(content, project) ? new WriteResult(WriteEnd.Taken, entry.Id, null)
            : new WriteResult(WriteEnd.InDoubt, null, remote.Odd("it answers with another entry than was sent"));
    }

    private static byte[] Body(string project, PushContent content, Action<Utf8JsonWriter> more)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("start", Text(content.Start));
            json.WriteString("end", Text(content.End));
            json.WriteString("description", content.Description);
            json.WriteString("projectId", project);
            more(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>A null is left out: the service refuses it. Custom fields are read under another name than they are written.</summary>
    private static void Keep(Utf8JsonWriter json, JsonElement had)
    {
        if (had.TryGetProperty("billable", out var billable) && billable.ValueKind is JsonValueKind.True or JsonValueKind.False) json.WriteBoolean("billable", billable.GetBoolean());
        if ((had.Text("taskId") ?? IdIn(had, "task")) is { } task) json.WriteString("taskId", task);
        if (had.TryGetProperty("tagIds", out var tags) && tags.ValueKind == JsonValueKind.Array)
        {
            json.WritePropertyName("tagIds");
            tags.WriteTo(json);
        }
        if (had.Text("type") is { } type) json.WriteString("type", type);
        if (!had.TryGetProperty("customFieldValues", out var fields) || fields.ValueKind != JsonValueKind.Array) return;
        json.WriteStartArray("customFields");
        foreach (var field in fields.EnumerateArray())
        {
            if (field.Text("customFieldId") is not { } id || !field.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null) continue;
            json.WriteStartObject();
            json.WriteString("customFieldId", id);
            json.WritePropertyName("value");
            value.WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Null where it is not of the account.</summary>
    private PushedEntry? Ours(byte[] body)
    {
        using var document = JsonValues.Parse(body, out _);
        return document?.RootElement is { } json && json.Text("workspaceId") == account.Workspace && json.Text("userId") == account.User ? EntryOf(json) : null;
    }

    private static PushedEntry? EntryOf(JsonElement json)
    {
        if (json.Text("id") is not { } id || !json.TryGetProperty("timeInterval", out var interval) || Seconds(interval, "start") is not { } start) return null;
        var isLocked = json.TryGetProperty("isLocked", out var locked) && locked.ValueKind == JsonValueKind.True;
        return new PushedEntry(id, start, Seconds(interval, "end"), json.Text("projectId") ?? IdIn(json, "project"), json.Text("description") ?? "", isLocked,
            json.Text("type") is null or "REGULAR" or "BREAK", json.GetRawText());
    }

    private static string? IdIn(JsonElement json, string key) => json.TryGetProperty(key, out var inner) ? inner.Text("id") : null;

    private static long? Seconds(JsonElement interval, string key) =>
        interval.Text(key) is { } text && MomentText.TryParse(text, null, out var moment) && moment.Instant is { } micros ? Math.DivRem(micros, Micros.PerSecond).Quotient : null;

    private static string Text(long seconds) => InstantPattern.General.Format(Instant.FromUnixTimeSeconds(seconds));
}
