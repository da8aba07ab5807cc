using System.Security.Cryptography;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Spool;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>
/// Takes in what writers have appended to the spool. A file is renamed first, rests for a day, since a writer that was asleep may
/// still write to it, and is archived then.
/// </summary>
public sealed class SpoolStage(Settings settings, Instant now)
{
    private const long Rest = 24 * Micros.PerHour;

    private readonly SpoolFolder _spool = new(settings.Spool);
    private readonly List<SpoolOddity> _odd = [];
    private readonly List<string> _moved = [];

    /// <summary>What was left alone, and why.</summary>
    public IReadOnlyList<SpoolOddity> Odd => _odd;

    /// <summary>Where files were moved to that are done, or that nobody could read.</summary>
    public IReadOnlyList<string> Moved => _moved;

    /// <param name="import">Takes files in as a source, for its person.</param>
    /// <param name="isRehearsal">Nothing is renamed.</param>
    public void Run(Ledger ledger, Action<IReadOnlyList<Found>, ImportWishes, Settings> import, bool isRehearsal)
    {
        var nowMicros = Micros.From(now);
        foreach (var source in _spool.Find(_odd).GroupBy(e => e.Source, StringComparer.Ordinal))
        {
            var entries = source.Select(e => e.TakenAt is null && !isRehearsal ? Taken(e, nowMicros) : e).OfType<SpoolEntry>().ToList();
            var read = Read(ledger);
            var waiting = entries.Select(e => (Entry: e, Length: LengthOf(e, nowMicros))).Where(e => e.Length > 0 && !Is(read, e.Entry, e.Length)).ToList();
            if (waiting.Count > 0) import([.. waiting.Select(w => Found.At(FileOf(w.Entry, w.Length)))], new ImportWishes(source.Key) { AreRemembered = false }, settings with { Person = settings.PersonOf(source.Key) });
            if (isRehearsal) continue;
            read = Read(ledger);
            foreach (var entry in entries.Where(e => e.TakenAt + Rest <= nowMicros)) PutAway(ledger, entry, read[entry.Path]);
        }
    }

    private SpoolEntry? Taken(SpoolEntry entry, long nowMicros)
    {
        try
        {
            return _spool.Take(entry, nowMicros);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _odd.Add(new SpoolOddity(entry.Path, e.Message));
            return null;
        }
    }

    // A line whose line feed is missing may still be under way; after a day it is not.
    private long LengthOf(SpoolEntry entry, long nowMicros)
    {
        try
        {
            using var file = SpoolFile.OpenToRead(entry.Path);
            return entry.TakenAt + Rest <= nowMicros ? file.Length : SpoolFolder.WholeLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _odd.Add(new SpoolOddity(entry.Path, e.Message));
            return 0;
        }
    }

    private ILookup<string, (long File, long Bytes)> Read(Ledger ledger) =>
        ledger.Origins.ReadBelow(settings.Spool).ToLookup(r => r.Path, r => (r.File, r.Bytes), StringComparer.Ordinal);

    private static bool Is(ILookup<string, (long File, long Bytes)> read, SpoolEntry entry, long length) => read[entry.Path].Any(r => r.Bytes == length);

    private static SourceFile FileOf(SpoolEntry entry, long length) =>
        new(entry.Path, () => SpoolFile.OpenToRead(entry.Path, length), CanReopen: true);

    private void PutAway(Ledger ledger, SpoolEntry entry, IEnumerable<(long File, long Bytes)> readings)
    {
        try
        {
            byte[] sha256;
            long length;
            using (var file = SpoolFile.OpenToRead(entry.Path)) (length, sha256) = (file.Length, SHA256.HashData(file));
            var known = readings.ToList();
            if (length > 0 && known.Count == 0)
            {
                _moved.Add(_spool.Refuse(entry));
                return;
            }
            var target = Path.Combine(settings.Archive, "spool", entry.Source, Path.GetFileName(entry.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(entry.Path, target, overwrite: true);
            foreach (var (id, bytes) in known) ledger.Origins.Archived(id, target, bytes == length ? sha256 : null);
            _moved.Add(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _odd.Add(new SpoolOddity(entry.Path, e.Message));
        }
    }
}
