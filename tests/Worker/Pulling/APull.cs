using System.Text;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Remote;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>The whole program, with a service on this machine that it pulls from. Nothing waits.</summary>
internal sealed class APull : IAsyncDisposable
{
    private APull(ClockifyStandIn service) => Service = service;

    public ClockifyStandIn Service { get; }

    public ADaybook Daybook { get; } = new();

    public NoWaiting Clock { get; } = new();

    /// <summary>All that was printed, of every run.</summary>
    public StringBuilder Printed { get; } = new();

    public static async Task<APull> New(string more = "")
    {
        var pull = new APull(await ClockifyStandIn.Start());
        pull.Daybook.Environment["DAYBOOK_SECRET_CLOCKIFY"] = ClockifyStandIn.Key;
        pull.Daybook.Remote = new RemoteWorld(new RemoteLimits(), pull.Clock, () => 0.5);
        pull.Configure(more);
        return pull;
    }

    /// <param name="more">Keys of <c>Pull</c>, each with a comma before it.</param>
    public void Configure(string more) =>
        Daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true{{more}} } }] }""");

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

    /// <summary>What the ledger has for current, as id and start and end, in order of time.</summary>
    public IReadOnlyList<string> Current()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Entries.Current("clockify").Select(e => $"{e.UpstreamId} {((EntryTime.Interval)e.Time).Start} {((EntryTime.Interval)e.Time).End}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() =>
        [.. Service.Entries.Where(e => e.End is not null).Select(e => $"{e.Id} {Micros.From(e.Start)} {Micros.From(e.End!.Value)}").Order(StringComparer.Ordinal)];

    public void IsAsTheyHaveIt()
    {
        Current().ShouldBe(Theirs());
        Daybook.Do("check");
    }

    /// <summary>Forgets what was asked so far.</summary>
    public void ForgetAsked() => Service.Asked.Clear();

    public async ValueTask DisposeAsync()
    {
        Daybook.Dispose();
        await Service.DisposeAsync();
    }
}
