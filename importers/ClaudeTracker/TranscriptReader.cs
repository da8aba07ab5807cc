using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Importers.WakaTime;
using Daybook.Model;

namespace Daybook.Importers.ClaudeTracker;

/// <summary>
/// Makes one entry of a transcript, as claude-tracker does: messages in the order of the file, and of the gaps between
/// them those under a quarter of an hour.
/// </summary>
/// <example><code>
/// gaps:   3 min, 20 min, 4 min
/// length: 7 min, from the first message on
/// </code></example>
internal static class TranscriptReader
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 512 };

    /// <exception cref="IOException">The medium fails.</exception>
    public static IEnumerable<Extracted> Read(SourceFile file)
    {
        if (file.Name[(file.Name.LastIndexOfAny(['/', '\\', '!']) + 1)..].StartsWith("agent-", StringComparison.OrdinalIgnoreCase))
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "it is a side chain of another session",
                "Its time is in the session's own transcript already; nothing of it was taken in."));
            yield break;
        }
        var session = new TranscriptSession(SessionRows.IdOf(file.Name) is var id && id != file.Name ? id : null);
        using var lines = new JsonLines(file);
        var isCut = false;
        foreach (var line in lines.All())
        {
            if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty && !line.IsTooLong) continue;
            var flaw = line.IsTooLong ? new Flaw($"the line is longer than {JsonLines.Longest >> 20} MiB") : Take(line, session);
            isCut = flaw is not null && !line.IsEnded;
            if (isCut) yield return Note(file, line.Place, Severity.Error, lines.Broken ?? "the file ends here, in the middle");
            else if (flaw is not null) yield return new Extracted.Rejected(new Rejection(new Diagnostic(file.Name, line.Place, Severity.Error, flaw.Message, flaw.Hint), Quoted.Of(line.Bytes.Span)));
        }
        if (lines.Broken is { } broken && !isCut) yield return Note(file, Place.WholeFile, Severity.Error, broken);
        if (session.Entry() is { } entry)
        {
            if (session.IsOutOfOrder) yield return Note(file, entry.Place, Severity.Warning, "messages are out of order; what they go back is taken off, as claude-tracker does");
            yield return new Extracted.Entry(entry);
        }
        else
        {
            yield return Note(file, Place.WholeFile, Severity.Note, "it holds no message");
        }
        yield return lines.End(!isCut);
    }

    private static Flaw? Take(JsonLine line, TranscriptSession session)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Bytes, Lenient);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new Flaw("the line is no JSON object");
            if (root.Text("type") is not ("user" or "assistant")) return null;
            if (root.Text("timestamp") is not { } said) return new Flaw("the message has no time");
            if (!MomentText.TryParse(said, null, out var moment) || moment.Instant is not { } at) return new Flaw($"'{Printable.Short(said, 60)}' is not an instant");
            session.Add(at, said, root, line.Place);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Flaw("the line is not valid JSON", "claude-tracker passes over it too.");
        }
    }

    private static Extracted.Noted Note(SourceFile file, Place place, Severity severity, string message) => new(new Diagnostic(file.Name, place, severity, message));
}

/// <summary>Adds up the messages of one transcript.</summary>
/// <param name="id">From the file's name, or null to take what its messages say.</param>
internal sealed class TranscriptSession(string? id)
{
    private const long Threshold = 15 * Micros.PerMinute;
    private const decimal MostTokens = 1_000_000_000_000;
    private static readonly string[] Counted = ["input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];

    private readonly long[] _tokens = new long[Counted.Length];
    private long _first, _last, _length, _messages;
    private string? _said, _folder, _branch, _session;
    private Place _place;

    public bool IsOutOfOrder { get; private set; }

    public void Add(long at, string said, JsonElement line, Place place)
    {
        if (_messages++ == 0) (_first, _said, _place) = (at, said, place);
        else if (at - _last < Threshold) _length += at - _last;
        IsOutOfOrder |= _messages > 1 && at < _last;
        _last = at;
        _folder ??= line.Text("cwd");
        _branch ??= line.Text("gitBranch");
        _session = line.Text("sessionId") ?? _session;
        if (!line.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("usage", out var usage)) return;
        if (Tokens(usage, Counted[0]) is null || Tokens(usage, Counted[1]) is null) return;
        for (var i = 0; i < Counted.Length; i++) _tokens[i] += Tokens(usage, Counted[i]) ?? 0;
    }

    /// <summary>Null where there was no message.</summary>
    public TimeEntry? Entry()
    {
        if (_messages == 0) return null;
        var end = _first + Math.Max(0, _length);
        return new TimeEntry(new EntryTime.Interval(_first, end, _last == end ? null : _last), SessionRows.Raw(_said, _folder), _place)
        {
            UpstreamId = id ?? _session?.ToLowerInvariant(),
            Work = SessionRows.WorkIn(_folder, _branch),
            Extra = Extra(),
        };
    }

    private string Extra()
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < Counted.Length; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{Counted[i]}\":{_tokens[i]},");
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"messages\":{_messages}}}").ToString();
    }

    private static long? Tokens(JsonElement usage, string key) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out var number) && number is >= 0 and < MostTokens ? (long)number : null;
}
