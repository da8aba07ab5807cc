using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker;

/// <summary>The process that stays: started as systemd starts it, stopped as systemd stops it.</summary>
public sealed class WorkCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ADaybook _daybook = new() { Now = "2026-03-09T05:59:57Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Shows_when_each_schedule_would_do_what()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Work": { "Schedules": [{ "Name": "morning", "Cron": "30 6 * * mon-fri", "Stages": ["import", "derive"] }] } }""");
        _daybook.Do("work", "--dry-run").ShouldStartWith("morning: 30 6 * * mon-fri in Europe/Berlin: import, derive\n  2026-03-10 06:30 +01:00\n  2026-03-11 06:30 +01:00\n");
        _daybook.Configure("{}");
        _daybook.Do("work", "--dry-run").ShouldStartWith("round: */15 * * * * in UTC: pull, import, derive, report, send\n  2026-03-09 06:00 +00:00\n  2026-03-09 06:15 +00:00\n");
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "Name": "a", "Cron": "0 25 * * *" }""", "the hour is 0 to 23, not 25")]
    [InlineData("""{ "Name": "a", "Cron": "0 5 * * *", "Zone": "Mars" }""", "'Mars' is not a zone")]
    [InlineData("""{ "Name": "a", "Cron": "0 5 * * *" }, { "Name": "a", "Cron": "0 6 * * *" }""", "two schedules are called 'a'")]
    [InlineData("""{ "Name": " ", "Cron": "0 5 * * *" }""", "has no name")]
    [InlineData("""{ "Name": "a", "Cron": "0 5 * * *", "Stages": ["pul"] }""", "'pul'")]
    [InlineData("""{ "Name": "a", "Cron": "0 5 * * *", "Missed": "never" }""", "'never'")]
    public void Schedules_that_cannot_be_are_refused(string schedules, string said)
    {
        _daybook.Configure($$"""{ "Work": { "Schedules": [{{schedules}}] } }""");
        foreach (var args in (string[][])[["work"], ["work", "--dry-run"], ["config", "check"]])
        {
            var (code, _, error) = _daybook.Run(args);
            code.ShouldBe(ExitCode.Configuration);
            error.ShouldContain(said);
        }
    }

    [Fact]
    public void Makes_up_for_what_was_missed_keeps_its_times_tells_systemd_and_stops_when_asked_to()
    {
        _daybook.Configure("""
            { "Zones": [{ "Zone": "UTC" }], "Work": { "Schedules": [
              { "Name": "first", "Cron": "0 4 * * *", "Stages": ["import", "derive"] },
              { "Name": "never", "Cron": "0 3 * * *", "Missed": "skip" },
              { "Name": "six", "Cron": "0 6 * * *", "Missed": "skip", "Stages": ["import", "derive", "report"] } ] } }
            """);
        _daybook.Write("inbox/a.json", new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), 0, 5)));
        var socket = Path.Combine(Path.GetTempPath(), $"daybook-{Path.GetRandomFileName()}");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        manager.Bind(new UnixDomainSocketEndPoint(socket));
        _daybook.Environment["NOTIFY_SOCKET"] = socket;
        _daybook.Environment["WATCHDOG_USEC"] = "200000";
        using var work = _daybook.Started("work");
        var told = new List<string>();
        try
        {
            Until(told, manager, t => t.StartsWith("READY=1\nSTATUS=", StringComparison.Ordinal));
            Until(told, manager, t => t == "STATUS=at work: first");
            Until(told, manager, t => t == "STATUS=at work: six");
            Until(told, manager, t => t.StartsWith("STATUS=waiting for 'never' at 2026-03-10 03:00", StringComparison.Ordinal));
            told.ShouldContain("WATCHDOG=1");
            using (var health = Health())
            {
                health.RootElement.GetProperty("healthy").GetBoolean().ShouldBeTrue();
                health.RootElement.GetProperty("last").EnumerateArray().Select(l => l.GetProperty("schedule").GetString()).ShouldBe(["first", "six"]);
            }
            Signal(work, "TERM");
            Until(told, manager, t => t == "STOPPING=1");
            work.WaitForExit(Patience).ShouldBeTrue();
        }
        finally
        {
            if (!work.HasExited) work.Kill();
            File.Delete(socket);
        }
        work.ExitCode.ShouldBe(0, work.StandardError.ReadToEnd());
        using (var health = Health()) health.RootElement.GetProperty("state").GetString().ShouldBe("stopped");
        told.ShouldNotContain("STATUS=at work: never");
        _daybook.Texts("select about || ' ' || state from run where about is not null order by id").ShouldBe(["first done", "six done"]);
        File.Exists(_daybook.File("digests/daybook-2026-W10.eml")).ShouldBeTrue();

        // A process that comes later on that day has nothing to make up for.
        _daybook.Now = "2026-03-09T07:00:00Z";
        using var later = _daybook.Started("work");
        later.StandardOutput.ReadLine().ShouldStartWith("waiting for 'never' at 2026-03-10 03:00");
        Signal(later, "TERM");
        later.WaitForExit(Patience).ShouldBeTrue();
        _daybook.Number("select count(*) from run where about is not null").ShouldBe(2);
    }

    [Fact]
    public void A_ledger_that_somebody_else_holds_is_tried_again()
    {
        _daybook.Do("run");
        using var held = new FileStream($"{_daybook.LedgerPath}.lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var work = _daybook.Started("work");
        try
        {
            work.StandardError.ReadLine().ShouldStartWith("daybook work, round: another run holds the ledger");
            var waited = Stopwatch.StartNew();
            while (!File.ReadAllText(_daybook.File("health.json")).Contains("\"healthy\":false", StringComparison.Ordinal) && waited.Elapsed < Patience) Thread.Yield();
            using var health = Health();
            health.RootElement.GetProperty("last")[0].GetProperty("exit_code").GetInt32().ShouldBe((int)ExitCode.TryAgain);
        }
        finally
        {
            Signal(work, "TERM");
            work.WaitForExit(Patience).ShouldBeTrue();
        }
        work.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void It_is_tried_every_minute_until_it_is_free_and_then_comes_the_schedules_next_time()
    {
        _daybook.Now = "2026-03-09T06:00:00Z";
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Work": { "Schedules": [{ "Name": "six", "Cron": "0 6 * * *", "Stages": ["import", "derive"] }] } }""");
        _daybook.Do("run");
        var held = WriterLock.Take(_daybook.LedgerPath, "a test");
        using var stop = new CancellationTokenSource(Patience);
        var (elapsed, waits) = (Duration.Zero, new List<Duration>());
        (_daybook.Stop, _daybook.Elapsed) = (stop.Token, () => elapsed);
        _daybook.BetweenRuns = wait =>
        {
            waits.Add(wait);
            if (waits.Count == 3) held.Dispose();
            elapsed += wait;
            if (waits.Count < 4) return Duration.Zero;
            stop.Cancel();
            return wait;
        };
        var (code, _, error) = _daybook.Run("work");
        code.ShouldBe(ExitCode.Done, error);
        // At once, since its time had come; twice a minute later; then the day after.
        waits.ShouldBe([Duration.Zero, Duration.FromMinutes(1), Duration.FromMinutes(1), Duration.FromMinutes(24 * 60 - 2)]);
        error.Split("another run holds the ledger: a test (process ").Length.ShouldBe(3);
        _daybook.Texts("select about || ' ' || state || ' ' || started_at_us from run where about is not null").ShouldBe([$"six done {Moment.Utc("2026-03-09 06:02")}"]);
    }

    private JsonDocument Health() => JsonDocument.Parse(File.ReadAllBytes(_daybook.File("health.json")));

    private static void Until(List<string> told, Socket manager, Func<string, bool> isIt)
    {
        var buffer = new byte[4096];
        var waited = Stopwatch.StartNew();
        do told.Add(Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer)));
        while (!isIt(told[^1]) && waited.Elapsed < Patience);
        isIt(told[^1]).ShouldBeTrue(string.Join(", ", told.Distinct()));
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
