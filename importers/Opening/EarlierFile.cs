namespace Daybook.Importers.Opening;

/// <summary>Where something lies that was read before: a file, or a member of an archive.</summary>
/// <param name="Container">The file on disk, which is there.</param>
/// <param name="Inside">What it is called inside of it, or null for the file itself.</param>
public sealed record EarlierFile(string Container, string? Inside)
{
    /// <summary>As <see cref="SourceFile.Name"/> has it.</summary>
    public string Name => Inside is null ? Container : $"{Container}{Packed.Mark}{Inside}";

    /// <summary>Null where neither is there any more.</summary>
    /// <param name="readAs">The name it was read by.</param>
    /// <param name="movedTo">Where the file, or the archive it was in, was moved to since, or null.</param>
    public static EarlierFile? Find(string readAs, string? movedTo)
    {
        var splits = Splits(readAs).ToList();
        var moved = movedTo is not null && File.Exists(movedTo) ? movedTo : null;
        if (moved is not null && splits.Count == 0) return new EarlierFile(moved, null);
        foreach (var (container, member) in splits)
            if (moved is not null && IsNameOf(container, moved))
                return new EarlierFile(moved, member);
        if (File.Exists(readAs)) return new EarlierFile(readAs, null);
        foreach (var (container, member) in splits)
            if (File.Exists(container))
                return new EarlierFile(container, member);
        // The same content may have been moved out of a file of another name.
        return moved is null ? null : new EarlierFile(moved, IsArchive(moved) && splits.Count > 0 ? splits[^1].Inside : null);
    }

    /// <summary>What it was called, wherever it is now.</summary>
    public static string NameOf(string readAs, string? movedTo) => Find(readAs, movedTo)?.Name ?? movedTo ?? readAs;

    /// <summary>What is there by this very name, or null.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public SourceFile? Open() => SourceFiles.At([Container], () => Stream.Null).FirstOrDefault(f => f.File?.Name == Name).File;

    /// <summary>Members that an archive has several of, by the same name; else the one there is. Lazily, while the archive is open.</summary>
    public IEnumerable<SourceFile> Alike() =>
        SourceFiles.At([Container], () => Stream.Null).Select(f => f.File).OfType<SourceFile>().Where(f => Packed.WithoutNumber(f.Name) == Packed.WithoutNumber(Name));

    private static IEnumerable<(string Container, string Inside)> Splits(string name)
    {
        for (var at = name.IndexOf(Packed.Mark, StringComparison.Ordinal); at > 0; at = name.IndexOf(Packed.Mark, at + 1))
            yield return (name[..at], name[(at + 1)..]);
    }

    private static bool IsArchive(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>A moved file keeps its name, or gets a few characters of its hash before the ending.</summary>
    private static bool IsNameOf(string container, string movedTo) =>
        Path.GetFileName(movedTo).StartsWith(Path.GetFileNameWithoutExtension(container), StringComparison.Ordinal) && Path.GetExtension(container) == Path.GetExtension(movedTo);
}
