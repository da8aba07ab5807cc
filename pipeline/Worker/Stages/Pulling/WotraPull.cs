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

    /// <summary>Before any tracked time, and after it, whatever clocks say: what lies outside would be missed and taken back.</summary>
    private static readonly LocalDate Earliest = new(1970, 1, 1), Latest = new(2099, 12, 31);

    private readonly PullWork _work;
    private readonly WotraClient _client;

    private WotraPull(PullWork work) => (_work, _client) = (work, new WotraClient(work.Remote, work.Stop));

    public static RemoteTrouble? Run(PullWork work)
    {
        var pull = new WotraPull(work);
        return pull._client.Health() ?? work.OtherAccount(work.Settings.Host.Base.AbsoluteUri)
            ?? (work.Wish.From is { } from ? pull.Lists(from, work.Wish.To?.PlusDays(-1) ?? Latest, takesBack: false) : pull.All());
    }

    private RemoteTrouble? All()
    {
        if (!_work.Wish.IsFull && _work.Cursors.Version is { } since)
        {
            var trouble = Changes(since, isKept: true, out _, out var isRefused);
            if (!isRefused) return trouble;
        }
        return Everything();
    }

    /// <summary>The log from its beginning, which may not go back to that of things, and all lists. Where it breaks off, the next pull begins it again.</summary>
    private RemoteTrouble? Everything()
    {
        if ((Changes(0, isKept: false, out var version, out _) ?? Lists(Earliest, Latest, takesBack: true)) is { } trouble) return trouble;
        // What was logged while the lists were read is asked for the next time.
        if (version is not null) _work.Cursors.Version = version;
        return null;
    }

    /// <param name="isKept">Whether the next pull goes on from what was read.</param>
    /// <param name="version">The last that was read; null for none.</param>
    /// <param name="isRefused">Nothing tells what came after.</param>
    private RemoteTrouble? Changes(long since, bool isKept, out long? version, out bool isRefused)
    {
        version = null;
        for (var answers = 0; answers < MostAnswers; answers++)
        {
            if (_client.Changes(since, out isRefused, out var trouble) is not { } answer) return trouble;
            // A log that ends before what was read of it is another one: the database over there was put back, or begun anew.
            isRefused = answer.Version < since;
            if (isRefused) return null;
            if (answer.Rows > 0 && _work.TakeIn(answer.Name, answer.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
            if (answer.Deleted.Count > 0) TakeBack(answer.Name, e => answer.Deleted.Contains(e.Id));
            version = answer.Version ?? version;
            if (answer.Version is not { } read || read == since) return null;
            since = read;
            // Written down last: what a run did not come to the end of is asked for again.
            if (isKept) _work.Cursors.Version = since;
            if (answer.Rows == 0) return null;
        }
        isRefused = false;
        return new RemoteTrouble(RemoteKind.NotUnderstood, $"{MostAnswers} answers and no end of changes", "What came before is in.");
    }

    private RemoteTrouble? Lists(LocalDate from, LocalDate to, bool takesBack)
    {
        if (_client.Entries(from, to, out var trouble) is not { } entries) return trouble;
        if (entries.Rows > 0 && _work.TakeIn(entries.Name, entries.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
        var known = takesBack ? _work.Ledger.Entries.Ids(_work.Settings.Source, long.MinValue, long.MaxValue).ToList() : [];
        if (known.Count > 0 && entries.Ids.Count == 0)
        {
            _work.Note("it has no entries at all; what is known of it stays", "A server that lost its database says the same. Where all was deleted, undo what was pulled.");
            takesBack = false;
        }
        foreach (var (table, answer, why) in _client.Lists(from, to))
        {
            if (answer is null) return why;
            if (answer.Rows > 0 && _work.TakeIn(answer.Name, answer.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
            if (takesBack && TakeBack(table, answer, from, to) is { } changed) return changed;
        }
        var there = entries.Ids.ToHashSet(StringComparer.Ordinal);
        if (!takesBack || known.All(there.Contains)) return null;
        // An answer that was cut short over there looks whole: only what two alike have not is gone.
        if (_client.Entries(from, to, out trouble) is not { } once) return trouble;
        if (!once.Bytes.AsSpan().SequenceEqual(entries.Bytes)) return ChangedMeanwhile("entries");
        TakeBack($"{_work.Settings.Source}: gone in {entries.Name}", e => e.Id is not null && !there.Contains(e.Id));
        return null;
    }

    /// <summary>Takes back what the ledger knows of a table beside entries and its list has no more, once two lists are alike.</summary>
    private RemoteTrouble? TakeBack(string table, WotraAnswer list, LocalDate from, LocalDate to)
    {
        var person = _work.Ledger.Sources.All().First(s => s.Name == _work.Settings.Source).Person;
        var gone = list.Gone(_work.Ledger.Terms.Of(person, [WotraTable.KindOf(table)]).Where(f => f.Source == _work.Settings.Source));
        if (gone.Count == 0) return null;
        if (_client.List(table, from, to, out var trouble) is not { } once) return trouble;
        if (!once.Bytes.AsSpan().SequenceEqual(list.Bytes)) return ChangedMeanwhile("lists");
        if (_work.TakeIn($"{_work.Settings.Source}: gone in {list.Name}", WotraTable.Deletions(table, gone), isStamped: false) is null) return PullWork.NotTakenIn;
        _work.Gone += gone.Count;
        return null;
    }

    private static RemoteTrouble ChangedMeanwhile(string what) =>
        new(RemoteKind.Limited, $"{what} changed while they were read", "What was read is in, and nothing was taken back. The next pull with --full does.");

    private void TakeBack(string name, Func<DaybookEntry, bool> isGone)
    {
        var gone = _work.Ledger.Entries.ToHandOut(_work.Settings.Source).Select(e => new DaybookEntry(e)).Where(isGone).ToList();
        if (gone.Count > 0) _work.TakeBack(name, gone);
    }
}
