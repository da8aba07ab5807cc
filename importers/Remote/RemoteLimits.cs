using System.Net;

namespace Daybook.Importers.Remote;

/// <summary>How long and how much is waited for.</summary>
public sealed record RemoteLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until the answer begins.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two pieces of an answer.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one attempt, the whole answer included.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Bytes of an answer.</summary>
    public int LongestBody { get; init; } = 16 << 20;

    /// <summary>Bytes of a file that is fetched.</summary>
    public long LongestFile { get; init; } = 16L << 30;

    /// <summary>For the whole of such a file.</summary>
    public TimeSpan File { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Times that what may be repeated is asked again.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Between two attempts, all attempts of a client together: no run may sleep for long.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>What requests need of the world around: a clock that delays, and chance.</summary>
/// <param name="Delays">Waits between attempts.</param>
/// <param name="Chance">From 0 to 1, for the jitter of delays.</param>
public sealed record RemoteWorld(RemoteLimits Limits, TimeProvider Delays, Func<double> Chance)
{
    /// <summary>Where a name leads.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Lookup { get; init; } = Dns.GetHostAddressesAsync;

    public static RemoteWorld Real { get; } = new(new RemoteLimits(), TimeProvider.System, Random.Shared.NextDouble);
}
