using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>
/// Reads an account's heartbeats day by day, the newest first: the span that was wished for; else the last days anew, and from there back to the
/// first. Heartbeats are only ever added. Each answer is taken in with how far back it brings the source.
/// </summary>
internal sealed class HeartbeatPull(PullWork work, IHeartbeatDays service, HeartbeatAccount account)
{
    // Without a word of the first day: where so many days in a row have nothing, nothing comes before.
    private const int MostEmptyDays = 366;

    private static readonly LocalDate Epoch = new(1970, 1, 5);

    private readonly PullCursors _cursors = work.Cursors;
    private bool _isAnyGiven;

    /// <summary>The newest day that the service does not give, whatever it gave of later ones; older ones are not asked for. Null where there is none.</summary>
    public LocalDate? Refused { get; private set; }

    /// <summary>Why not.</summary>
    public RemoteTrouble? Refusal { get; private set; }

    /// <summary>The day that it is for the account, or for whoever is ahead of everyone where it has no zone.</summary>
    private LocalDate Today => ZoneOf(account.Zone) is { } zone ? work.Now.InZone(zone).Date : work.Now.WithOffset(Offset.FromHours(14)).Date;

    /// <summary>Takes in what the account says of itself where that is new, and looks whether it is the one that was pulled before.</summary>
    public static RemoteTrouble? Begin(PullWork work, HeartbeatAccount account, string name)
    {
        if (work.Cursors.Account is not null && work.OtherAccount(account.Id) is { } other) return other;
        var settings = account with { Zone = ZoneOf(account.Zone)?.Id };
        var text = AccountDocument.Text(settings);
        if (text != work.Cursors.Settings && work.TakeInAs(WakaTimeClient.Service.Name, name, AccountDocument.Of(settings, work.Now), PullCursors.SettingsAre(text)) is null) return PullWork.NotTakenIn;
        return work.OtherAccount(account.Id);
    }

    /// <summary>All that was wished for, where days are the only way.</summary>
    public RemoteTrouble? Run()
    {
        var trouble = work.Wish.From is { } from ? Span(from) : Recent() ?? Older(null);
        return trouble ?? Refusal;
    }

    /// <summary>What was wished for.</summary>
    public RemoteTrouble? Span(LocalDate from)
    {
        var to = LocalDate.Min(work.Wish.To ?? LocalDate.MaxIsoValue, Today.PlusDays(1));
        return Newest(from, to);
    }

    /// <summary>The last days, and all since they were read.</summary>
    public RemoteTrouble? Recent()
    {
        var (known, today, isAnew) = (_cursors.Pulled, Today, work.Wish.IsFull || work.WasClockAhead);
        var recent = Aligned((known is { } pulled && pulled < today ? pulled : today).PlusDays(-work.Settings.LagDays));
        if (Newest(recent, today.PlusDays(1)) is { } trouble) return trouble;
        if (isAnew) _cursors.Until = null;
        if (Refused is { } refused && (known is not { } before || refused >= before))
        {
            if (_cursors.IsDone && !isAnew) _cursors.Until = known;
            _cursors.Back = refused.PlusDays(1);
        }
        else if (isAnew) _cursors.Back = recent;
        else if (!_cursors.IsDone) _cursors.Back ??= recent;
        _cursors.Pulled = today;
        return null;
    }

    /// <summary>What comes before, and is not known yet.</summary>
    /// <param name="first">Nothing is known to come before it; null where nobody says.</param>
    public RemoteTrouble? Older(LocalDate? first)
    {
        if (_cursors.IsDone || Refused is not null) return null;
        if (first is null && (first = First(out var trouble)) is null && trouble is not null) return trouble;
        var empty = 0;
        while (_cursors.Back is { } back && Refused is null)
        {
            work.Stop.ThrowIfCancellationRequested();
            if (first is { } end ? back <= end : empty >= MostEmptyDays && !(account.Since < back))
            {
                _cursors.EverythingIsRead();
                return null;
            }
            var from = Aligned(back.PlusDays(-1));
            if (Read(from, back, isBack: true, out var count) is { } failed) return failed;
            empty = count > 0 ? 0 : empty + Period.DaysBetween(from, back);
        }
        return null;
    }

    /// <summary>A day that nothing comes before, as far as the service says; null where it does not.</summary>
    public LocalDate? First(out RemoteTrouble? trouble) =>
        service.First(out trouble) is { } first ? (account.Since is { } since && since < first ? since : first).PlusDays(-1) : null;

    private RemoteTrouble? Newest(LocalDate from, LocalDate to)
    {
        to = to.PlusDays(service.DaysBehind);
        while (to > from && Refused is null)
        {
            work.Stop.ThrowIfCancellationRequested();
            var start = LocalDate.Max(from, Aligned(to.PlusDays(-1)));
            if (Read(start, to, isBack: false, out _) is { } trouble) return trouble;
            to = start;
        }
        return null;
    }

    /// <param name="isBack">Whether everything from the first of the days on is read with it.</param>
    private RemoteTrouble? Read(LocalDate from, LocalDate to, bool isBack, out int count)
    {
        count = 0;
        if (service.Days(from, to, out var trouble) is not { } answer)
        {
            var days = Period.DaysBetween(from, to);
            if (trouble is { IsTooLong: true } && days > 1)
                return Read(from.PlusDays(days / 2), to, isBack, out count) ?? (Refused is null ? Read(from, from.PlusDays(days / 2), isBack, out count) : null);
            if (trouble is not { IsNotPermitted: true } || (trouble.Status != 402 && !_isAnyGiven)) return trouble;
            (Refused, Refusal) = (to.PlusDays(-1), trouble);
            return null;
        }
        (_isAnyGiven, count) = (true, answer.Count);
        if (count > 0) return work.TakeIn(answer.Name, answer.Bytes, isStamped: true, isBack ? [PullCursors.ReadBackTo(from)] : []) is null ? PullWork.NotTakenIn : null;
        if (isBack) _cursors.Back = from;
        return null;
    }

    /// <summary>The first day of the span that is asked for together: always the same days, so that the same answers are the same bytes.</summary>
    private LocalDate Aligned(LocalDate day)
    {
        var days = Period.DaysBetween(Epoch, day);
        return Epoch.PlusDays(days - (((days % service.DaysAtOnce) + service.DaysAtOnce) % service.DaysAtOnce));
    }

    /// <summary>Null for a name that is none.</summary>
    public static DateTimeZone? ZoneOf(string? name) => name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
}
