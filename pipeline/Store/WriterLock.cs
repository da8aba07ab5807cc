using System.Globalization;

namespace Daybook.Store;

/// <summary>
/// One writer, one process: a lock file beside the ledger, held open without sharing. The kernel drops it when the
/// process dies, however it dies; what is written in it only tells who holds it. The file itself is never deleted.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <exception cref="LedgerException">Another process holds it, or the file cannot be made.</exception>
    public static WriterLock Take(string ledgerPath, string holder)
    {
        var path = $"{ledgerPath}.lock";
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
                throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} is a link; it is not followed. Remove it.");
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            file.SetLength(0);
            using var writer = new StreamWriter(file, leaveOpen: true);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{holder} (process {Environment.ProcessId})\n"));
            return new WriterLock(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the lock file {path} may not be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new LedgerException(LedgerTrouble.Busy, $"another run holds the ledger ({path}). Wait for it to end, then run again.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
