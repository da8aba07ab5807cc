namespace Daybook.Model;

/// <summary>What an account export says of the account itself, as of the moment it was made.</summary>
/// <param name="Account">The source's own id of the account, or null.</param>
/// <param name="Zone">IANA name the source cuts days by, or null.</param>
/// <param name="TimeoutMinutes">Longest gap the source joins, or null.</param>
/// <param name="WritesOnly">Whether the source counts only heartbeats that saved a file, or null.</param>
/// <param name="CoversFrom">First instant the export speaks for, microseconds, or null when it does not say.</param>
/// <param name="CoversTo">
/// Where the export's knowledge ends, microseconds: its range, but not after the account's last heartbeat.
/// </param>
public sealed record AccountSnapshot(
    string? Account, string? Zone, int? TimeoutMinutes, bool? WritesOnly, long? CoversFrom, long? CoversTo);
