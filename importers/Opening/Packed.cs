using System.Globalization;
using System.IO.Compression;

namespace Daybook.Importers.Opening;

/// <summary>Files that are compressed, known by their first bytes and not by their names.</summary>
internal static class Packed
{
    /// <summary>Stands between an archive and a member of it.</summary>
    public const char Mark = '!';

    private const int MostMembers = 10_000;
    private const char NumberMark = '#';

    private static readonly string[] Archives = [".zip", ".gz", ".tar", ".tgz", ".xz", ".7z", ".rar", ".bz2", ".zst"];

    public static FileStream OpenFile(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 1, Options = FileOptions.SequentialScan });

    /// <summary>The content, unpacked if it is gzip.</summary>
    public static Stream Open(Stream stream)
    {
        var start = new byte[2];
        Array.Resize(ref start, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (stream.CanSeek && !IsGzip(start))
        {
            stream.Position = 0;
            return stream;
        }
        var whole = new StartedStream(start, stream);
        return IsGzip(start) ? new BoundedStream(new GZipStream(whole, CompressionMode.Decompress), () => whole.Position, () => whole.HasEnded, null) : whole;
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static bool IsZip(string path)
    {
        using var stream = OpenFile(path);
        var start = new byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 4
            && start is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
    }

    /// <summary>
    /// The members of a zip archive; their names are only shown and never used as paths. The archive stays open while they
    /// are walked; each can be opened afterwards as well.
    /// </summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static IEnumerable<Found> Members(string path)
    {
        using var archive = new ZipArchive(OpenFile(path), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostMembers)
            return [Found.Nothing(path, $"the archive has {archive.Entries.Count} members, more than {MostMembers}", "Unpack it and give the folder.")];
        // Members that share their bytes would unpack to any size at all, each within the limits.
        if (archive.Entries.Aggregate(0m, (sum, entry) => sum + entry.CompressedLength) > new FileInfo(path).Length)
            return [Found.Nothing(path, "the archive is damaged: its members overlap", "Download it again.")];
        var kept = new KeptArchive(path);
        var named = new Dictionary<string, List<SourceFile>>(StringComparer.Ordinal);
        var members = archive.Entries.Select((entry, index) => Member(path, entry, index, kept, named)).OfType<Found>().ToList();
        return members.Count > 0 ? Walked(members, kept) : [Found.Nothing(path, "the archive holds no file whose ending is one that is imported")];
    }

    private static IEnumerable<Found> Walked(List<Found> members, KeptArchive kept)
    {
        using var walk = kept.Walk();
        foreach (var member in members) yield return member;
    }

    /// <summary>A member's name without what tells it from others of the same name.</summary>
    public static string WithoutNumber(string name) =>
        name.LastIndexOf(NumberMark) is > 0 and var at && at + 1 < name.Length && !name.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9') ? name[..at] : name;

    /// <param name="named">Where members are found by their names; several may have the same.</param>
    private static Found? Member(string path, ZipArchiveEntry entry, int index, KeptArchive kept, Dictionary<string, List<SourceFile>> named)
    {
        var inside = entry.FullName;
        var name = $"{path}{Mark}{inside}";
        if (Archives.Any(a => inside.EndsWith(a, StringComparison.OrdinalIgnoreCase)))
            return Found.Nothing(name, "it is an archive inside an archive", "Unpack the outer one and give the folder.");
        if (!Folders.IsWanted(inside)) return null;
        if (entry.IsEncrypted) return Found.Nothing(name, "it is encrypted", "Unpack it with its password and give the file.");
        var folder = inside[..(inside.LastIndexOf('/') + 1)];
        if (!named.TryGetValue(inside, out var same)) named[inside] = same = [];
        // A place must lead to its own row: what has a number for an ending is never imported, so no other has this name.
        if (same.Count > 0) name += string.Create(CultureInfo.InvariantCulture, $"{NumberMark}{same.Count + 1}");
        var file = new SourceFile(name, () => kept.Open(index, inside), true)
        {
            FindBeside = other => named.TryGetValue(folder + other, out var others) && others.Count == 1 ? others[0] : null,
        };
        same.Add(file);
        return Found.At(file);
    }

    private static bool IsGzip(byte[] start) => start is [0x1F, 0x8B];
}
