using System.Security.Cryptography;
using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>The folder files are dropped into, and the one they rest in once they are in the ledger.</summary>
public sealed class InboxStage(string inbox, string archive)
{
    /// <summary>Files waiting, by name; hidden ones and those still being written by a browser or a copy are left alone.</summary>
    public IReadOnlyList<string> Waiting() => !Directory.Exists(inbox) ? [] :
        [.. Directory.EnumerateFiles(inbox, "*", SearchOption.AllDirectories).Where(IsFinished).Where(IsNoneOfTheArchive).Order(StringComparer.Ordinal)];

    /// <summary>Moves a file whose rows are committed; says where to.</summary>
    /// <param name="files">The ledger's records of what was read from it: itself, or the members of an archive.</param>
    public string Archive(Ledger ledger, string path, IReadOnlyCollection<long> files)
    {
        var sha256 = Sha256(path);
        var target = Free(Path.Combine(archive, Path.GetRelativePath(inbox, path)), sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
        // Only a file read as it lies has the hash of what was read; a compressed one was hashed by its content.
        var isPlain = files.Count == 1 && !Path.GetExtension(path).Equals(".gz", StringComparison.OrdinalIgnoreCase) && !Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);
        foreach (var file in files) ledger.Origins.Archived(file, target, isPlain ? sha256 : null);
        return target;
    }

    private bool IsNoneOfTheArchive(string path) => !IsBelow(inbox, archive) || !IsBelow(archive, path);

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith($"{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static bool IsFinished(string path) =>
        !Path.GetFileName(path).StartsWith('.')
        && Path.GetExtension(path).ToLowerInvariant() is not (".tmp" or ".part" or ".partial" or ".crdownload" or ".download" or ".swp");

    private static byte[] Sha256(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return SHA256.HashData(stream);
    }

    /// <summary>The name itself, or where another file has it, one with the beginning of the content's hash.</summary>
    private static string Free(string path, byte[] sha256)
    {
        if (!File.Exists(path)) return path;
        var extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}.{Convert.ToHexStringLower(sha256.AsSpan(0, 6))}{extension}";
    }
}
