using System.Globalization;
using Daybook.Importers.Remote;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Counts the requests of the last hour, over runs: each is written down before it is made.</summary>
/// <param name="perHour">Null for no limit.</param>
internal sealed class RequestBudget(PullCursors cursors, int? perHour, Func<Instant> now)
{
    private const int Hour = 3600;

    /// <summary>Whether the last request was not made for want of budget.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Why no request may be made, or null after one was counted.</summary>
    public RemoteTrouble? Take()
    {
        if (perHour is not { } most) return null;
        var at = now().ToUnixTimeSeconds();
        // What a clock that was set back a little left in the future counts as well; what lies further off was never asked then.
        var recent = cursors.Asked.Where(a => a > at - Hour && a < at + Hour).Order().ToList();
        IsSpent = recent.Count >= most;
        if (!IsSpent) cursors.Asked = [.. recent, at];
        return !IsSpent ? null : new RemoteTrouble(RemoteKind.Limited,
            string.Create(CultureInfo.InvariantCulture, $"the {most} requests of an hour are spent"), string.Create(CultureInfo.InvariantCulture, $"The next pull goes on from here, in {(recent[^most] + Hour - at + 59) / 60} minutes at the soonest."));
    }
}
