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
        if (movedTo is not null && File.Exists(movedTo)) return new EarlierFile(movedTo, Splits(readAs).FirstOrDefault(s => IsNameOf(s.Container, movedTo)).Inside);
        if (File.Exists(readAs)) return new EarlierFile(readAs, null);
        return Splits(readAs).FirstOrDefault(s => File.Exists(s.Container)) is { Container: not null } split ? new EarlierFile(split.Container, split.Inside) : null;
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

    /// <summary>A moved file keeps its name, or gets a few characters of its hash before the ending.</summary>
    private static bool IsNameOf(string container, string movedTo) =>
        Path.GetFileName(movedTo).StartsWith(Path.GetFileNameWithoutExtension(container), StringComparison.Ordinal) && Path.GetExtension(container) == Path.GetExtension(movedTo);
}
