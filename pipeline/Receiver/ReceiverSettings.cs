using System.Net;
using NodaTime;

namespace Daybook.Receiver;

/// <summary>Who may send, and where it goes.</summary>
/// <param name="Name">Names the files in the spool; not secret.</param>
/// <param name="Sha256">Of the key; the key itself is kept nowhere.</param>
/// <param name="Source">The folder of the spool.</param>
/// <param name="WebhookSecret">What TimeTracker signs its messages with, or null.</param>
public sealed record ReceiverKey(string Name, byte[] Sha256, string Person, string Source, byte[]? WebhookSecret = null);

/// <param name="Listen">Where it listens; port 0 for any that is free.</param>
/// <param name="Hosts">What it may be called beside the names of this machine itself.</param>
/// <param name="Spool">Full path.</param>
public sealed record ReceiverSettings(IPEndPoint Listen, IReadOnlyList<ReceiverKey> Keys, IReadOnlyList<string> Hosts, string Spool);

/// <summary>What the receiver needs of the world.</summary>
/// <param name="Now">The present, each time it is asked.</param>
/// <param name="Random">So many bytes that nobody can foresee.</param>
/// <param name="Trouble">Told what a person who looks after the machine should know; never a key or what was sent.</param>
public sealed record ReceiverWorld(Func<Instant> Now, Func<int, byte[]> Random, Action<string> Trouble);

/// <summary>What is let in, and how much of it.</summary>
public static class ReceiverLimits
{
    /// <summary>Bytes.</summary>
    public const int Body = 256 * 1024, RequestLine = 4096, Headers = 8192;

    public const int HeaderCount = 32, Connections = 64;

    /// <summary>Heartbeats in one message.</summary>
    public const int Heartbeats = 100;

    /// <summary>Characters of a text in a heartbeat.</summary>
    public const int Text = 4096;

    /// <summary>Brackets open at once.</summary>
    public const int Depth = 8;

    /// <summary>Requests a minute with one key; a client that was offline for days sends a hundred at once.</summary>
    public const int OfAKey = 300;

    /// <summary>Requests a minute with no key or a wrong one, from one address.</summary>
    public const int FailuresOfAnAddress = 10;

    /// <summary>How far ahead of the clock, and how long ago, a heartbeat may be.</summary>
    public static readonly Duration Ahead = Duration.FromHours(1), Old = Duration.FromDays(180);
}
