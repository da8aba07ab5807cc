using System.Runtime.InteropServices;
using System.Text;

namespace Daybook.Store;

/// <summary>Puts files and the names of folders onto the disk: until the folder is flushed, a rename may be undone by a power cut.</summary>
internal static class DiskFlush
{
    private const int ReadOnly = 0, CloseOnExecute = 0x80000;

    public static void OfFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Gives one name to a file that has another, in the place of whatever has it, and makes sure that it lasts.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        OfFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>A second name for a file; false where the disk knows no such thing.</summary>
    public static bool TryLink(string path, string name)
    {
        if (OperatingSystem.IsWindows()) return false;
        return Link(Utf8(path), Utf8(name)) == 0;
    }

    /// <remarks>.NET opens no folders.</remarks>
    public static void OfFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(Utf8(folder));
        if (handle < 0) throw new IOException($"the folder {folder} cannot be opened to make sure of what was written there");
        var isFlushed = Sync(handle) == 0;
        _ = Close(handle);
        if (!isFlushed) throw new IOException($"the disk does not take what was written to the folder {folder}");
    }

    private static byte[] Utf8(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    private static unsafe int Open(byte[] path)
    {
        fixed (byte* name = path) return Open(name, ReadOnly | CloseOnExecute);
    }

    private static unsafe int Link(byte[] path, byte[] name)
    {
        fixed (byte* from = path, to = name) return Link(from, to);
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern unsafe int Open(byte* path, int flags);

    [DllImport("libc", EntryPoint = "link")]
    private static extern unsafe int Link(byte* path, byte* name);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
