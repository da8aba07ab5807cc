using System.Globalization;
using Daybook.Importers.Daybook;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>What reading a window came to.</summary>
/// <param name="Entries">Entries in its pages, those of the days around it included.</param>
/// <param name="Trouble">Why it is not done, or null.</param>
internal sealed record WindowResult(int Entries, RemoteTrouble? Trouble);

/// <summary>
/// Reads one window: each page is taken in as it comes, with where to go on from. What the ledger has in the window and no page had is
/// taken back once two readings are alike; where one page holds all and nothing is missing, one is enough.
/// </summary>
internal sealed class WindowPull(PullWork work, IEntryWindows service)
{
    private const int MostReadings = 3, MostPages = 1000;

    private readonly Ledger _ledger = work.Ledger;
    private readonly string _source = work.Settings.Source;
    private readonly PullCursors _cursors = work.Cursors;
    private readonly bool _isResumable = work.Wish.From is null;
    private readonly HashSet<ContentHash> _taken = [];

    public WindowResult Run(PullWindow window)
    {
        var begun = _isResumable && _cursors.Window is { } state && state.Window == window ? state : null;
        _taken.Clear();
        IReadOnlyList<ContentHash>? before = begun is { IsRead: true } ? begun.Prints : null;
        var entries = 0;
        for (var reading = before is null ? 1 : 2; reading <= MostReadings; reading++)
        {
            var known = reading == 1 ? begun?.Prints ?? [] : [];
            var prints = new List<ContentHash>(known);
            var starts = new Dictionary<string, long>(StringComparer.Ordinal);
            if (Read(window, reading, prints, starts) is { } trouble) return new WindowResult(starts.Count, trouble);
            entries = starts.Count;
            // A reading that was begun by an earlier run is no whole one: what its first pages had is not known here.
            var missing = known.Count > 0 ? [] : Missing(window, starts);
            if (known.Count == 0 && ((prints.Count == 1 && missing.Count == 0) || (before is not null && before.SequenceEqual(prints))))
            {
                if (missing.Count > 0) work.TakeBack($"{_source}: gone in {window.Name}", missing);
                return new WindowResult(entries, null);
            }
            before = prints;
        }
        return new WindowResult(entries, new RemoteTrouble(RemoteKind.Limited, $"entries changed each time that {window.Name} was read", "What was read is in, and nothing was taken back. The next pull reads it again."));
    }

    private RemoteTrouble? Read(PullWindow window, int reading, List<ContentHash> prints, Dictionary<string, long> starts)
    {
        var firsts = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var number = prints.Count + 1;
            if (number > MostPages) return Endless(window, $"{MostPages} pages and no end");
            if (service.Page(window, number, work.Settings.PageSize, out var trouble) is not { } page) return trouble;
            if (page.Starts is [var (first, _), ..] && (!firsts.Add(first) || prints.Contains(page.Print))) return Endless(window, string.Create(CultureInfo.InvariantCulture, $"page {number} begins as one before it did"));
            foreach (var (id, start) in page.Starts) starts[id] = start;
            prints.Add(page.Print);
            var state = new WindowState(window, prints, page.IsLast);
            if (page.Starts.Count > 0 && _taken.Add(page.Print) && work.TakeIn(page.Name, page.Bytes, isStamped: false, _isResumable && reading == 1 ? [PullCursors.Written(state)] : []) is null) return PullWork.NotTakenIn;
            if (page.IsLast) return null;
        }
    }

    /// <summary>What the ledger has of this account in the window and the service has no more: entries, and timers.</summary>
    private List<DaybookEntry> Missing(PullWindow window, Dictionary<string, long> starts)
    {
        var (from, to) = (window.FromMicros, window.ToMicros);
        var entries = _ledger.Entries.Ids(_source, from, to).All(starts.ContainsKey) ? [] : Entries(from, to);
        return [.. entries.Concat(Running(from, to)).Where(e => !starts.ContainsKey(e.Id!))];
    }

    /// <summary>When the last of what the ledger has before a window starts, microseconds since the epoch; null where it has nothing.</summary>
    public long? LastBefore(PullWindow window) => Entries(long.MinValue, window.FromMicros).Concat(Running(long.MinValue, window.FromMicros)).Select(e => (long?)StartOf(e)).Max();

    /// <summary>Whether the ledger has anything of this account.</summary>
    public bool HasAny => Entries(long.MinValue, long.MaxValue).Concat(Running(long.MinValue, long.MaxValue)).Any();

    /// <summary>What the ledger has of this account that starts in a span.</summary>
    private IEnumerable<DaybookEntry> Entries(long from, long to) => _ledger.Entries.ToHandOut(_source, from, to).Select(e => new DaybookEntry(e)).Where(IsTheirs);

    private IEnumerable<DaybookEntry> Running(long from, long to) => HandStage.RunningOf(_ledger, _source).Where(IsTheirs).Where(r => StartOf(r) >= from && StartOf(r) < to)
        .Select(r => r with { Entry = r.Entry with { Source = _source } });

    private bool IsTheirs(DaybookEntry entry) => entry.Id is not null && entry.Entry.Time is EntryTime.Interval && service.Has(entry.Entry.Extra);

    private static long StartOf(DaybookEntry entry) => ((EntryTime.Interval)entry.Entry.Time).Start;

    private static RemoteTrouble Endless(PullWindow window, string how) => new(RemoteKind.NotUnderstood, $"{window.Name}: {how}", "The service does not turn its pages as it should; what came before is in.");
}
