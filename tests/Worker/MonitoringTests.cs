using System.Net;
using System.Text;
using System.Text.Json;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Who is told of runs, by a server on this machine that writes down what it gets.</summary>
public sealed class MonitoringTests : IDisposable
{
    private const string Canary = "CANARY-1f3c9a7e-hc-check";

    private readonly ADaybook _daybook = new() { Now = "2026-03-09T06:00:00Z" };
    private readonly HttpListener _server = new();
    private readonly List<(string Path, string Body, string? Login)> _told = [];
    private readonly string _address;

    public MonitoringTests()
    {
        for (var port = 40_000 + (Environment.ProcessId % 10_000); ; port++)
        {
            try
            {
                _address = $"http://127.0.0.1:{port}";
                _server.Prefixes.Clear();
                _server.Prefixes.Add($"{_address}/");
                _server.Start();
                break;
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                // Somebody else has that one.
            }
        }
        _ = Task.Run(Listen);
    }

    private int Status { get; set; } = 200;

    public void Dispose()
    {
        _server.Close();
        _daybook.Dispose();
    }

    [Fact]
    public void Healthchecks_is_told_of_start_and_end_by_one_id()
    {
        Ping("healthchecks");
        _daybook.Do("run");
        _told.Count.ShouldBe(2);
        _told[0].Path.ShouldStartWith($"/{Canary}/start?rid=");
        _told[1].Path.ShouldStartWith($"/{Canary}?rid=");
        _told[0].Path.Split("rid=")[1].ShouldBe(_told[1].Path.Split("rid=")[1]);
        Guid.TryParse(_told[0].Path.Split("rid=")[1], out _).ShouldBeTrue();
        _told[1].Body.ShouldBe("exit 0");
        _told.ShouldAllBe(t => t.Login == null);
    }

    [Fact]
    public void A_run_that_fails_is_told_with_its_code_and_its_stages_and_nothing_personal()
    {
        _daybook.Write("inbox/secret-client.json", new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), 0, 5)));
        Ping("healthchecks", more: """, "Sources": [{ "Name": "secret-source", "Pull": { "Service": "clockify" } }]""");
        _daybook.Run("run").Code.ShouldBe(ExitCode.Configuration);
        _told[1].Path.ShouldStartWith($"/{Canary}/78?rid=");
        _told[1].Body.ShouldBe("exit 78, pull failed, import done, derive done, report done");
    }

    [Fact]
    public void A_run_that_cannot_even_begin_is_told()
    {
        Ping("webhook");
        _daybook.Write("ledger.db", "");
        _daybook.Run("run").Code.ShouldBe(ExitCode.InputOutput);
        var last = JsonDocument.Parse(_told[^1].Body).RootElement;
        (last.GetProperty("state").GetString(), last.GetProperty("exit_code").GetInt32(), last.GetProperty("text").GetString()).ShouldBe(("failure", 74, "exit 74"));
    }

    [Fact]
    public void Who_finds_somebody_at_work_has_not_failed_and_a_rehearsal_tells_nobody()
    {
        _daybook.Do("run");
        Ping("webhook", ping: """, "OnFailure": true""");
        using (new FileStream($"{_daybook.LedgerPath}.lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None)) _daybook.Run("run").Code.ShouldBe(ExitCode.TryAgain);
        _daybook.Do("run");
        _daybook.Do("run", "--dry-run");
        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Ntfy_gets_a_message_for_its_topic_with_the_token_in_its_header()
    {
        Ping("ntfy", ping: """, "Topic": "daybook", "HasSecret": true""");
        _daybook.Do("run");
        var message = JsonDocument.Parse(_told.ShouldHaveSingleItem().Body).RootElement;
        (message.GetProperty("topic").GetString(), message.GetProperty("title").GetString(), message.GetProperty("priority").GetInt32()).ShouldBe(("daybook", "Daybook: done", 2));
        _told[0].Login.ShouldBe($"Bearer {Canary}");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public void That_nobody_could_be_told_changes_nothing_of_the_run_and_shows_no_secret(int status)
    {
        Status = status;
        Ping("healthchecks");
        var (code, output, error) = _daybook.Run("run");
        (code, output).ShouldBe((ExitCode.Done, "nothing to do\n"));
        error.ShouldContain("ping was not told: ");
        error.ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("""{ "Name": "a", "Kind": "pigeon", "Url": "https://a.example" }""", "'pigeon'")]
    [InlineData("""{ "Name": "a", "Kind": "webhook", "Url": "http://a.example" }""", "is not https")]
    [InlineData("""{ "Name": "a", "Kind": "ntfy", "Url": "https://a.example" }""", "Topic")]
    [InlineData("""{ "Name": "a", "Kind": "webhook", "Url": "https://169.254.169.254" }""", "no address of a service")]
    [InlineData("""{ "Name": "a", "Kind": "webhook", "Url": "https://a.example" }, { "Name": "a", "Kind": "webhook", "Url": "https://b.example" }""", "two pings are called 'a'")]
    public void Pings_that_cannot_be_are_refused(string pings, string said)
    {
        _daybook.Configure($$"""{ "Monitor": { "Pings": [{{pings}}] } }""");
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(said);
    }

    [Fact]
    public void Metrics_say_how_the_run_went_and_when_sources_were_read()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Monitor": { "Metrics": "metrics/daybook.prom" } }""");
        _daybook.Write("inbox/a.json", new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), 0, 5)));
        _daybook.Do("run");
        var text = File.ReadAllText(_daybook.File("metrics/daybook.prom"));
        foreach (var line in (string[])["daybook_run_exit_code 0", "daybook_run_timestamp_seconds 1773036000.000000", "daybook_stage_exit_code{stage=\"import\"} 0", "daybook_stage_count{stage=\"import\",what=\"new\"} 2", "daybook_source_read_timestamp_seconds{source=\"wakatime\"} 1773036000.000000"])
            text.Split('\n').ShouldContain(line);
        // Each name is explained once, before its first value.
        text.Split('\n').Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2]).ShouldBeUnique();
    }

    [Fact]
    public void Lines_are_printed_as_json_or_with_priorities()
    {
        _daybook.Write("inbox/bad.json", "{\"weather\": \"fine\"}");
        var (_, output, error) = _daybook.Run("run", "--log", "journald");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(l => l.StartsWith("<6>", StringComparison.Ordinal));
        error.ShouldStartWith("<3>");
        var (_, json, complaints) = _daybook.Run("run", "--log=json");
        foreach (var line in (json + complaints).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonDocument.Parse(line).RootElement;
            entry.EnumerateObject().Select(p => p.Name).ShouldBe(["ts", "level", "message"]);
        }
        complaints.ShouldContain("\"level\":\"error\"");
        _daybook.Run("run", "--log", "xml").Code.ShouldBe(ExitCode.Usage);
    }

    private void Ping(string kind, string ping = "", string more = "")
    {
        _daybook.Configure($$"""{ "Zones": [{ "Zone": "UTC" }], "Monitor": { "Pings": [{ "Name": "ping", "Kind": "{{kind}}", "Url": "{{_address}}", "AllowHttp": true{{ping}} }] }{{more}} }""");
        _daybook.Environment["DAYBOOK_SECRET_PING"] = Canary;
    }

    private async Task Listen()
    {
        while (_server.IsListening)
        {
            try
            {
                var context = await _server.GetContextAsync();
                using (var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8)) _told.Add((context.Request.RawUrl!, await reader.ReadToEndAsync(), context.Request.Headers["Authorization"]));
                context.Response.StatusCode = Status;
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
