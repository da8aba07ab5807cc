namespace Daybook.Importers;

/// <summary>A file to read: a name to speak of it by, and a way to open it, decompressed, from its start.</summary>
/// <param name="Name">As the person gave it; a member of an archive as <c>export.zip!member.json</c>, the second of that name as <c>export.zip!member.json#2</c>; <c>-</c> for standard input.</param>
/// <param name="Open">A new stream of the decompressed content; more than once only where <paramref name="CanReopen"/>.</param>
/// <param name="CanReopen">False for standard input.</param>
public sealed record SourceFile(string Name, Func<Stream> Open, bool CanReopen)
{
    /// <summary>How many bytes an importer sees to recognise a file.</summary>
    public const int HeadSize = 64 * 1024;

    /// <summary>
    /// Files up to this size (bytes) get a SHA-256 while they are read; above it hashing would take as long as the whole
    /// import, so it is done when the file is archived.
    /// </summary>
    public const long HashedWhole = 64L << 20;

    /// <summary>Finds what lies in the same place by a name that is no path; finds nothing for standard input.</summary>
    public Func<string, SourceFile?> FindBeside { private get; init; } = _ => null;

    /// <summary>
    /// The file of this very name in the same folder, or in the same folder of the same archive, to whose limits it is held
    /// as well. Null where there is none, or more than one.
    /// </summary>
    /// <exception cref="ArgumentException">The name is a path: what a file says must not lead anywhere else.</exception>
    public SourceFile? Beside(string name) =>
        name is "" or "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0 ? throw new ArgumentException($"'{name}' is no name of a file", nameof(name)) : FindBeside(name);

    /// <summary>What an importer sees to recognise the file, which must be one that can be opened again.</summary>
    /// <exception cref="IOException">The medium fails.</exception>
    public byte[] Head()
    {
        using var stream = Open();
        var head = new byte[HeadSize];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    public static SourceFile Of(string name, byte[] content) => new(name, () => new MemoryStream(content, writable: false), true);
}
