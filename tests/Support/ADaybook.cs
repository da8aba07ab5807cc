using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Support;

/// <summary>The program, run in process with a folder and a ledger of its own, at a time the test sets.</summary>
internal sealed class ADaybook : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>What the program takes for the present.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 9, 1, 6, 0);

    /// <summary>The environment variables the program sees; none of the machine's own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Ledger => File("ledger.db");

    public string File(string name) => _folder.File(name);

    /// <summary>Runs a command on <see cref="Ledger"/>, which need not be named.</summary>
    public Answer Run(params string[] args) => RunOn([], args);

    /// <param name="input">What the program finds on standard input.</param>
    public Answer RunOn(byte[] input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var world = new Surroundings(
            output, error, () => new MemoryStream(input, writable: false), Now, Environment.GetValueOrDefault, IsTerminal: false, CancellationToken.None);
        var code = Program.Run([.. args, "--ledger", Ledger], world);
        return new Answer(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What came of a command.</summary>
    internal sealed record Answer(ExitCode Code, string Output, string Error)
    {
        /// <summary>The answer itself when all went well; else the test fails with what the program complained of.</summary>
        public Answer Done()
        {
            Code.ShouldBe(ExitCode.Done, Error);
            return this;
        }
    }
}
