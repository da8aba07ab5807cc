using Daybook.Importers.Remote;
using Daybook.Importers.WorkTime;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>
/// Pulls review sessions and activities, the newest first, as far back as anything may have changed since the last pull; the first one to the end. The
/// backend's own sums are taken in beside them, to compare with.
/// </summary>
internal sealed class WorkTimePull
{
    private const int MostDaysOfSums = 365, MostPages = 10_000;

    private static readonly string[] BothLists = [WorkTimeClient.Sessions, WorkTimeClient.Activities];

    private readonly PullWork _work;
    private readonly WorkTimeClient _client;

    private WorkTimePull(PullWork work) => (_work, _client) = (work, new WorkTimeClient(work.Remote, work.Stop));

    public static RemoteTrouble? Run(PullWork work)
    {
        var pull = new WorkTimePull(work);
        return pull._client.Health() ?? work.OtherAccount($"{work.Settings.Host.Base.Authority}/{pull._client.User}") ?? pull.All();
    }

    private RemoteTrouble? All()
    {
        var cursors = _work.Cursors;
        // There is no asking for days: what is named is read from now back to its first day.
        if (_work.Wish.From is { } from) return Lists(from);
        var begun = cursors.Pulled is { } pulled && pulled < _work.Today ? pulled : _work.Today;
        var trouble = _work.Wish.IsFull || !cursors.IsDone || _work.WasClockAhead ? Rest() : Lists(begun.PlusDays(-_work.Settings.LagDays));
        if (trouble is not null) return trouble;
        cursors.Pulled = _work.Today;
        return Sums(begun);
    }

    /// <summary>Everything, going on from where an earlier run came to.</summary>
    private RemoteTrouble? Rest()
    {
        foreach (var list in BothLists)
        {
            var before = _work.Wish.IsFull ? 0 : _work.Cursors.Offset(list);
            // What was made since is read from the top, down to where the others were left.
            if (before > 0 && Pages(list, 0, until: null, to: before, isKept: false) is { } newer) return newer;
            if (Pages(list, before, until: null, to: int.MaxValue, isKept: !_work.Wish.IsFull) is { } trouble) return trouble;
        }
        foreach (var list in BothLists) _work.Cursors.SetOffset(list, 0);
        // An error may look like an empty list: who has nothing at all is asked for everything again.
        if (_work.Ledger.Entries.Ids(_work.Settings.Source, long.MinValue, long.MaxValue).Any()) _work.Cursors.EverythingIsRead();
        return null;
    }

    private RemoteTrouble? Lists(LocalDate from)
    {
        var until = Micros.From(from.AtMidnight().InUtc().ToInstant());
        return BothLists.Select(list => Pages(list, 0, until, int.MaxValue, isKept: false)).FirstOrDefault(trouble => trouble is not null);
    }

    /// <param name="until">Back to rows that were made before it, microseconds since the epoch; null for without end.</param>
    /// <param name="to">Or to so many rows.</param>
    /// <param name="isKept">Whether the next run goes on from there.</param>
    private RemoteTrouble? Pages(string list, int offset, long? until, int to, bool isKept)
    {
        for (var pages = 0; pages < MostPages; pages++)
        {
            _work.Stop.ThrowIfCancellationRequested();
            if (_client.Page(list, offset, out var trouble) is not { } page) return trouble;
            offset += page.Rows;
            // Rows that are made meanwhile push the older ones on: some are read twice then, and none is passed over.
            if (page.Rows > 0 && _work.TakeIn(page.Name, page.Bytes, isStamped: false, isKept ? [PullCursors.WrittenOffset(list, offset)] : []) is null) return PullWork.NotTakenIn;
            if (page.IsLast || page.Oldest < until || offset >= to) return null;
        }
        return new RemoteTrouble(RemoteKind.NotUnderstood, $"{MostPages} pages of {list} and no end", "What came before is in.");
    }

    private RemoteTrouble? Sums(LocalDate begun)
    {
        var days = Math.Clamp(NodaTime.Period.DaysBetween(begun, _work.Today) + _work.Settings.LagDays, 1, MostDaysOfSums);
        if (_client.Sums(days, out var trouble) is not { } sums) return trouble;
        return sums.Rows > 0 && _work.TakeIn(sums.Name, sums.Bytes, isStamped: false) is null ? PullWork.NotTakenIn : null;
    }
}
