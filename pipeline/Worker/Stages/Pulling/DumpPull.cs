using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Takes in an export of all heartbeats: one that the service has ready, or else a new one, which may be ready only when a later pull asks.</summary>
internal sealed class DumpPull(PullWork work, WakaTimeClient client)
{
    private const int Looks = 6;
    private static readonly Duration BetweenLooks = Duration.FromSeconds(10);

    // An export is there for days, not for weeks.
    private const int OldestDays = 14;

    /// <summary>Why there is no export, where that ended nothing.</summary>
    public RemoteTrouble? Reason { get; private set; }

    /// <summary>Null where an export is in, or none can be had; else what the next pull goes on from.</summary>
    public RemoteTrouble? Run()
    {
        for (var look = 1; ; look++)
        {
            if (client.Dumps(out var trouble) is not { } dumps) return trouble is { IsNotPermitted: true } or { Status: 404 or 405 } ? Without(trouble) : trouble;
            if (dumps.Where(d => d.IsReady(work.Now) && IsNews(d)).MaxBy(Made) is { } ready) return Fetch(ready);
            var under = dumps.Where(d => d.IsUnderWay(work.Now)).MaxBy(Made);
            if (under is null && look > 1) return Without(Odd("its export has failed"));
            if (under is null)
            {
                if (work.Wish.IsRehearsal) return Later("a pull would ask for an export of all heartbeats, which a rehearsal does not");
                under = client.RequestDump(out trouble);
                // One that is there already must expire first, and what it lacks can perhaps be had otherwise.
                if (trouble is { Status: 400 }) return work.Cursors.Until is null ? Later(trouble.Message) : Without(trouble);
                if (under is null) return trouble!.IsNotPermitted || trouble.Status is 404 or 405 ? Without(trouble) : trouble;
            }
            work.Cursors.Dump = under.Id;
            if (look >= Looks || work.Wish.IsRehearsal) return Later($"its export of all heartbeats is not ready yet{(under.Percent is { } percent ? $" ({Model.Printable.Short(percent, 8)} %)" : "")}");
            work.Remote.Wait(BetweenLooks.ToTimeSpan(), work.Stop);
        }
    }

    private RemoteTrouble? Fetch(WakaTimeDump dump)
    {
        try
        {
            if (Write(dump.Address!) is { } trouble) return trouble.Kind == RemoteKind.NotUnderstood ? Without(trouble) : trouble;
            return TakeIn(dump);
        }
        finally
        {
            File.Delete(work.Scratch);
        }
    }

    private RemoteTrouble? Write(Uri address)
    {
        try
        {
            // What a run that was killed has left.
            File.Delete(work.Scratch);
            using var to = new FileStream(work.Scratch, Private());
            return work.Remote.Fetch(address, to, work.Stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RemoteTrouble(RemoteKind.Misconfigured, $"the export cannot be written beside the ledger: {Model.Printable.Line(e.Message)}", "It needs as much room again as the export has.");
        }
    }

    private RemoteTrouble? TakeIn(WakaTimeDump dump)
    {
        if (work.TakeInFile(client.NameOf(dump), work.Scratch) is not { Result: { } result }) return PullWork.NotTakenIn;
        // An empty one says nothing: who has no heartbeats loses none by being asked for each day.
        if (result.Counts is { New: 0, Same: 0, Changed: 0, Rejected: 0 }) return Without(Odd("its export is empty"));
        work.Cursors.Until = KnownBefore(dump);
        work.Cursors.Dump = null;
        return null;
    }

    /// <summary>The day that an export was made on may have gone on, and the one before in another zone.</summary>
    private LocalDate KnownBefore(WakaTimeDump dump) => Made(dump).InUtc().Date.PlusDays(-1);

    private Instant Made(WakaTimeDump dump) => Instant.Min(dump.Made ?? work.Now - Duration.FromDays(OldestDays), work.Now);

    private bool IsNews(WakaTimeDump dump) => work.Cursors.Until is not { } until || KnownBefore(dump) > until;

    private RemoteTrouble? Without(RemoteTrouble reason)
    {
        Reason = reason;
        work.Note($"there is no export of all heartbeats: {reason.Message}", "They are read day by day, as far back as the service gives them.");
        return null;
    }

    private static RemoteTrouble Later(string message) => new(RemoteKind.Limited, message, "What is newer is in. The next pull goes on from here.");

    private RemoteTrouble Odd(string message) => work.Remote.Odd(message, "The next pull asks again.");

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
