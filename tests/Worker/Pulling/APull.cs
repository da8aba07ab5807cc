using System.Text;
using Daybook.Importers.Remote;
using Daybook.Tests.Remote;
using Daybook.Tests.StandIns;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>The whole program, with a service on this machine that it pulls from. Nothing waits.</summary>
/// <param name="source">The name of the source, and of its service.</param>
/// <param name="host">Where the configuration says that the service is.</param>
internal abstract class APull<TService>(TService service, string source, string host) : IAsyncDisposable where TService : StandIn
{
    public TService Service { get; } = service;

    public ADaybook Daybook { get; } = new();

    public NoWaiting Clock { get; } = new();

    /// <summary>All that was printed, of every run.</summary>
    public StringBuilder Printed { get; } = new();

    /// <param name="more">Keys of <c>Pull</c>, each with a comma before it.</param>
    public void Configure(string more) =>
        Daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "{{source}}", "Pull": { "Service": "{{source}}", "Host": "{{host}}", "AllowHttp": true{{more}} } }] }""");

    public (ExitCode Code, string Output, string Error) Run(params string[] args)
    {
        var result = Daybook.Run(["pull", .. args]);
        Printed.Append(result.Output).Append(result.Error);
        return result;
    }

    /// <summary>For what must succeed; gives what it printed.</summary>
    public string Do(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.ShouldBe(ExitCode.Done, error);
        return output;
    }

    /// <summary>Forgets what was asked so far.</summary>
    public void ForgetAsked() => Service.Asked.Clear();

    /// <param name="key">That the person has put into the environment.</param>
    protected void Prepare(string more, string key = StandIn.Key)
    {
        Daybook.Environment[$"DAYBOOK_SECRET_{source.ToUpperInvariant()}"] = key;
        Daybook.Remote = new RemoteWorld(new RemoteLimits(), Clock, () => 0.5);
        Configure(more);
    }

    public async ValueTask DisposeAsync()
    {
        Daybook.Dispose();
        await Service.DisposeAsync();
    }
}
