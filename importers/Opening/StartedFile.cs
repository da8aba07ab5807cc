namespace Daybook.Importers.Opening;

/// <summary>A file whose first bytes are looked at once more before it is read from its start.</summary>
internal static class StartedFile
{
    /// <param name="head">At most <see cref="SourceFile.HeadSize"/> bytes.</param>
    /// <returns>The file, which must be opened once, and no more.</returns>
    public static SourceFile Of(SourceFile file, out byte[] head)
    {
        var stream = file.Open();
        var bytes = new byte[SourceFile.HeadSize];
        var length = 0;
        try
        {
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException) when (file.CanReopen)
        {
            // What is damaged is said by whoever reads it.
            stream.Dispose();
            stream = file.Open();
        }
        var seen = bytes[..length];
        head = seen;
        return file with { Open = () => new StartedStream(seen, stream), CanReopen = false };
    }
}
