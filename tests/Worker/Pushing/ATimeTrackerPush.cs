using System.Globalization;
using System.Text;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Remote;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>The whole program, with a TimeTracker on this machine that it pushes to: its clocks are Rome's. Monday is 2026-03-02, the clock a week later, the days nine to five in Berlin.</summary>
internal sealed class ATimeTrackerPush : IAsyncDisposable
{
    public const string Week = "2026-W10";

    private ATimeTrackerPush(TimeTrackerStandIn service) => Service = service;

    public TimeTrackerStandIn Service { get; }

    public ADaybook Daybook { get; } = new();

    public StringBuilder Printed { get; } = new();

    public string Web => Id(Service.Project("web"));
    public string Garden => Id(Service.Project("garden"));
    public string Rest => Id(Service.Project("rest"));

    /// <summary>What stands for the workspace.</summary>
    public string Place => new Uri(Service.Root).Authority;

    public IReadOnlyList<string> Writes => [.. Service.Asked.Where(a => !a.StartsWith("GET ", StringComparison.Ordinal))];

    /// <summary>Two days to push: web and garden on the 2nd, web alone on the 3rd.</summary>
    public static async Task<ATimeTrackerPush> New()
    {
        var push = new ATimeTrackerPush(await TimeTrackerStandIn.Start());
        push.Daybook.Environment["DAYBOOK_SECRET_TIMETRACKER"] = StandIn.Key;
        push.Daybook.Remote = new RemoteWorld(new RemoteLimits(), new NoWaiting(), () => 0.5);
        push.At(Instant.FromUtc(2026, 3, 9, 8, 0));
        push.Map();
        push.Track(2, "web 3:00", "garden 1:00");
        push.Track(3, "web 1:00");
        return push;
    }

    public void Map(string? gardenTo = null, string more = "", string? webTo = null) => Daybook.Configure($$"""
        { "Zones": [{ "Zone": "Europe/Berlin" }],
          "Sources": [{ "Name": "timetracker", "Pull": { "Service": "timetracker", "Host": "{{Service.Address}}", "AllowHttp": true } }],
          "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Ratio": "time", "Other": "{{Rest}}",
            "Rules": [{ "Project": "web", "To": "{{webTo ?? Web}}" }, { "Project": "garden", "To": "{{gardenTo ?? Garden}}" }]{{more}} } }
        """);

    public void Track(int day, params string[] said)
    {
        var entries = said.Select(s => s.Split(' ')).Select(s => $$"""{"date": "2026-03-{{day:00}}", "length": "{{s[1]}}", "project": "{{s[0]}}"}""");
        Daybook.Do("import", Daybook.Write($"{Guid.NewGuid():n}.json", $$"""{"daybook": 1, "entries": [{{string.Join(", ", entries)}}]}"""));
    }

    public (ExitCode Code, string Output, string Error) Run(params string[] args)
    {
        var result = Daybook.Run(["push", "timetracker", .. args]);
        Printed.Append(result.Output).Append(result.Error);
        return result;
    }

    public string Do(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.ShouldBe(ExitCode.Done, $"{output}{error}");
        return output;
    }

    /// <summary>Lets so much time pass, here and there.</summary>
    public void Later(int seconds = 90) => At(InstantPattern.General.Parse(Daybook.Now).Value + Duration.FromSeconds(seconds));

    public string States()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        var rows = ledger.Pushes.Rows(1, "timetracker", Place, new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));
        return string.Join(", ", rows.GroupBy(r => r.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}".ToLowerInvariant()));
    }

    /// <summary>What the service has by its own clock: <c>02 09:00-15:00 web</c>, in order.</summary>
    public IReadOnlyList<string> Theirs() => [.. Service.Entries.OrderBy(e => e.Start).Select(e => $"{e.Start:dd HH:mm}-{e.End:HH:mm} {(e.Project is { } project ? Service.Projects[project].Name : "-")}")];

    /// <summary>Exactly what is allocated stands there, each once.</summary>
    public void IsAsAllocated(string days = Week, string? hint = null)
    {
        var allocated = Daybook.Json("allocate", days, "--json").GetProperty("days").EnumerateArray().SelectMany(d => d.GetProperty("times").EnumerateArray())
            .Select(t => $"{t.GetProperty("start").GetString()} {t.GetProperty("end").GetString()} {t.GetProperty("target").GetString()}").Order(StringComparer.Ordinal);
        Service.Entries.Select(e => $"{Text(e.Start)} {Text(e.End!.Value)} {e.Project}").Order(StringComparer.Ordinal).ShouldBe(allocated, hint);
        Service.Entries.Select(e => PushKey.MarksIn(e.Notes).Single()).ShouldBeUnique();
    }

    public void ForgetPushes() => Daybook.Damage("delete from push");

    public async ValueTask DisposeAsync()
    {
        Daybook.Dispose();
        await Service.DisposeAsync();
    }

    private void At(Instant now)
    {
        Daybook.Now = InstantPattern.General.Format(now);
        Service.Now = now;
    }

    private string Text(LocalDateTime time) => InstantPattern.General.Format(Service.Zone.AtStrictly(time).ToInstant());

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);
}
