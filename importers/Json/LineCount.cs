namespace Daybook.Importers.Json;

/// <summary>Line and line start at some place of a file; walks forward over bytes.</summary>
internal readonly record struct LineCount(int Line, long LineStart)
{
    public static LineCount Start => new(1, 0);

    /// <param name="offset">File offset of the first of the bytes.</param>
    public LineCount After(ReadOnlySpan<byte> bytes, long offset)
    {
        var last = bytes.LastIndexOf((byte)'\n');
        return last < 0 ? this : new(Line + bytes.Count((byte)'\n'), offset + last + 1);
    }
}
