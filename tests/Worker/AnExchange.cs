using System.Text;
using Daybook.Importers.Remote;
using Daybook.Tests.Remote;
using Daybook.Tests.StandIns;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>The whole program, with a service on this machine that it pulls from or pushes to. Nothing waits.</summary>
/// <param name="source">The name of the source, and of its service.</param>
/// <param name="command">What each run begins with.</param>
internal abstract class AnExchange<TService>(TService service, string source, params string[] command) : IAsyncDisposable where TService : StandIn
{
    public virtual TService Service { get; } = service;

    public ADaybook Daybook { get; } = new();

    public NoWaiting Clock { get; } = new();

    /// <summary>All that was printed, of every run.</summary>
    public StringBuilder Printed { get; } = new();

    protected string Source { get; } = source;

    public (ExitCode Code, string Output, string Error) Run(params string[] args)
    {
        var result = Daybook.Run([.. command, .. args]);
        Printed.Append(result.Output).Append(result.Error);
        return result;
    }

    /// <summary>For what must succeed; gives what it printed.</summary>
    public string Do(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.ShouldBe(ExitCode.Done, $"{output}{error}");
        return output;
    }

    /// <summary>Nothing that was printed or kept has the key in it, be it in plain text or in Base64.</summary>
    public void HoldsNoSecret()
    {
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(Daybook.LedgerPath)!, "*", SearchOption.AllDirectories).Select(f => (Name: f, Text: Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        foreach (var (name, text) in files.Append(("what was printed", Printed.ToString())))
            foreach (var key in (string[])["CANARY", StandIn.KeyInBase64]) text.ShouldNotContain(key, customMessage: name);
    }

    /// <param name="key">That the person has put into the environment.</param>
    protected void LetIn(string key = StandIn.Key)
    {
        Daybook.Environment[$"DAYBOOK_SECRET_{Source.ToUpperInvariant()}"] = key;
        Daybook.Remote = new RemoteWorld(new RemoteLimits(), Clock, () => 0.5);
    }

    public async ValueTask DisposeAsync()
    {
        Daybook.Dispose();
        await Service.DisposeAsync();
    }
}
