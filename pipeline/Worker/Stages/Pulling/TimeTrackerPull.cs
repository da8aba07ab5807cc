using Daybook.Importers.Remote;
using Daybook.Importers.TimeTracker;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Pulls one account of a TimeTracker: its entries by windows, then what else it says.</summary>
internal static class TimeTrackerPull
{
    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new TimeTrackerClient(work.Remote, work.Stop);
        if (client.Account(out var trouble) is not { } account) return trouble;
        // Users are numbered on each server from 1.
        if (work.OtherAccount($"{work.Settings.Place}/{account.User}") is { } other) return other;
        if (work.Wish.From is null) work.Cursors.StartAnewIn(account.Zone.Id);
        if (TimeTrackerNames.Read(client, m => work.Note(m), out trouble) is not { } names) return trouble;
        return new WindowedPull(work, new TimeTrackerWindows(client, account, names)).Run() ?? Terms(work, client, account, names);
    }

    private static RemoteTrouble? Terms(PullWork work, TimeTrackerClient client, TimeTrackerAccount account, TimeTrackerNames names)
    {
        var person = work.Ledger.Sources.All().First(s => s.Name == work.Settings.Source).Person;
        var known = work.Ledger.Terms.Of(person, TimeTrackerTerms.Kinds).Where(f => f.Source == work.Settings.Source).ToList();
        var terms = new TimeTrackerTerms(client, account, names, known, m => work.Note(m));
        if (terms.Read(out var trouble) is not { } document) return trouble;
        if (work.TakeIn(work.Remote.NameOf("/users/me, /projects, /time-off"), document, isStamped: false) is null) return PullWork.NotTakenIn;
        work.Gone += terms.Gone;
        return null;
    }
}
