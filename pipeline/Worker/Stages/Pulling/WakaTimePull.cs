using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>
/// Pulls one account from WakaTime: the last days as heartbeats, all that comes before as one export, and totals for days that can be had in
/// neither way.
/// </summary>
internal sealed class WakaTimePull
{
    private readonly PullWork _work;
    private readonly WakaTimeClient _client;
    private readonly HeartbeatAccount _account;
    private readonly HeartbeatPull _days;
    private readonly SummaryPull _holes;

    private WakaTimePull(PullWork work, WakaTimeClient client, HeartbeatAccount account)
    {
        (_work, _client, _account) = (work, client, account);
        _days = new HeartbeatPull(work, new WakaTimeDays(client, account), account);
        _holes = new SummaryPull(work, client, account);
    }

    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new WakaTimeClient(work.Remote, work.Stop);
        if (client.Account(out var trouble) is not { } account) return trouble;
        if (HeartbeatPull.Begin(work, account, client.AccountName) is { } other) return other;
        var pull = new WakaTimePull(work, client, account);
        return work.Wish.From is null ? pull.All() : pull.Span();
    }

    private RemoteTrouble? Span()
    {
        var from = _work.Wish.From!.Value;
        return _days.Span(from) ?? (_days.Refused is { } refused ? _holes.Fill(from, refused) ?? NotGiven(from, refused) : null);
    }

    private RemoteTrouble? All()
    {
        if (_days.Recent() is { } trouble) return trouble;
        var cursors = _work.Cursors;
        var dumps = new DumpPull(_work, _client);
        // Where nothing says that all before a day is in, or days after it are not given, only an export has them.
        if (!cursors.IsDone && (cursors.Until is not { } until || (_days.Refused is not null && cursors.Back > until)) && dumps.Run() is { } failed) return failed;
        if (_days.Older(cursors.Until) is { } older) return older;
        if (cursors.Back is not { } back) return null;
        var first = cursors.Until;
        if (first is null && (first = _days.First(out var unsaid) ?? _account.Since) is null) return unsaid ?? _days.Refusal;
        var (from, last) = (first.Value, back.PlusDays(-1));
        if (from >= back || _holes.AreInExports(from, last))
        {
            cursors.EverythingIsRead();
            return null;
        }
        if (_holes.Fill(from, last) is { } unfilled) return unfilled;
        // While an export may still come, the days stay open.
        if (dumps.Reason is not { IsNotPermitted: true } and not { Status: 404 or 405 }) return NotGiven(from, last);
        _work.Note($"of {Period.Iso(from)} to {Period.Iso(last)} no heartbeats are given: what was not known of these days has totals", "An export of all heartbeats, imported as a file, has them.");
        cursors.EverythingIsRead();
        return null;
    }

    private static RemoteTrouble NotGiven(LocalDate first, LocalDate last) => new(RemoteKind.Limited,
        $"the heartbeats from {Period.Iso(first)} to {Period.Iso(last)} are not given; days of which nothing was known have totals in their place", "An export of all heartbeats has them: a later pull asks for one, or import it as a file.");
}
