using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Hackatime;
using Daybook.Tests.StandIns.Wakapi;
using Daybook.Tests.StandIns.WakaTime;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>Pulls heartbeats from what stands in for one of the services that keep them.</summary>
/// <param name="grain">Microseconds that the service cuts instants down to.</param>
internal sealed class AHeartbeatPull(HeartbeatStandIn service, string source, string address, long grain = 1) : APull<HeartbeatStandIn>(service, source, address)
{
    public static async Task<AHeartbeatPull> New(string source, string more = "")
    {
        var pull = source switch
        {
            "wakatime" => await WakaTimeStandIn.Start() is var s ? new AHeartbeatPull(s, source, s.Address) : null!,
            "wakapi" => await WakapiStandIn.Start() is var s ? new AHeartbeatPull(s, source, s.Address, Micros.PerSecond) : null!,
            _ => await HackatimeStandIn.Start() is var s ? new AHeartbeatPull(s, source, s.Address) : null!,
        };
        pull.Prepare(more);
        return pull;
    }

    public WakaTimeStandIn WakaTime => (WakaTimeStandIn)Service;

    /// <summary>What the ledger has for current, in order of time.</summary>
    public IReadOnlyList<string> Current()
    {
        if (!File.Exists(Daybook.LedgerPath)) return [];
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return ledger.Connection.Query(
            """
            select at_us, entity.text, project.text from heartbeat
            join subject on subject.id = subject_id join name as entity on entity.id = entity_id join name as project on project.id = project_id
            where not exists (select 1 from heartbeat_tombstone as gone where gone.at_us = heartbeat.at_us and gone.subject_id = heartbeat.subject_id)
            order by 1, 2
            """,
            r => $"{r.GetInt64(0)} {r.GetString(1)} {r.GetString(2)}");
    }

    /// <summary>What the service has, likewise.</summary>
    public IReadOnlyList<string> Theirs() =>
        [.. Service.Beats.Select(b => (At: Micros.From(b.At) / grain * grain, b)).OrderBy(b => b.At).Select(b => $"{b.At} {b.b.Entity} {b.b.Project}").Distinct()];

    public void IsAsTheyHaveIt(string? why = null)
    {
        Current().ShouldBe(Theirs(), why);
        Daybook.Do("check");
    }
}
