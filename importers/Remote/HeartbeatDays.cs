using NodaTime;

namespace Daybook.Importers.Remote;

/// <summary>Whose heartbeats a key gives.</summary>
/// <param name="Zone">As the service writes it, or null where it does not say.</param>
/// <param name="TimeoutMinutes">Null where it does not say.</param>
/// <param name="WritesOnly">Likewise.</param>
/// <param name="Since">The day that the account was made on, in UTC; null where it does not say.</param>
public sealed record HeartbeatAccount(string Id, string? Zone, int? TimeoutMinutes, bool? WritesOnly, LocalDate? Since);

/// <summary>An answer with heartbeats.</summary>
/// <param name="Name">The request it answers.</param>
/// <param name="Count">Heartbeats in it.</param>
public sealed record HeartbeatAnswer(string Name, byte[] Bytes, int Count);

/// <summary>A service that gives one account's heartbeats by day, and never takes one back.</summary>
public interface IHeartbeatDays
{
    /// <summary>How many days one answer may be of.</summary>
    int DaysAtOnce { get; }

    /// <summary>By how many days the heartbeats of an answer may lie before the days that were asked for.</summary>
    int DaysBehind { get; }

    /// <param name="from">In the account's zone, or in one of the service's choice.</param>
    /// <param name="to">The day after the last.</param>
    HeartbeatAnswer? Days(LocalDate from, LocalDate to, out RemoteTrouble? trouble);

    /// <summary>The first day that has any heartbeat; null where the service does not say, or cannot be asked.</summary>
    LocalDate? First(out RemoteTrouble? trouble);
}
