using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.StandIns.TimeTracker;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>The whole program, with a service on this machine that it pushes to. Monday is 2026-03-02, the clock a week later, the days nine to five in Berlin.</summary>
internal abstract class APush(EntryStandIn service, string source) : AnExchange<EntryStandIn>(service, source, "push", source)
{
    public const string Week = "2026-W10";

    public string Web => Service.ProjectId("web");
    public string Garden => Service.ProjectId("garden");
    public string Rest => Service.ProjectId("rest");

    /// <summary>The workspace, or what stands for it.</summary>
    public abstract string Place { get; }

    /// <summary>Requests that change something, so far.</summary>
    public IReadOnlyList<string> Writes => [.. Service.Asked.Where(a => !a.StartsWith("GET ", StringComparison.Ordinal))];

    public static async Task<APush> New(string source)
    {
        APush push = source == "clockify" ? new AClockifyPush(await ClockifyStandIn.Start()) : new ATimeTrackerPush(await TimeTrackerStandIn.Start());
        push.LetIn();
        push.At(Instant.FromUtc(2026, 3, 9, 8, 0));
        push.Map();
        return push;
    }

    /// <param name="gardenTo">Where what was tracked for the garden goes; the garden by default, as the web does to the web.</param>
    /// <param name="more">Keys of <c>Allocation</c>, each with a comma before it.</param>
    /// <param name="pull">Keys of <c>Pull</c>, likewise.</param>
    public void Map(string? gardenTo = null, string more = "", string pull = "", string? webTo = null) => Daybook.Configure($$"""
        { "Zones": [{ "Zone": "Europe/Berlin" }],
          "Sources": [{ "Name": "{{Source}}", "Pull": { "Service": "{{Source}}", "Host": "{{Service.Address}}", "AllowHttp": true{{Needed}}{{pull}} } }],
          "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Ratio": "time", "Other": "{{Rest}}",
            "Rules": [{ "Project": "web", "To": "{{webTo ?? Web}}" }, { "Project": "garden", "To": "{{gardenTo ?? Garden}}" }]{{more}} } }
        """);

    /// <summary>Tracks lengths on a day of March 2026: <c>web 3:00</c>.</summary>
    public void Track(int day, params string[] said)
    {
        var entries = said.Select(s => s.Split(' ')).Select(s => $$"""{"date": "2026-03-{{day:00}}", "length": "{{s[1]}}", "project": "{{s[0]}}"}""");
        Daybook.Do("import", Daybook.Write($"{Guid.NewGuid():n}.json", $$"""{"daybook": 1, "entries": [{{string.Join(", ", entries)}}]}"""));
    }

    /// <summary>Lets so much time pass, here and there.</summary>
    public void Later(int seconds = 90) => At(InstantPattern.General.Parse(Daybook.Now).Value + Duration.FromSeconds(seconds));

    /// <summary>What the service has: <c>02 08:00-14:00 web</c> in UTC, in order.</summary>
    public IReadOnlyList<string> Theirs() => [.. Service.Kept.OrderBy(e => e.Start).ThenBy(e => e.Id, StringComparer.Ordinal).Select(e => $"{e.Start.ToString("dd HH:mm", null)}-{e.End?.ToString("HH:mm", null)} {e.Project ?? "-"}")];

    /// <summary>The states of all rows, with how many there are of each.</summary>
    public string States()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        var rows = ledger.Pushes.Rows(1, Source, Place, new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));
        return string.Join(", ", rows.GroupBy(r => r.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}".ToLowerInvariant()));
    }

    /// <summary>Exactly what is allocated stands there, each once, and no two of a day overlap.</summary>
    public void IsAsAllocated(string days = Week, string? hint = null)
    {
        var allocated = Daybook.Json("allocate", days, "--json").GetProperty("days").EnumerateArray().SelectMany(d => d.GetProperty("times").EnumerateArray())
            .Select(t => $"{t.GetProperty("start").GetString()} {t.GetProperty("end").GetString()} {t.GetProperty("target").GetString()}").Order(StringComparer.Ordinal);
        Service.Kept.Select(e => $"{InstantPattern.General.Format(e.Start)} {InstantPattern.General.Format(e.End!.Value)} {(e.Project is { } project ? Service.ProjectId(project) : null)}").Order(StringComparer.Ordinal).ShouldBe(allocated, hint);
        HasEachOnce(hint);
    }

    /// <summary>Every entry has one mark, and each another one.</summary>
    public void HasEachOnce(string? hint = null) => Service.Kept.Select(e => PushKey.MarksIn(e.Text).Single()).ShouldBeUnique(hint);

    /// <summary>As if the ledger had been made anew, without what it knew of pushes.</summary>
    public void ForgetPushes() => Daybook.Damage("delete from push");

    /// <summary>Keys of <c>Pull</c> that the service cannot be pushed to without, each with a comma before it.</summary>
    protected virtual string Needed => "";

    protected virtual void At(Instant now) => Daybook.Now = InstantPattern.General.Format(now);
}
