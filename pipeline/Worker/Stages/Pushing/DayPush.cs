using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Worker.Stages.Pushing;

/// <summary>Pushes one day: reads what is there, finds what is in doubt or was forgotten, then deletes, changes and makes entries, one request at a time.</summary>
/// <param name="save">Has written its rows down, on the disk, when it returns.</param>
/// <param name="now">Microseconds since the epoch.</param>
/// <param name="anyOfTheDay">Any key of the day.</param>
internal sealed class DayPush(IEntryWriter writer, PushDay day, Action<IReadOnlyCollection<PushRow>> save, Func<long> now, bool? isBillable, PushKey anyOfTheDay)
{
    private readonly List<PushedRow> _rows = [.. day.Steps.Select(s => new PushedRow(s.Row, PushAction.Nothing))];
    private string? _held;

    public PushedDay Outcome => new(day, _rows, _held);

    /// <returns>What ends the whole run, or null.</returns>
    public RemoteTrouble? Run()
    {
        if (writer.Around(day.Date, out var trouble) is not { } entries) return trouble;
        if (!Meet(entries)) return null;
        foreach (var action in (ReadOnlySpan<PushAction>)[PushAction.LookFor, PushAction.Delete])
            for (var i = 0; i < _rows.Count; i++)
                if (Does(i, action) && Ends(Change(i), i, out trouble)) return trouble;
        var waiting = Enumerable.Range(0, _rows.Count).Where(i => Does(i, PushAction.Update)).ToList();
        while (waiting.Count > 0)
        {
            // What moves into another's time moves after it; where each waits for another, one is deleted and made anew.
            var next = waiting.FindIndex(i => !waiting.Any(j => j != i && Overlap(_rows[i].Row.Wanted, _rows[j].Row.Sent)));
            var row = waiting[Math.Max(next, 0)];
            waiting.Remove(row);
            if (Ends(Change(row, isDeletedFirst: next < 0 && writer.RefusesOverlaps), row, out trouble)) return trouble;
        }
        for (var i = 0; i < _rows.Count; i++)
            if (Does(i, PushAction.Create) && Ends(Create(i), i, out trouble)) return trouble;
        return null;
    }

    private bool Does(int i, PushAction action) => PushPlan.ActionOf(_rows[i].Row) == action && (MaySend(i) || action == PushAction.LookFor);

    /// <summary>Whether nothing more of the day may be done.</summary>
    private bool Ends(RemoteTrouble? trouble, int i, out RemoteTrouble? why)
    {
        why = trouble;
        // Where time cannot be there twice, an entry that is left alone holds up no other.
        return trouble is not null || !(_rows[i].Row.State is PushState.Done or PushState.Pending || (_rows[i].Row.State == PushState.Blocked && writer.RefusesOverlaps));
    }

    private static bool Overlap(PushContent? one, PushContent? other) => one is not null && other is not null && one.Start < other.End && other.Start < one.End;

    /// <summary>Finds what has no id, by its mark.</summary>
    /// <returns>Whether anything of the day may be sent.</returns>
    private bool Meet(IReadOnlyList<PushedEntry> entries)
    {
        var goesOn = true;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].Row is not { RemoteId: null } row || PushPlan.ActionOf(row) == PushAction.Nothing) continue;
            List<PushedEntry> marked = [.. entries.Where(e => PushKey.MarksIn(e.Description) is [var mark] && mark == row.Key.Mark)];
            var met = PushMeeting.Found(row, marked, now(), Micros.From(writer.KeepsKeys));
            Set(i, met, PushAction.LookFor);
            goesOn &= met.State != PushState.Unknown && (marked.Count == 0 || met.State != PushState.Blocked);
        }
        if (!goesOn || !day.Steps.Any(s => s.MaySend)) return goesOn;
        if (PushMeeting.Strays(anyOfTheDay, [.. _rows.Select(r => r.Row)], entries) is not [var stray, ..]) return true;
        _held = $"the entry {Printable.Line(stray.Id)} has Daybook's mark, and the ledger knows nothing of it; delete it over there, or the mark out of its text";
        return false;
    }

    private bool MaySend(int i) => day.Steps[i].MaySend;

    /// <summary>Reads the entry first: only what is as it was sent is touched.</summary>
    private RemoteTrouble? Change(int i, bool isDeletedFirst = false)
    {
        var row = _rows[i].Row;
        var there = writer.Read(row.RemoteId!, out var trouble);
        if (trouble is not null) return trouble;
        row = PushMeeting.Before(row, there);
        Set(i, row, PushAction.LookFor);
        if (row.State != PushState.Pending || there is null || !MaySend(i)) return null;
        return row.Wanted is { } wanted && !isDeletedFirst
            ? Send(i, PushAction.Update, wanted, () => writer.Replace(there, row.Key.Target, wanted))
            : Send(i, PushAction.Delete, null, () => writer.Delete(there.Id));
    }

    private RemoteTrouble? Create(int i)
    {
        var row = _rows[i].Row;
        return Send(i, PushAction.Create, row.Wanted, () => writer.Create(row.Key.Target, row.Wanted!, isBillable, row.RequestKey));
    }

    /// <param name="tried">What the request says; null for a deletion.</param>
    private RemoteTrouble? Send(int i, PushAction action, PushContent? tried, Func<WriteResult> request)
    {
        var before = _rows[i].Row;
        var row = before with { State = PushState.Sending, Tried = tried, Attempts = before.Attempts + 1, LookedAt = null, Message = null };
        Set(i, row, action);
        var result = request();
        var (state, trouble) = (result.End, result.Trouble);
        if (state == WriteEnd.Taken)
        {
            Set(i, row with { State = tried == row.Wanted ? PushState.Done : PushState.Pending, RemoteId = action == PushAction.Delete ? null : result.Id, Sent = tried, Tried = null, Revision = row.Revision + 1, Attempts = 0 }, action);
            return null;
        }
        if (state == WriteEnd.InDoubt)
        {
            Set(i, row with { State = PushState.Unknown, Message = trouble!.Message }, action);
            return trouble;
        }
        // It was not done. What the service says of this one entry leaves the others to go on.
        var isOfTheEntry = state == WriteEnd.Impossible || (trouble!.Kind == RemoteKind.NotUnderstood && trouble.Status is not null);
        Set(i, row with { State = isOfTheEntry ? PushState.Blocked : PushState.Pending, Tried = null, Message = trouble!.Message }, action);
        return isOfTheEntry ? null : trouble;
    }

    private void Set(int i, PushRow row, PushAction action)
    {
        if (row != _rows[i].Row) save([row]);
        if (row != _rows[i].Row || action != PushAction.LookFor) _rows[i] = new PushedRow(row, action);
    }
}
