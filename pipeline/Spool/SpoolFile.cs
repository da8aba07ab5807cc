using Microsoft.Win32.SafeHandles;

namespace Daybook.Spool;

/// <summary>The disk is full, or the owner's share of it.</summary>
public sealed class SpoolFullException(string message) : IOException(message);

/// <summary>Opens what lies in the spool, and only files of one's own: no links, pipes, devices, and no file with a second name.</summary>
public static class SpoolFile
{
    /// <summary>Why the folder is not one to trust, for a person to read; null where it is.</summary>
    public static string? FlawOfFolder(string path)
    {
        if (OperatingSystem.IsWindows() || Posix.Stat(path) is not { } stat) return new DirectoryInfo(path) is { Exists: true, LinkTarget: not null } ? "it is a link" : null;
        return stat.IsLink ? "it is a link" : !stat.IsFolder ? "it is no folder" : stat.User != Posix.User ? "it is another user's" : stat.IsOpenToOthers ? "others may write to it: chmod 700" : null;
    }

    /// <summary>Why the file is not one to read or to write to; null where it is, or where there is none.</summary>
    public static string? FlawOf(string path)
    {
        if (OperatingSystem.IsWindows() || Posix.Stat(path) is not { } stat) return new FileInfo(path) is { Exists: true, LinkTarget: not null } ? "it is a link" : null;
        return FlawOf(stat);
    }

    /// <summary>Opens a file to read it to where it ends now; does not wait, whatever lies there.</summary>
    /// <exception cref="IOException">It cannot be opened, or is not one to read.</exception>
    public static FileStream OpenToRead(string path)
    {
        if (OperatingSystem.IsWindows()) return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var handle = Posix.Open(path, isForAppending: false, out var error) ?? throw Failed(path, error);
        try
        {
            Check(handle, path);
            return new FileStream(handle, FileAccess.Read, 1);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="OpenToRead(string)"/>, the first so many bytes alone.</summary>
    /// <exception cref="IOException">It cannot be opened, or is not one to read.</exception>
    public static Stream OpenToRead(string path, long length) => new FirstBytes(OpenToRead(path), length);

    /// <summary>Opens the file for appending, and makes it where it is new.</summary>
    /// <param name="isNew">Whether it was made.</param>
    internal static SafeFileHandle OpenToAppend(string path, out bool isNew)
    {
        isNew = false;
        // Whoever takes files in may rename it between the making and the opening.
        for (var times = 0; ; times++)
        {
            if (Posix.Open(path, isForAppending: true, out var error) is { } handle)
            {
                try
                {
                    Check(handle, path);
                    return handle;
                }
                catch
                {
                    handle.Dispose();
                    throw;
                }
            }
            if (error != Posix.NoSuchFile || times > 100) throw Failed(path, error);
            isNew |= Make(path);
        }
    }

    internal static IOException Failed(string path, int error) => error switch
    {
        Posix.NoSpace or Posix.TooLarge or Posix.OverQuotaLinux or Posix.OverQuotaMac => new SpoolFullException($"{path}: {Posix.Words(error)}"),
        Posix.IsLinkLinux or Posix.IsLinkMac => new IOException($"{path}: it is a link, which is not followed"),
        _ => new IOException($"{path}: {Posix.Words(error)}"),
    };

    // Made by .NET, which knows how the system at hand passes the rights; false where somebody else was first.
    private static bool Make(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(path, options).Dispose();
            return true;
        }
        catch (IOException e) when ((e.HResult & 0xffff) is Posix.Exists)
        {
            // Whether it is still there must not be asked: it may have been taken since.
            return false;
        }
        catch (IOException e) when ((e.HResult & 0xffff) is Posix.NoSpace or Posix.OverQuotaLinux)
        {
            throw new SpoolFullException(e.Message);
        }
    }

    private static void Check(SafeFileHandle handle, string path)
    {
        if (Posix.Stat(handle) is { } stat && FlawOf(stat) is { } flaw) throw new IOException($"{path}: {flaw}");
    }

    private static string? FlawOf(PosixStat stat) =>
        stat.IsLink ? "it is a link" : !stat.IsFile ? "it is a pipe, a device or a folder, not a file" : stat.User != Posix.User ? "it is another user's"
        : stat.Links > 1 ? "it has a second name elsewhere" : stat.IsOpenToOthers ? "others may write to it: chmod 600" : null;
}
