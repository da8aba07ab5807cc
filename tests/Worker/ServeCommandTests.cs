using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>The receiver as people start it, stop it, and lose it.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-09-01T12:00:00Z" };
    private string _key = "";

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_key_is_made_once_and_only_its_hash_is_kept()
    {
        var output = _daybook.Do("serve", "key", "laptop");
        output.ShouldMatch("^key: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\nfor Serve.Keys in the settings:\n    \\{ \"Name\": \"laptop\", \"Sha256\": \"[0-9a-f]{64}\", \"Source\": \"editor\" \\}\n$");
        var line = output.Split('\n')[2];
        _daybook.Configure($$"""{"Serve": {"Keys": [ {{line}} ]} }""");
        _daybook.Run("serve", "key", "Laptop").Code.ShouldBe(ExitCode.Usage);
        _daybook.Run("serve", "key", "../x").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Without_a_key_it_does_not_start() => _daybook.Run("serve").Code.ShouldBe(ExitCode.Configuration);

    [Theory]
    [InlineData("\"Listen\": \"0.0.0.0:8717\"", "other machines can reach 0.0.0.0")]
    [InlineData("\"Listen\": \"8717\"", "is no address with a port")]
    [InlineData("\"Listen\": \"localhost\"", "is no address with a port")]
    [InlineData("\"Hosts\": [\"a b\"]", "is no name of a machine")]
    [InlineData("\"Keys\": [{\"Name\": \"a\", \"Sha256\": \"1234\"}]", "the Sha256 of the key 'a' is none")]
    [InlineData("\"Keys\": [{\"Name\": \"a/b\", \"Sha256\": \"\"}]", "'a/b' is no name for a key")]
    [InlineData("\"Keys\": [{\"Name\": \"a\", \"Sha256\": \"$\", \"Source\": \"..\"}]", "'..' cannot be the source of a key")]
    [InlineData("\"Keys\": [{\"Name\": \"a\", \"Sha256\": \"$\"}, {\"Name\": \"A\", \"Sha256\": \"$\"}]", "two keys are called 'A'")]
    [InlineData("\"Keys\": [{\"Name\": \"a\", \"Sha256\": \"$\"}, {\"Name\": \"b\", \"Sha256\": \"$\", \"Person\": \"ada\"}]", "the source 'editor' would be ada's and me's")]
    public void Settings_that_would_let_in_whom_nobody_means_are_refused(string serve, string message)
    {
        _daybook.Configure($$"""{"Serve": { {{serve.Replace("$", new string('0', 64), StringComparison.Ordinal)}} } }""");
        _daybook.Run("serve").ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCode.Configuration), r => r.Error.ShouldContain(message));
    }

    [Fact]
    public async Task What_was_answered_is_there_though_the_receiver_is_killed_the_moment_after()
    {
        Prepare();
        using var process = Start("exec \"$@\"", out var address);
        for (var i = 0; i < 20; i++) (await Post(address, Beat(i))).ShouldBe(202);
        process.Kill();
        await process.WaitForExitAsync();
        _daybook.Do("import").ShouldEndWith("20 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public async Task What_is_sent_again_and_from_elsewhere_is_there_once()
    {
        Prepare();
        using var process = Start("exec \"$@\"", out var address);
        for (var i = 0; i < 50; i++) (await Post(address, Beat(0))).ShouldBe(202);
        Terminated(process);
        _daybook.Do("run");
        _daybook.Number("select count(*) from heartbeat").ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_is_answered_so_and_loses_nothing_that_was_promised()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell there limits the size of files.");
        Prepare();
        // Files of 16 KiB at most, as on a disk that is full; the signal for it would end the process, and so would the runtime's
        // own large file, which the variable does without.
        using var process = Start("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 16; exec \"$@\"", out var address);
        var kept = 0;
        var status = 202;
        for (; kept < 1000 && status == 202; kept++) status = await Post(address, Beat(kept));
        status.ShouldBe(503);
        kept--;
        Terminated(process);
        kept.ShouldBeGreaterThan(10);
        var (code, output, _) = _daybook.Run("import");
        code.ShouldBeOneOf(ExitCode.Done, ExitCode.PartlyDone);
        output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{kept} new, 0 same"));
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_well_and_run_leaves_the_day_for_status_bars()
    {
        Prepare();
        using (var process = Start("exec \"$@\"", out var address))
        {
            foreach (var minute in (int[])[0, 10]) await Post(address, Beat(minute));
            Terminated(process);
        }
        _daybook.Do("run");
        using var again = Start("exec \"$@\"", out var second);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        var text = await client.GetStringAsync($"{second}/users/current/status_bar/today");
        JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("grand_total").GetProperty("total_seconds").GetInt32().ShouldBe(600);
        Terminated(again);
    }

    [Fact]
    public void A_source_of_the_spool_is_the_person_s_whose_key_writes_to_it()
    {
        _daybook.Configure($$"""{"Serve": {"Keys": [{"Name": "ada", "Sha256": "{{new string('0', 64)}}", "Person": "ada", "Source": "ada-editor"}]} }""");
        foreach (var source in (string[])["ada-editor", "editor"])
            new Daybook.Spool.SpoolWriter(_daybook.File("spool")).Append(source, "x", [Encoding.UTF8.GetBytes(Beat(0))], isPromised: false);
        _daybook.Do("import");
        _daybook.Number("select count(*) from source join person on person.id = person_id where (source.name, person.name) in (values ('ada-editor', 'ada'), ('editor', 'me'))").ShouldBe(2);
    }

    private void Prepare()
    {
        var made = _daybook.Json("serve", "key", "laptop", "--json");
        _key = made.GetProperty("key").GetString()!;
        _daybook.Configure($$"""{"Serve": {"Listen": "127.0.0.1:0", "Keys": [{"Name": "laptop", "Sha256": "{{made.GetProperty("sha256").GetString()}}"}]} }""");
    }

    /// <param name="script">Runs the program, which its arguments are.</param>
    private Process Start(string script, out string address)
    {
        var start = new ProcessStartInfo("bash", ["-c", script, "bash", Path.Combine(AppContext.BaseDirectory, "daybook"), "serve", "--ledger", _daybook.LedgerPath, "--config", _daybook.ConfigPath, "--now", _daybook.Now]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd();
        var listening = Regex.Match(said, "^listening on (http://127\\.0\\.0\\.1:[0-9]+), 1 key$");
        listening.Success.ShouldBeTrue(said);
        address = listening.Groups[1].Value;
        return process;
    }

    private static void Terminated(Process process)
    {
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit(20_000).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
    }

    private async Task<int> Post(string address, string beat)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/users/current/heartbeats") { Content = new StringContent(beat, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        return (int)(await client.SendAsync(request)).StatusCode;
    }

    private static string Beat(int minute) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"entity":"/home/ada/a.cs","type":"file","time":{{1_788_249_600 + minute * 60}},"project":"daybook","is_write":false}""");
}
