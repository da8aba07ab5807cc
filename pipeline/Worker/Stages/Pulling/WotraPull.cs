using Daybook.Importers.Daybook;
using Daybook.Importers.Remote;
using Daybook.Importers.Wotra;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>
/// Pulls what a Wotra server has logged since the last pull. Where it has pruned its log since, or a version has none, all of its lists are read; what
/// they have no more is taken back.
/// </summary>
internal sealed class WotraPull
{
    private const int MostAnswers = 1000;

    /// <summary>Before any tracked time.</summary>
    private static readonly LocalDate Earliest = new(1970, 1, 1);

    private readonly PullWork _work;
    private readonly WotraClient _client;

    private WotraPull(PullWork work) => (_work, _client) = (work, new WotraClient(work.Remote, work.Settings.Host, work.Stop));

    public static RemoteTrouble? Run(PullWork work)
    {
        var pull = new WotraPull(work);
        return pull._client.Health() ?? work.OtherAccount(work.Settings.Host.Base.AbsoluteUri)
            ?? (work.Wish.From is { } from ? pull.Lists(from, work.Wish.To?.PlusDays(-1) ?? pull.Latest, takesBack: false) : pull.All());
    }

    // Somebody's clock may be ahead.
    private LocalDate Latest => _work.Today.PlusDays(366);

    private RemoteTrouble? All()
    {
        var since = _work.Wish.IsFull ? 0 : _work.Cursors.Version ?? 0;
        if (Changes(since, out var isRefused) is { } trouble) return trouble;
        if (isRefused && since > 0 && Changes(0, out _) is { } again) return again;
        return isRefused || _work.Wish.IsFull ? Lists(Earliest, Latest, takesBack: true) : null;
    }

    private RemoteTrouble? Changes(long since, out bool isRefused)
    {
        for (var answers = 0; answers < MostAnswers; answers++)
        {
            if (_client.Changes(since, out isRefused, out var trouble) is not { } answer) return trouble;
            if (answer.Rows > 0 && _work.TakeIn(answer.Name, answer.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
            TakeBack(answer.Name, e => answer.Deleted.Contains(e.Id));
            // Written down last: what a run did not come to the end of is asked for again.
            if (answer.Version is { } version && version > since) _work.Cursors.Version = since = version;
            else return null;
            if (answer.Rows == 0) return null;
        }
        isRefused = false;
        return new RemoteTrouble(RemoteKind.NotUnderstood, $"{MostAnswers} answers and no end of changes", "What came before is in.");
    }

    private RemoteTrouble? Lists(LocalDate from, LocalDate to, bool takesBack)
    {
        if (_client.Entries(from, to, out var trouble) is not { } entries) return trouble;
        if (entries.Rows > 0 && _work.TakeIn(entries.Name, entries.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
        foreach (var (answer, why) in _client.Lists(from, to))
        {
            if (answer is null) return why;
            if (answer.Rows > 0 && _work.TakeIn(answer.Name, answer.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
        }
        if (!takesBack || _work.Ledger.Entries.Ids(_work.Settings.Source, long.MinValue, long.MaxValue).All(entries.Ids.ToHashSet(StringComparer.Ordinal).Contains)) return null;
        // An answer that was cut short over there looks whole: only what two alike have not is gone.
        if (_client.Entries(from, to, out trouble) is not { } once) return trouble;
        if (!once.Bytes.AsSpan().SequenceEqual(entries.Bytes)) return new RemoteTrouble(RemoteKind.Limited, "entries changed while they were read", "What was read is in, and nothing was taken back. The next pull with --full does.");
        var there = entries.Ids.ToHashSet(StringComparer.Ordinal);
        TakeBack($"{_work.Settings.Source}: gone in {entries.Name}", e => e.Id is not null && !there.Contains(e.Id));
        return null;
    }

    private void TakeBack(string name, Func<DaybookEntry, bool> isGone)
    {
        var gone = _work.Ledger.Entries.ToHandOut(_work.Settings.Source).Select(e => new DaybookEntry(e)).Where(isGone).ToList();
        if (gone.Count > 0) _work.TakeBack(name, gone);
    }
}
