using System.Runtime.InteropServices;

namespace Daybook.Importers.Opening;

internal enum PathKind
{
    Missing,
    File,
    Folder,
    /// <summary>A pipe, a device, a socket: opening it might wait forever.</summary>
    Other,
}

/// <summary>Finds out what a path is without opening it.</summary>
internal static class PathKinds
{
    private const int AtWorkingDirectory = -100, Follow = 0;
    private const uint WantType = 1;

    // struct statx has the same layout on every Linux: 256 bytes, the mode at byte 28.
    private const int StatSize = 256, ModeAt = 28;
    private const int TypeMask = 0xF000, RegularFile = 0x8000;

    public static PathKind Of(string path)
    {
        if (Directory.Exists(path)) return PathKind.Folder;
        if (!File.Exists(path)) return PathKind.Missing;
        return OperatingSystem.IsLinux() && !IsRegular(path) ? PathKind.Other : PathKind.File;
    }

    private static bool IsRegular(string path)
    {
        var stat = new byte[StatSize];
        return Statx(AtWorkingDirectory, path, Follow, WantType, stat) != 0
            || (BitConverter.ToUInt16(stat, ModeAt) & TypeMask) == RegularFile;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] stat);
}
