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
        var path = PathOf(segment.File);
        try
        {
            if (segment.File.Path == "-") return new OriginFile(segment, path, "it came through standard input and was not kept", Nowhere);
            if (EarlierFile.Find(segment.File.Path, segment.File.ArchivedAs) is not { } earlier) return new OriginFile(segment, path, "the file is gone", Nowhere);
            var isThere = false;
            // Of members with one name it is the one that has the segment where it was.
            foreach (var file in earlier.Alike().OrderBy(f => f.Name != path))
            {
                isThere = true;
                if (SegmentBytes.ReadAgain(file, segment.Offset, segment.Bytes, segment.Hash) is not { } bytes) continue;
                var importer = AllImporters.InOrder.First(i => i.Name == segment.File.Importer);
                var places = new Dictionary<HeartbeatKeyText, Place>();
                foreach (var found in importer.Find(bytes, segment.Date is not null)) places.TryAdd(found.Key, InFile(segment, found.Place));
                return new OriginFile(segment, file.Name, null, places);
            }
            return new OriginFile(segment, path, isThere ? "the file has changed since" : "the archive no longer has it", Nowhere);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new OriginFile(segment, path, e.Message, Nowhere);
        }
    }

    /// <summary>Where a file lies today, as far as is known; a member of an archive keeps its name in the archive's new place.</summary>
    public static string PathOf(FileOrigin file) => EarlierFile.NameOf(file.Path, file.ArchivedAs);

    private static Place InFile(SegmentOrigin segment, Place place) => place with
    {
        Line = segment.FirstLine + place.Line - 1,
        Offset = segment.Offset + place.Offset,
        Pointer = segment.Date is null ? null : $"/days/{segment.Ordinal}{place.Pointer}",
    };
}
