namespace Daybook.Spool;

/// <summary>A file of the spool that is to be read.</summary>
/// <param name="Source">Name of the folder, which is that of the source.</param>
/// <param name="TakenAt">When it was taken out of writers' hands, microseconds since the epoch; null where it was not yet.</param>
public sealed record SpoolEntry(string Source, string Path, long? TakenAt);

/// <summary>Something in the spool that is left alone, and why, for a person to read.</summary>
public sealed record SpoolOddity(string Path, string Flaw);

/// <summary>What lies in the spool, and the renaming by which it is taken out of writers' hands.</summary>
/// <param name="folder">The spool; it need not be there.</param>
public sealed class SpoolFolder(string folder)
{
    /// <summary>All files to be read, ordered by source and name: those that rest in <c>taken</c> before those that writers write to.</summary>
    /// <param name="odd">Gets what is left alone.</param>
    public IReadOnlyList<SpoolEntry> Find(ICollection<SpoolOddity> odd)
    {
        var found = new List<SpoolEntry>();
        if (!Directory.Exists(folder)) return found;
        if (SpoolFile.FlawOfFolder(folder) is { } flaw)
        {
            odd.Add(new SpoolOddity(folder, flaw));
            return found;
        }
        foreach (var place in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var source = System.IO.Path.GetFileName(place);
            if (!IsSound(place, SpoolNames.IsSafe(source) ? null : "its name cannot be that of a source", odd)) continue;
            var taken = System.IO.Path.Combine(place, SpoolNames.Taken);
            if (Directory.Exists(taken) && IsSound(taken, null, odd))
                foreach (var path in Files(taken, odd))
                    if (SpoolNames.TakenAt(System.IO.Path.GetFileName(path)) is { } at) found.Add(new SpoolEntry(source, path, at));
                    else odd.Add(new SpoolOddity(path, "its name does not say when it was taken"));
            foreach (var path in Files(place, odd)) found.Add(new SpoolEntry(source, path, null));
        }
        return found;
    }

    /// <summary>Takes a file out of writers' hands; no writer notices, and what is just being written goes along.</summary>
    /// <param name="nowMicros">Microseconds since the epoch.</param>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public SpoolEntry Take(SpoolEntry entry, long nowMicros)
    {
        var taken = Path(entry, SpoolNames.Taken);
        var writer = System.IO.Path.GetFileNameWithoutExtension(entry.Path);
        // Under one clock that stands still there may be one of that name already.
        var at = nowMicros;
        string target;
        while (File.Exists(target = System.IO.Path.Combine(taken, SpoolNames.OfTaken(writer, at)))) at++;
        // Overwriting, which is one step: the other way gives the file a second name for a moment, and writers refuse such a file.
        File.Move(entry.Path, target, overwrite: true);
        return entry with { Path = target, TakenAt = at };
    }

    /// <summary>Puts a file aside that nobody could read; says where to.</summary>
    public string Refuse(SpoolEntry entry)
    {
        var target = System.IO.Path.Combine(Path(entry, SpoolNames.Refused), System.IO.Path.GetFileName(entry.Path));
        File.Move(entry.Path, target, overwrite: true);
        return target;
    }

    /// <summary>How many bytes of a file are lines that have their line feed; the rest may still be under way.</summary>
    public static long WholeLines(Stream file)
    {
        var block = new byte[1 << 14];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            file.Position = start;
            var part = block.AsSpan(0, (int)(end - start));
            file.ReadExactly(part);
            if (part.LastIndexOf((byte)'\n') is >= 0 and var at) return start + at + 1;
            end = start;
        }
        return 0;
    }

    private string Path(SpoolEntry entry, string below)
    {
        var path = System.IO.Path.Combine(folder, entry.Source, below);
        if (Directory.Exists(path) && SpoolFile.FlawOfFolder(path) is { } flaw) throw new IOException($"{path}: {flaw}");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // Also what leads nowhere or cannot be read: it is named, not passed over.
    private static IEnumerable<string> Files(string place, ICollection<SpoolOddity> odd)
    {
        var entries = new DirectoryInfo(place).EnumerateFileSystemInfos("*" + SpoolNames.Extension).Select(e => e.FullName).Order(StringComparer.Ordinal);
        foreach (var path in entries)
            if (SpoolFile.FlawOf(path) is { } flaw) odd.Add(new SpoolOddity(path, flaw));
            else yield return path;
    }

    private static bool IsSound(string place, string? flaw, ICollection<SpoolOddity> odd)
    {
        flaw ??= SpoolFile.FlawOfFolder(place);
        if (flaw is not null) odd.Add(new SpoolOddity(place, flaw));
        return flaw is null;
    }
}
