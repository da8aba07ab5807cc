using Daybook.Importers.Json;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// The messages that TimeTracker sends when entries change. They give an entry's number and nothing of its time, so nothing is
/// made of them but that they are known; a pull asks for the entries.
/// </summary>
internal static class Webhooks
{
    /// <summary>Null where no line is one.</summary>
    public static Claim? Identify(ReadOnlySpan<byte> head)
    {
        foreach (var line in head.Split((byte)'\n'))
            if (IsMessage(head[line]))
                return new Claim("timetracker-webhooks", "messages with an 'event' about a 'time_entry', which say what has changed and not when it was");
        return null;
    }

    /// <exception cref="IOException">The medium fails.</exception>
    public static IEnumerable<Extracted> Read(SourceFile file)
    {
        using var bytes = new HashedStream(file.Open());
        var isWhole = true;
        try
        {
            bytes.CopyTo(Stream.Null);
        }
        catch (InvalidDataException)
        {
            isWhole = false;
        }
        yield return new Extracted.End(bytes.Count, bytes.Fingerprint, bytes.Sha256(), isWhole);
    }

    private static bool IsMessage(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\"event\""u8) < 0) return false;
        using var window = new JsonWindow(new MemoryStream(line.ToArray(), writable: false));
        var cursor = new JsonCursor(window);
        if (!cursor.Enter('{')) return false;
        while (cursor.NextKey())
            if (cursor.Key == "event" && cursor.TakeText() is { } name) return name.StartsWith("time_entry.", StringComparison.Ordinal);
            else cursor.Skip();
        return false;
    }
}
