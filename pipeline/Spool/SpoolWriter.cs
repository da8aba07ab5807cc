using Microsoft.Win32.SafeHandles;

namespace Daybook.Spool;

/// <summary>Appends lines to the spool. Any number of writers may append to one file at once, whoever they are.</summary>
/// <param name="folder">The spool; made where it is missing.</param>
public sealed class SpoolWriter(string folder)
{
    /// <summary>
    /// Appends lines in one write that begins and ends with a line feed: what a full disk cut before is healed, at the cost of
    /// that line.
    /// </summary>
    /// <param name="source">Name of the source, one that <see cref="SpoolNames.IsSafe"/>.</param>
    /// <param name="writer">Who writes; made safe.</param>
    /// <param name="lines">Each without line feeds.</param>
    /// <param name="isPromised">Whether the lines are to be on the disk when this returns.</param>
    /// <exception cref="SpoolFullException">The disk is full; part of the lines may be in.</exception>
    /// <exception cref="IOException">The file cannot be written, or is not one to write to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void Append(string source, string writer, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool isPromised)
    {
        if (!SpoolNames.IsSafe(source)) throw new ArgumentException($"'{source}' is no name for a folder", nameof(source));
        if (lines.Count == 0) return;
        var place = Path.Combine(folder, source);
        var isNewFolder = Ensure(folder) | Ensure(place);
        var path = Path.Combine(place, SpoolNames.Safe(writer) + SpoolNames.Extension);
        var bytes = Joined(lines);
        if (OperatingSystem.IsWindows()) AppendOnWindows(path, bytes, isPromised);
        else AppendOnPosix(path, bytes, isPromised, isNewFolder);
    }

    private void AppendOnPosix(string path, byte[] bytes, bool isPromised, bool isNewFolder)
    {
        using var file = SpoolFile.OpenToAppend(path, out var isNew);
        var written = Posix.Write(file, bytes, out var error);
        if (written < 0) throw SpoolFile.Failed(path, error);
        if (written < bytes.Length) throw SpoolFile.Failed(path, Posix.NoSpace);
        if (!isPromised) return;
        Flush(file, path);
        if (isNew) FlushFolder(Path.GetDirectoryName(path)!);
        if (!isNewFolder) return;
        FlushFolder(folder);
        if (Path.GetDirectoryName(folder) is { } above) FlushFolder(above);
    }

    // Others wait: Windows has no append that is one step whoever else writes.
    private static void AppendOnWindows(string path, byte[] bytes, bool isPromised)
    {
        for (var times = 0; ; times++)
            try
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, 1);
                file.Write(bytes);
                file.Flush(flushToDisk: isPromised);
                return;
            }
            catch (IOException e) when ((e.HResult & 0xffff) == SharingViolation && times < 200)
            {
                Thread.Sleep(5);
            }
    }

    private const int SharingViolation = 32;

    private static byte[] Joined(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var bytes = new byte[1 + lines.Sum(line => line.Length + 1)];
        bytes[0] = (byte)'\n';
        var at = 1;
        foreach (var line in lines)
        {
            if (line.Span.IndexOfAny((byte)'\n', (byte)'\r') >= 0) throw new ArgumentException("a line holds a line break", nameof(lines));
            line.Span.CopyTo(bytes.AsSpan(at));
            at += line.Length;
            bytes[at++] = (byte)'\n';
        }
        return bytes;
    }

    private static bool Ensure(string path)
    {
        if (Directory.Exists(path)) return SpoolFile.FlawOfFolder(path) is { } flaw ? throw new IOException($"{path}: {flaw}") : false;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return true;
    }

    private static void FlushFolder(string path)
    {
        using var handle = Posix.Open(path, isForAppending: false, out _);
        if (handle is not null) Flush(handle, path);
    }

    private static void Flush(SafeFileHandle file, string path)
    {
        if (Posix.Flush(file) is not 0 and var error) throw SpoolFile.Failed(path, error);
    }
}
