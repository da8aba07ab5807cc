using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace Daybook.Spool;

/// <summary>The few calls of a POSIX system that .NET has no words for: open for appending, do not follow, do not wait.</summary>
internal static unsafe partial class Posix
{
    public const int NoSuchFile = 2, Exists = 17, NoSpace = 28, TooLarge = 27, IsLinkLinux = 40, IsLinkMac = 62, OverQuotaLinux = 122, OverQuotaMac = 69;

    private const int ReadOnly = 0, WriteOnly = 1;
    private const int AtWorkingFolder = -100, EmptyPath = 0x1000, NoFollowLink = 0x100, BasicStats = 0x7ff;

    private static bool IsMac => OperatingSystem.IsMacOS();

    // O_NOFOLLOW is another bit on the processors that took over ARM's table.
    private static int NoFollow => IsMac ? 0x100 : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;
    private static int Append => IsMac ? 0x8 : 0x400;
    private static int NoWaiting => IsMac ? 0x4 : 0x800;
    private static int CloseOnExec => IsMac ? 0x1000000 : 0x80000;

    /// <summary>Null and the error's number where it cannot be opened; never waits for the other end of a pipe.</summary>
    public static SafeFileHandle? Open(string path, bool isForAppending, out int error)
    {
        var flags = (isForAppending ? WriteOnly | Append : ReadOnly) | NoFollow | NoWaiting | CloseOnExec;
        int descriptor;
        fixed (byte* utf8 = Encoding.UTF8.GetBytes(path + '\0'))
            do descriptor = OpenAt(utf8, flags);
            while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Bytes written, which is all of them or fewer on a full disk; -1 and the error's number where none were.</summary>
    public static long Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, out int error)
    {
        nint written;
        fixed (byte* first = bytes)
            do written = WriteTo((int)file.DangerousGetHandle(), first, bytes.Length);
            while (written < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        error = written < 0 ? Marshal.GetLastPInvokeError() : 0;
        return written;
    }

    /// <summary>0, or the error's number.</summary>
    public static int Flush(SafeFileHandle file) => FlushOf((int)file.DangerousGetHandle()) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>What lies under a name, a link itself in place of what it leads to; null where nothing does, or where the system cannot say.</summary>
    public static PosixStat? Stat(string path)
    {
        fixed (byte* utf8 = Encoding.UTF8.GetBytes(path + '\0')) return Stat(AtWorkingFolder, utf8, NoFollowLink);
    }

    /// <summary>What is open.</summary>
    public static PosixStat? Stat(SafeFileHandle file)
    {
        byte nothing = 0;
        return Stat((int)file.DangerousGetHandle(), &nothing, EmptyPath);
    }

    public static int User => (int)EffectiveUser();

    public static string Words(int error) => Marshal.GetPInvokeErrorMessage(error);

    private const int Interrupted = 4;

    // Its layout is the same on every processor, unlike that of stat.
    private static PosixStat? Stat(int folder, byte* path, int flags)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var bytes = stackalloc byte[256];
        if (StatX(folder, path, flags, BasicStats, bytes) != 0) return null;
        return new PosixStat(*(uint*)(bytes + 16), *(uint*)(bytes + 20), *(ushort*)(bytes + 28));
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int OpenAt(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int file, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushOf(int file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatX(int folder, byte* path, int flags, uint mask, byte* answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}

/// <param name="Links">How many names it has.</param>
/// <param name="User">The id of its owner.</param>
internal readonly record struct PosixStat(uint Links, uint User, ushort Mode)
{
    public bool IsFile => (Mode & 0xf000) == 0x8000;

    public bool IsFolder => (Mode & 0xf000) == 0x4000;

    public bool IsLink => (Mode & 0xf000) == 0xa000;

    /// <summary>Whether anyone but the owner may write.</summary>
    public bool IsOpenToOthers => (Mode & 0x12) != 0;
}
