using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>The whole program, with a service on this machine that it pulls from.</summary>
/// <param name="host">Where the configuration says that the service is.</param>
internal abstract class APull<TService>(TService service, string source, string host) : AnExchange<TService>(service, source, "pull") where TService : StandIn
{
    /// <param name="more">Keys of <c>Pull</c>, each with a comma before it.</param>
    public void Configure(string more) =>
        Daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "{{Source}}", "Pull": { "Service": "{{Source}}", "Host": "{{host}}", "AllowHttp": true{{more}} } }] }""");

    /// <summary>Forgets what was asked so far.</summary>
    public void ForgetAsked() => Service.Asked.Clear();

    protected void Prepare(string more, string key = StandIn.Key)
    {
        LetIn(key);
        Configure(more);
    }

    /// <summary>The entries that the ledger has for current, each as this text, in order of the text.</summary>
    protected IReadOnlyList<string> Entries(Func<TimeEntry, EntryTime.Interval, string> text)
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Entries.Current(Source).Select(e => text(e, (EntryTime.Interval)e.Time)).Order(StringComparer.Ordinal)];
    }
}
