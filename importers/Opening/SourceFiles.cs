namespace Daybook.Importers.Opening;

/// <summary>Turns what a person names into files to read.</summary>
public static class SourceFiles
{
    /// <summary>
    /// Files, folders, globs and <c>-</c>, in the order given, each folder in ordinal order; compressed files are opened
    /// decompressed, the members of a zip archive one by one. What leads nowhere is a problem in its place, never a throw.
    /// </summary>
    /// <param name="standardInput">Opens what <c>-</c> stands for.</param>
    public static IEnumerable<Found> At(IEnumerable<string> paths, Func<Stream> standardInput) =>
        paths.SelectMany(path => path == "-" ? [Found.At(Piped(standardInput))] : At(path));

    private static SourceFile Piped(Func<Stream> standardInput) => new("-", () => Packed.Open(standardInput()), false);

    private static IEnumerable<Found> At(string path)
    {
        switch (PathKinds.Of(path))
        {
            case PathKind.File:
                return Guarded(path, () => File(path));
            case PathKind.Folder:
                return Guarded(path, () => Folder(path));
            case PathKind.Other:
                return [Found.Nothing(path, "it is a pipe or a device, not a file", "Use - to read from standard input.")];
        }
        if (!Globs.IsGlob(path)) return [Found.Nothing(path, "there is no such file or folder", Hint(path))];
        var matches = Globs.Files(path).ToList();
        return matches.Count > 0 ? matches.SelectMany(At) : [Found.Nothing(path, "no file matches")];
    }

    private static IEnumerable<Found> Folder(string path)
    {
        var files = Folders.Files(path);
        return files.Count > 0
            ? files.SelectMany(At)
            : [Found.Nothing(path, "the folder holds no file whose ending is one that is imported", "Name the files themselves.")];
    }

    private static IEnumerable<Found> File(string path) =>
        Packed.IsZip(path) ? Packed.Members(path) : [Found.At(Plain(path))];

    private static SourceFile Plain(string path) => new(path, () => Packed.Open(Packed.OpenFile(path)), true)
    {
        FindBeside = name => Path.Combine(Path.GetDirectoryName(path) ?? "", name) is var other && PathKinds.Of(other) == PathKind.File ? Plain(other) : null,
    };

    private static IEnumerable<Found> Guarded(string path, Func<IEnumerable<Found>> find)
    {
        try
        {
            return find();
        }
        catch (UnauthorizedAccessException)
        {
            return [Found.Nothing(path, "it may not be read", "Ask for permission to read it, or run as its owner.")];
        }
        catch (InvalidDataException e)
        {
            return [Found.Nothing(path, $"the archive is damaged: {e.Message}", "Download it again.")];
        }
        catch (IOException e)
        {
            return [Found.Nothing(path, $"it cannot be read: {e.Message}")];
        }
    }

    private static string? Hint(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder) ? "Its folder does not exist either." : null;
}
