using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Daybook.Model;
using Microsoft.Win32.SafeHandles;

namespace Daybook.Store;

/// <summary>
/// One writer, one process: a lock file beside the ledger, held open without sharing. The kernel drops it when the
/// process dies, however it dies; what is written in it only tells who holds it. The file itself is never deleted.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private const int ReadOnly = 0, CloseOnExecute = 0x80000;

    // What Linux answers, as .NET passes it on.
    private const int ReadOnlyDisk = 30, DiskFull = 28;

    // Longer than anything that is written there.
    private const int Longest = 4096;

    private readonly FileStream _file;
    private readonly string _holder;

    private WriterLock(FileStream file, string holder)
    {
        (_file, _holder) = (file, holder);
        LeftAt = StageOf(Read(file));
        Say(null);
    }

    /// <summary>The stage that whoever held the lock before was at, or null: where that one was killed, it was there.</summary>
    public string? LeftAt { get; }

    /// <summary>Writes down who is at work, and at what.</summary>
    public void Say(string? stage)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_holder} (process {Environment.ProcessId})\n{stage}{(stage is null ? "" : "\n")}"));
        _file.SetLength(0);
        _file.Position = 0;
        _file.Write(text);
        _file.Flush();
    }

    /// <summary>Who wrote into the lock of a ledger last, as it is said there; null where nobody has. Takes no lock.</summary>
    public static string? Holder(string ledgerPath)
    {
        if (!OperatingSystem.IsLinux()) return null;
        using var file = new SafeFileHandle(Open([.. Encoding.UTF8.GetBytes(PathOf(ledgerPath)), 0], ReadOnly | CloseOnExecute), ownsHandle: true);
        if (file.IsInvalid) return null;
        var bytes = new byte[Longest];
        var text = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        return text.Split('\n')[0] is not { Length: > 0 } holder ? null : StageOf(text) is { } stage ? $"{holder}, at '{stage}'" : holder;
    }

    /// <summary>Whether somebody holds the lock of a ledger now. Takes it for a moment where nobody does.</summary>
    public static bool IsHeld(string ledgerPath)
    {
        try
        {
            if (File.Exists(PathOf(ledgerPath))) new FileStream(PathOf(ledgerPath), FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <exception cref="LedgerException">Another process holds it, or the file cannot be made.</exception>
    public static WriterLock Take(string ledgerPath, string holder)
    {
        var path = PathOf(ledgerPath);
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
                throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} is a link; it is not followed. Remove it.");
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new WriterLock(new FileStream(path, options), holder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} may not be written: {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} is no ordinary file. Remove it.", e);
        }
        catch (IOException e) when (e.HResult == ReadOnlyDisk)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} cannot be made: the disk may only be read.", e);
        }
        catch (IOException e) when (e.HResult == DiskFull)
        {
            throw new LedgerException(LedgerTrouble.Damaged, $"the disk is full: not even the lock file {path} can be written. Make room, then run again.", e);
        }
        catch (IOException e)
        {
            var who = Holder(ledgerPath) is { } holding ? $": {Printable.Line(holding)}" : "";
            throw new LedgerException(LedgerTrouble.Busy, $"another run holds the ledger{who} ({path}). Wait for it to end, then run again.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string PathOf(string ledgerPath) => $"{ledgerPath}.lock";

    private static string Read(FileStream file)
    {
        file.Position = 0;
        var bytes = new byte[Math.Min(file.Length, Longest)];
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    // Opened by .NET, a file is asked for a lock, however it is shared.
    private static unsafe nint Open(byte[] path, int flags)
    {
        fixed (byte* name = path) return Open(name, flags);
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern unsafe int Open(byte* path, int flags);

    private static string? StageOf(string text) => text.Split('\n') is [_, { Length: > 0 } stage, ..] ? Printable.Line(stage) : null;
}
