using System.IO.Compression;

namespace Daybook.Importers.Opening;

/// <summary>Files that are compressed, known by their first bytes and not by their names.</summary>
internal static class Packed
{
    private const int MostMembers = 10_000;

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

    /// <summary>The members of a zip archive; their names are only shown and never used as paths.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static IEnumerable<Found> Members(string path)
    {
        using var archive = new ZipArchive(OpenFile(path), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostMembers)
            return [Found.Nothing(path, $"the archive has {archive.Entries.Count} members, more than {MostMembers}", "Unpack it and give the folder.")];
        // Members that share their bytes would unpack to any size at all, each within the limits.
        if (archive.Entries.Aggregate(0m, (sum, entry) => sum + entry.CompressedLength) > new FileInfo(path).Length)
            return [Found.Nothing(path, "the archive is damaged: its members overlap", "Download it again.")];
        var named = new Dictionary<string, SourceFile?>(StringComparer.Ordinal);
        var members = archive.Entries.Select((entry, index) => Member(path, entry, index, named)).OfType<Found>().ToList();
        return members.Count > 0 ? members : [Found.Nothing(path, "the archive holds no file whose ending is one that is imported")];
    }

    /// <param name="named">Where members are found by their names; null for a name that several have.</param>
    private static Found? Member(string path, ZipArchiveEntry entry, int index, Dictionary<string, SourceFile?> named)
    {
        var name = $"{path}!{entry.FullName}";
        if (Archives.Any(a => entry.FullName.EndsWith(a, StringComparison.OrdinalIgnoreCase)))
            return Found.Nothing(name, "it is an archive inside an archive", "Unpack the outer one and give the folder.");
        if (!Folders.IsWanted(entry.FullName)) return null;
        if (entry.IsEncrypted) return Found.Nothing(name, "it is encrypted", "Unpack it with its password and give the file.");
        var folder = entry.FullName[..(entry.FullName.LastIndexOf('/') + 1)];
        var file = new SourceFile(name, () => OpenMember(path, index), true) { FindBeside = other => named.GetValueOrDefault(folder + other) };
        if (!named.TryAdd(entry.FullName, file)) named[entry.FullName] = null;
        return Found.At(file);
    }

    private static BoundedStream OpenMember(string path, int index)
    {
        var archive = new ZipArchive(OpenFile(path), ZipArchiveMode.Read);
        try
        {
            var entry = archive.Entries[index];
            var size = entry.CompressedLength;
            return new BoundedStream(entry.Open(), () => size, () => false, archive) { Expected = entry.Crc32 };
        }
        catch (InvalidDataException e)
        {
            archive.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static bool IsGzip(byte[] start) => start is [0x1F, 0x8B];
}
