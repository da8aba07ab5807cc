using System.Buffers.Binary;
using Daybook.Model;

namespace Daybook.Importers.Databases;

/// <summary>
/// A copy of another program's SQLite file, with its write-ahead log where one lies beside it, in a folder that only the
/// owner may enter; both go when it is closed.
/// </summary>
internal sealed class PrivateCopy : IDisposable
{
    public const long Largest = 4L << 30;
    private const int HeaderSize = 100;

    private static readonly byte[] HotJournal = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7];

    private readonly string _folder = Directory.CreateTempSubdirectory("daybook-").FullName;

    private PrivateCopy() => Path = System.IO.Path.Combine(_folder, "copy.db");

    public string Path { get; }

    /// <summary>Bytes of the file as it was given.</summary>
    public long Bytes { get; private set; }

    public ContentHash Fingerprint { get; private set; }

    /// <summary>Null where a log belongs to the content.</summary>
    public byte[]? Sha256 { get; private set; }

    public bool HasLog { get; private set; }

    /// <summary>Why the content cannot be trusted as it is now, or null: nothing is to be taken in.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why the file does not reach its own end, or null; what is missing stands as zeros in the copy.</summary>
    public string? Cut { get; private set; }

    /// <exception cref="IOException">The medium fails.</exception>
    public static PrivateCopy Of(SourceFile file)
    {
        var copy = new PrivateCopy();
        try
        {
            copy.Fill(file);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public Extracted.End End(bool isWhole) => new(Bytes, Fingerprint, Sha256, isWhole && Cut is null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Fill(SourceFile file)
    {
        var before = State(file.Name);
        using var main = Create(Path);
        using (var bytes = new HashedStream(file.Open()))
        {
            Take(bytes, main);
            (Bytes, Fingerprint, Sha256) = (bytes.Count, bytes.Fingerprint, bytes.Sha256());
        }
        if (Bytes > Largest) Refusal = $"it is larger than {Largest >> 30} GiB";
        else Complete(main);
        if (Refusal is not null || !File.Exists(file.Name) || new FileInfo(file.Name).Length != Bytes) return;
        if (File.Exists($"{file.Name}-journal") && IsHot($"{file.Name}-journal"))
            Refusal = "a program was in the middle of writing to it";
        else if (new FileInfo($"{file.Name}-wal") is { Exists: true, Length: > 0 } log)
            TakeLog(log);
        if (State(file.Name) != before) Refusal = "a program wrote to it while it was read";
    }

    private void Take(HashedStream bytes, FileStream target)
    {
        var block = new byte[1 << 16];
        try
        {
            for (int read; (read = bytes.Read(block, 0, block.Length)) > 0 && bytes.Count <= Largest;) target.Write(block, 0, read);
        }
        catch (InvalidDataException e)
        {
            Cut = $"the compressed file is cut short: {e.Message}";
        }
    }

    private void TakeLog(FileInfo log)
    {
        using var bytes = new HashedStream(log.OpenRead());
        using (var target = Create($"{Path}-wal")) Take(bytes, target);
        HasLog = true;
        Fingerprint = Fingerprint.Then(bytes.Fingerprint);
        Bytes += bytes.Count;
        Sha256 = null;
        if (Bytes > Largest) Refusal = $"it is larger than {Largest >> 30} GiB";
    }

    // SQLite reads nothing at all of a file that is shorter than its header says.
    private void Complete(FileStream main)
    {
        var header = new byte[HeaderSize];
        main.Position = 0;
        if (main.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            Cut ??= "the file ends in its first bytes";
            return;
        }
        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var size && size == 1 ? 1 << 16 : size;
        var isStated = header.AsSpan(24, 4).SequenceEqual(header.AsSpan(92, 4));
        var stated = isStated ? BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(28)) * pageSize : pageSize == 0 ? 0 : (Bytes + pageSize - 1) / pageSize * pageSize;
        if (stated <= Bytes) return;
        Cut ??= "the file is shorter than it says itself";
        if (stated > Largest) return;
        // Half a page would show values that never were.
        main.SetLength(Bytes / pageSize * pageSize);
        main.SetLength(stated);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static bool IsHot(string journal)
    {
        var start = new byte[HotJournal.Length];
        using var stream = File.OpenRead(journal);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(HotJournal);
    }

    private static (long, DateTime, long, DateTime) State(string path)
    {
        var (main, log) = (new FileInfo(path), new FileInfo($"{path}-wal"));
        return (main.Exists ? main.Length : -1, main.LastWriteTimeUtc, log.Exists ? log.Length : -1, log.LastWriteTimeUtc);
    }
}
