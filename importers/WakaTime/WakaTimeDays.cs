using Daybook.Importers.Remote;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>The heartbeats of one account at a service that speaks WakaTime's language.</summary>
/// <param name="daysBehind">0 where a date is a day in the account's zone.</param>
public sealed class WakaTimeDays(WakaTimeClient client, HeartbeatAccount account, int daysBehind = 0) : IHeartbeatDays
{
    public int DaysAtOnce => 1;

    public int DaysBehind => daysBehind;

    public HeartbeatAnswer? Days(LocalDate from, LocalDate to, out RemoteTrouble? trouble) => client.Heartbeats(account, from, out trouble);

    public LocalDate? First(out RemoteTrouble? trouble) => client.First(out trouble);
}
