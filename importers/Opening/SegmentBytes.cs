using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Opening;

/// <summary>Goes back to a segment of a file that was read before.</summary>
public static class SegmentBytes
{
    /// <summary>The segment's bytes, or null when the file no longer has them where they were.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[]? ReadAgain(SourceFile file, long offset, long length, ContentHash hash)
    {
        using var stream = file.Open();
        if (!Skip(stream, offset)) return null;
        var bytes = new byte[length];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && PieceHash.Of(bytes) == hash ? bytes : null;
    }

    private static bool Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Position = count;
            return true;
        }
        var buffer = new byte[64 << 10];
        while (count > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0) return false;
            count -= read;
        }
        return true;
    }
}
