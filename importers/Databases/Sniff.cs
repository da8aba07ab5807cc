using Daybook.Importers.Opening;

namespace Daybook.Importers.Databases;

/// <summary>Looks at a file's first bytes before it is read in one way or another.</summary>
internal static class Sniff
{
    /// <param name="again">To be read in place of the file: standard input cannot be opened twice.</param>
    /// <exception cref="IOException">The medium fails.</exception>
    public static byte[] Head(SourceFile file, out SourceFile again)
    {
        var stream = file.Open();
        var head = new byte[SourceFile.HeadSize];
        var length = 0;
        try
        {
            length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException) when (file.CanReopen)
        {
            // Damaged compression shows again, with its place, to whoever reads the file.
        }
        Array.Resize(ref head, length);
        again = file;
        if (file.CanReopen) stream.Dispose();
        else again = file with { Open = () => new StartedStream(head, stream) };
        return head;
    }

    /// <summary>The first byte that is neither a mark nor white space, or 0.</summary>
    public static byte FirstByte(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encodings.Utf8Mark)) head = head[Encodings.Utf8Mark.Length..];
        return head.TrimStart(" \t\r\n"u8) is [var first, ..] ? first : (byte)0;
    }

    /// <summary>Whether the file begins with these bytes.</summary>
    public static bool StartsWith(SourceFile file, ReadOnlySpan<byte> start, out SourceFile again) => Head(file, out again).AsSpan().StartsWith(start);
}
