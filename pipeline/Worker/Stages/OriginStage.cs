using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>A file that facts came from, opened again or not.</summary>
/// <param name="Missing">Why it could not be, or null.</param>
/// <param name="Places">Where its heartbeats stand in it.</param>
public sealed record OriginFile(SegmentOrigin Segment, string Path, string? Missing, IReadOnlyDictionary<HeartbeatKeyText, Place> Places);

/// <summary>Finds the exact records again, in the archive or where the file was read from.</summary>
public static class OriginStage
{
    private static readonly Dictionary<HeartbeatKeyText, Place> Nowhere = [];

    public static IReadOnlyList<OriginFile> Find(IEnumerable<SegmentOrigin> segments) => [.. segments.Select(Find)];

    private static OriginFile Find(SegmentOrigin segment)
    {
        var path = segment.File.ArchivedAs is { } archived ? Archived(archived, segment.File.Path) : segment.File.Path;
        try
        {
            if (segment.File.Path == "-") return new OriginFile(segment, path, "it came through standard input and was not kept", Nowhere);
            if (Open(path) is not { } file) return new OriginFile(segment, path, "the file is gone", Nowhere);
            if (SegmentBytes.ReadAgain(file, segment.Offset, segment.Bytes, segment.Hash) is not { } bytes)
                return new OriginFile(segment, path, "the file has changed since", Nowhere);
            var importer = AllImporters.InOrder.First(i => i.Name == segment.File.Importer);
            var places = new Dictionary<HeartbeatKeyText, Place>();
            foreach (var found in importer.Find(bytes, segment.Date is not null)) places.TryAdd(found.Key, InFile(segment, found.Place));
            return new OriginFile(segment, path, null, places);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new OriginFile(segment, path, e.Message, Nowhere);
        }
    }

    /// <summary>A member of an archive keeps its name in the archive's new place.</summary>
    private static string Archived(string archived, string readFrom) =>
        readFrom.LastIndexOf('!') is > 0 and var member && !archived.Contains('!') && File.Exists(archived) && !File.Exists(readFrom)
            ? archived + readFrom[member..] : archived;

    private static SourceFile? Open(string path)
    {
        var member = path.LastIndexOf('!');
        var container = member > 0 && !File.Exists(path) ? path[..member] : path;
        if (!File.Exists(container)) return null;
        return SourceFiles.At([container], () => Stream.Null).Select(f => f.File).FirstOrDefault(f => f is not null && (container == path || f.Name == path));
    }

    private static Place InFile(SegmentOrigin segment, Place place) => place with
    {
        Line = segment.FirstLine + place.Line - 1,
        Offset = segment.Offset + place.Offset,
        Pointer = segment.Date is null ? null : $"/days/{segment.Ordinal}{place.Pointer}",
    };
}
