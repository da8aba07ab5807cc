using System.Text;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Remote;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>The whole program, with a service on this machine that it pushes to. Monday is 2026-03-02, the clock a week later, the days nine to five in Berlin.</summary>
internal sealed class APush : IAsyncDisposable
{
    public const string Week = "2026-W10";

    private APush(ClockifyStandIn service) => Service = service;

    public ClockifyStandIn Service { get; }

    public ADaybook Daybook { get; } = new() { Now = "2026-03-09T08:00:00Z" };

    public StringBuilder Printed { get; } = new();

    public string Web => Service.Project("web");
    public string Garden => Service.Project("garden");
    public string Rest => Service.Project("rest");

    /// <summary>Requests that change something, so far.</summary>
    public IReadOnlyList<string> Writes => [.. Service.Asked.Where(a => !a.StartsWith("GET ", StringComparison.Ordinal))];

    public static async Task<APush> New()
    {
        var push = new APush(await ClockifyStandIn.Start());
        push.Daybook.Environment["DAYBOOK_SECRET_CLOCKIFY"] = ClockifyStandIn.Key;
        push.Daybook.Remote = new RemoteWorld(new RemoteLimits(), new NoWaiting(), () => 0.5);
        push.Map();
        return push;
    }

    /// <param name="gardenTo">Where what was tracked for the garden goes; what was tracked for the web goes to the web.</param>
    /// <param name="more">Keys of <c>Allocation</c>, each with a comma before it.</param>
    public void Map(string? gardenTo = null, string more = "", string pull = "") => Daybook.Configure($$"""
        { "Zones": [{ "Zone": "Europe/Berlin" }],
          "Sources": [{ "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true, "Workspace": "{{Service.Workspace}}"{{pull}} } }],
          "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Ratio": "time", "Other": "{{Rest}}",
            "Rules": [{ "Project": "web", "To": "{{Web}}" }, { "Project": "garden", "To": "{{gardenTo ?? Garden}}" }]{{more}} } }
        """);

    /// <summary>Tracks lengths on a day of March 2026: <c>web 3:00</c>.</summary>
    public void Track(int day, params string[] said)
    {
        var entries = said.Select(s => s.Split(' ')).Select(s => $$"""{"date": "2026-03-{{day:00}}", "length": "{{s[1]}}", "project": "{{s[0]}}"}""");
        Daybook.Do("import", Daybook.Write($"{Guid.NewGuid():n}.json", $$"""{"daybook": 1, "entries": [{{string.Join(", ", entries)}}]}"""));
    }

    public (ExitCode Code, string Output, string Error) Run(params string[] args)
    {
        var result = Daybook.Run(["push", "clockify", .. args]);
        Printed.Append(result.Output).Append(result.Error);
        return result;
    }

    public string Do(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.ShouldBe(ExitCode.Done, $"{output}{error}");
        return output;
    }

    /// <summary>Lets so much time pass.</summary>
    public void Later(int seconds = 90) => Daybook.Now = InstantPattern.General.Format(InstantPattern.General.Parse(Daybook.Now).Value + Duration.FromSeconds(seconds));

    /// <summary>What the service has: <c>02 08:00-14:00 web</c> in UTC, in order.</summary>
    public IReadOnlyList<string> Theirs() => [.. Service.Entries.OrderBy(e => e.Start).ThenBy(e => e.Id, StringComparer.Ordinal).Select(Text)];

    private string Text(StandInEntry entry) =>
        $"{entry.Start.ToString("dd HH:mm", null)}-{entry.End?.ToString("HH:mm", null)} {(entry.ProjectId is { } project ? Service.Projects[project].Name : "-")}";

    /// <summary>The states of all rows, with how many there are of each.</summary>
    public string States()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        var rows = ledger.Pushes.Rows(1, "clockify", Service.Workspace, new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));
        return string.Join(", ", rows.GroupBy(r => r.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}".ToLowerInvariant()));
    }

    /// <summary>Exactly what is allocated stands there, each once, and no two of a day overlap.</summary>
    public void IsAsAllocated(string days = Week)
    {
        var allocated = Daybook.Json("allocate", days, "--json").GetProperty("days").EnumerateArray().SelectMany(d => d.GetProperty("times").EnumerateArray())
            .Select(t => $"{t.GetProperty("start").GetString()} {t.GetProperty("end").GetString()} {t.GetProperty("target").GetString()}").Order(StringComparer.Ordinal);
        Service.Entries.Select(e => $"{InstantPattern.General.Format(e.Start)} {InstantPattern.General.Format(e.End!.Value)} {e.ProjectId}").Order(StringComparer.Ordinal).ShouldBe(allocated);
        Service.Entries.Count(e => PushKey.MarksIn(e.Description).Count == 1).ShouldBe(Service.Entries.Count);
        Service.Entries.Select(e => PushKey.MarksIn(e.Description)[0]).Distinct().Count().ShouldBe(Service.Entries.Count);
    }

    /// <summary>As if the ledger had been made anew, without what it knew of pushes.</summary>
    public void ForgetPushes() => Daybook.Damage("delete from push");

    public async ValueTask DisposeAsync()
    {
        Daybook.Dispose();
        await Service.DisposeAsync();
    }
}
