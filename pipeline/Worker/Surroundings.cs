using System.Security.Cryptography;
using Daybook.Importers.Remote;
using Daybook.Reports;
using NodaTime;

namespace Daybook.Worker;

/// <summary>All that the program touches of the world around it, so that a test can be that world.</summary>
/// <param name="Clock">The present; read once at the start.</param>
/// <param name="Input">Standard input, opened when a command asks for it.</param>
/// <param name="Environment">Environment variables; null for one that is not set.</param>
/// <param name="IsTerminal">Whether a person watches standard error: progress is shown only then.</param>
public sealed record Surroundings(
    TextWriter Output, TextWriter Error, Func<Stream> Input, Instant Clock, Func<string, string?> Environment, bool IsTerminal, CancellationToken Stop)
{
    /// <summary>The variables of the environment that say settings.</summary>
    public Func<IReadOnlyCollection<KeyValuePair<string, string>>> Variables { get; init; } = () => [];

    /// <summary>Since the start of the process, by a clock that nobody sets.</summary>
    public Func<Duration> Elapsed { get; init; } = () => Duration.Zero;

    /// <summary>Asks a person, and gives what was typed; null where nobody is there to be asked.</summary>
    public Func<string, string?>? Ask { get; init; }

    /// <summary>So many bytes that nobody can foresee: ids are made of them.</summary>
    public Func<int, byte[]> Random { get; init; } = RandomNumberGenerator.GetBytes;

    /// <summary>The present each time it is asked, for what goes on for long; null where the clock stands still.</summary>
    public Func<Instant>? Present { get; init; }

    /// <summary>Lets time pass; ends early where the program is to stop.</summary>
    public Action<Duration> Wait { get; init; } = time => Stop.WaitHandle.WaitOne(time.ToTimeSpan());

    /// <summary>How much of a wait between runs really passes: all of it, but where a test's clock goes on by itself.</summary>
    public Func<Duration, Duration> BetweenRuns { get; init; } = wait => wait;

    /// <summary>How long services are waited for; null as long as they really are.</summary>
    public RemoteWorld? Remote { get; init; }

    /// <summary>Likewise, mail servers.</summary>
    public SmtpWorld? Smtp { get; init; }
}
