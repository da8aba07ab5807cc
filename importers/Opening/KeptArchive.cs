using System.IO.Compression;

namespace Daybook.Importers.Opening;

/// <summary>
/// A zip archive that stays open while its members are walked: opening it reads the list of all its members, which for
/// every one of ten thousand would take minutes. Nothing of one opened archive is shared: who opens a member has it alone
/// until the member is closed, and a second at the same time gets one of its own.
/// </summary>
internal sealed class KeptArchive(string path)
{
    private readonly Stack<ZipArchive> _idle = new();
    private int _walks;

    /// <summary>Until this is disposed of, archives are kept open for the next member.</summary>
    public IDisposable Walk()
    {
        lock (_idle) _walks++;
        return new Once(() =>
        {
            lock (_idle)
                if (--_walks == 0)
                    while (_idle.TryPop(out var archive)) archive.Dispose();
        });
    }

    /// <summary>A member's content from its start, held to the limits of whatever is unpacked.</summary>
    /// <param name="name">What stands at the index; it is compared and never used as a path.</param>
    /// <exception cref="IOException">The archive is damaged, or another one than it was.</exception>
    public BoundedStream Open(int index, string name)
    {
        var archive = Take();
        try
        {
            var entry = index < archive.Entries.Count ? archive.Entries[index] : null;
            if (entry?.FullName != name) throw new IOException("the archive is another one than when its members were listed");
            var size = entry.CompressedLength;
            return new BoundedStream(entry.Open(), () => size, () => false, new Once(() => Return(archive))) { Expected = entry.Crc32 };
        }
        catch (InvalidDataException e)
        {
            archive.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private ZipArchive Take()
    {
        lock (_idle)
            if (_idle.TryPop(out var kept)) return kept;
        try
        {
            return new ZipArchive(Packed.OpenFile(path), ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private void Return(ZipArchive archive)
    {
        lock (_idle)
            if (_walks > 0) _idle.Push(archive);
            else archive.Dispose();
    }

    /// <summary>Does something when it is disposed of, however often that is: an archive given back twice would be had by two.</summary>
    private sealed class Once(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
