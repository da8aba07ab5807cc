using Daybook.Importers.Remote;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>
/// Reads an account's entries window by window, the newest first: the span that was wished for; else the last days anew, and from there back to what
/// comes before nothing.
/// </summary>
internal sealed class WindowedPull(PullWork work, IEntryWindows service)
{
    private const int MostMonths = 12, LongestAway = 62;

    private readonly WindowPull _windows = new(work, service);
    private readonly PullCursors _cursors = work.Cursors;
    private int _months = 1;
    private bool _gaveAny;

    public RemoteTrouble? Run() => work.Wish.From is { } from ? Span(from) : All();

    private RemoteTrouble? Span(LocalDate from)
    {
        foreach (var window in PullWindow.Months(from, work.Wish.To, work.Today))
            if (_windows.Run(window).Trouble is { } trouble) return trouble;
        return null;
    }

    private RemoteTrouble? All()
    {
        // So long after the last pull, its month windows might never be done: they begin anew with each run that is cut off, and those of going back do not.
        var isLongAgo = _cursors.Pulled < work.Today.PlusDays(-LongestAway) || work.WasClockAhead;
        var last = !isLongAgo && _cursors.Pulled is { } pulled && pulled < work.Today ? pulled : work.Today;
        var recent = last.PlusDays(-work.Settings.LagDays);
        foreach (var window in PullWindow.Months(recent, null, work.Today))
            if (Read(window, out _) is { } trouble) return trouble;
        if (work.Wish.IsFull || isLongAgo) _cursors.Back = recent;
        else if (!_cursors.IsDone) _cursors.Back ??= recent;
        // Written down last: it is what tells that the last one is long ago.
        _cursors.Pulled = work.Today;
        while (_cursors.Back is { } back)
        {
            work.Stop.ThrowIfCancellationRequested();
            var window = _cursors.Window is { } begun && begun.Window.To == back ? begun.Window : PullWindow.Before(back, _months);
            if (Read(window, out var entries) is { } trouble) return trouble;
            _months = Fitting(entries);
            if (entries > 0) _cursors.Back = window.From;
            else if (service.Before(window, out trouble) is not { } older) return trouble;
            // What only the ledger has is gone there: its month is read as well.
            else if (Latest(older.Starts is [var (_, theirs), ..] ? theirs : null, _windows.LastBefore(window)) is { } start) _cursors.Back = Next(window.From, Micros.ToInstant(start).InUtc().Date);
            else if (_gaveAny || _windows.HasAny) _cursors.EverythingIsRead();
            // An error may look like an empty list: who has nothing at all is asked for everything again.
            else _cursors.Back = null;
        }
        _cursors.Window = null;
        return null;
    }

    private RemoteTrouble? Read(PullWindow window, out int entries)
    {
        (entries, var trouble) = _windows.Run(window);
        _gaveAny |= entries > 0;
        return trouble;
    }

    /// <summary>How many months to ask for next, so that a window is one page as far as can be known: few requests, and nothing that has to be read twice.</summary>
    private int Fitting(int entries) => Math.Clamp((int)(_months * (long)work.Settings.PageSize * 3 / 4 / Math.Max(1, entries)), 1, Math.Min(MostMonths, 4 * _months));

    /// <summary>Up to where to go back: the end of the month of what comes before.</summary>
    private static LocalDate Next(LocalDate read, LocalDate older) =>
        PullWindow.FirstOfMonth(older).PlusMonths(1) is var end && end < read ? end : read;

    private static long? Latest(long? one, long? other) => one > other || other is null ? one : other;
}
