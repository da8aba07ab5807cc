using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Beginning;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Tests.Worker;

/// <summary>The first minutes of somebody who has a home, and in it what earlier trackers have left.</summary>
public sealed class InitCommandTests : IDisposable
{
    private const string Key = "waka_0f3c9a7e-1111-4222-8333-444455556666", Password = "p@ss:CANARY/word";

    private readonly TemporaryFolder _home = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<string> _asked = [];

    public InitCommandTests()
    {
        _environment["HOME"] = _home.Path;
        _environment["TZ"] = "Europe/Berlin";
    }

    private string Config => _home.File(".config/daybook/appsettings.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void From_nothing_to_a_first_digest_in_one_command_and_later_ones_find_what_it_wrote()
    {
        var samples = Path.Combine(Repository.Root, "samples/demo");
        var output = Do("init", "--yes", "--person", "mara", "--region", "DE-BY", "--mail-to", "mara@example.org", "--import", samples);
        output.ShouldContain($"wrote {Config}");
        output.ShouldContain("the ledger lies in ");
        // The first digest, of the last whole week.
        output.ShouldContain("Week 35, 2026");
        Do("config", "check").ShouldContain("all of it can be used");
        var shown = Do("config", "show");
        foreach (var said in (string[])["mara", "DE-BY", "Europe/Berlin", "mara@example.org"]) shown.ShouldContain(said);
        // From any folder, without --config.
        Do("status").ShouldContain("wakatime (wakatime), mara");
        Do("report", "week", "2026-W35").ShouldContain("Week 35, 2026");
        if (OperatingSystem.IsWindows()) return;
        (File.GetUnixFileMode(_home.File(".local/share/daybook/daybook.db")) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
        File.GetUnixFileMode(_home.File(".local/share/daybook")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Whoever opens it in an editor gets help.
        File.Exists(_home.File(".config/daybook/appsettings.schema.json")).ShouldBeTrue();
        File.ReadAllText(Config).ShouldContain("\n  \"$schema\": \"appsettings.schema.json\",");
    }

    [Fact]
    public void What_is_found_is_offered_and_secrets_go_into_private_files_alone()
    {
        Found();
        var output = Do(["init"], "Asia/Bangkok", "mara@example.org", "y", "", "n", "yes");
        _asked.Count.ShouldBe(6);
        _asked[0].ShouldBe("Which zone do you live in? [Europe/Berlin] ");
        _asked[2].ShouldContain("the key of an account at api.wakatime.com");
        _asked[3].ShouldContain("transcripts of Claude Code");
        _asked[4].ShouldContain("EZTRACKER");
        _asked[5].ShouldContain("export of WakaTime");
        var settings = Load();
        settings.Zones.Single().Zone.ShouldBe("Asia/Bangkok");
        settings.Pulls.Single().ShouldSatisfyAllConditions(p => p.Source.ShouldBe("wakatime"), p => p.SecretFile.ShouldBe(_home.File(".config/daybook/wakatime.key")));
        settings.Delivery.Transport.ShouldBe(MailTransport.Folder);
        File.ReadAllText(_home.File(".config/daybook/wakatime.key")).ShouldBe(Key);
        Secrets.Of("wakatime", settings.Pulls[0].SecretFile, _ => null, out var flaw, out _).ShouldNotBeNull(flaw);
        foreach (var text in (string[])[output, string.Concat(_asked), File.ReadAllText(Config)]) text.ShouldNotContain(Key);
        output.ShouldContain("wakatime-heartbeats-export");
        output.ShouldContain("claude");
    }

    [Fact]
    public void The_mail_server_and_the_times_of_EZTRACKER_are_taken_over()
    {
        Found();
        Do("init", "--yes", "--mail-to", "mara@example.org");
        var settings = Load();
        settings.Delivery.ShouldSatisfyAllConditions(
            d => d.Transport.ShouldBe(MailTransport.Smtp), d => d.Server!.Host.ShouldBe("smtp.example.org"), d => d.Server!.Port.ShouldBe(2525),
            d => d.User.ShouldBe("me@example.org"), d => d.SecretFile.ShouldBe(_home.File(".config/daybook/smtp.key")));
        settings.MailFrom.Address.ShouldBe("me@example.org");
        settings.Work().Schedules.Single().Cron.Text.ShouldBe("0 0 * * 0");
        File.ReadAllText(_home.File(".config/daybook/smtp.key")).ShouldBe(Password);
        File.ReadAllText(Config).ShouldNotContain("CANARY");
    }

    [Fact]
    public void Where_nobody_is_there_to_be_asked_nothing_is_used_that_was_not_said()
    {
        Found();
        var output = Do("init");
        output.ShouldContain("found the key of an account at api.wakatime.com");
        output.ShouldContain("--yes uses it");
        Load().Pulls.ShouldBeEmpty();
        Directory.GetFiles(_home.File(".config/daybook")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["appsettings.json", "appsettings.schema.json"]);
        Do("status").ShouldContain("The ledger is empty");
    }

    [Fact]
    public void A_rehearsal_shows_the_settings_and_writes_nothing()
    {
        Found();
        var before = Directory.GetFileSystemEntries(_home.Path, "*", SearchOption.AllDirectories);
        var output = Do("init", "--yes", "--dry-run");
        output.ShouldContain("\"Ledger\": ");
        output.ShouldContain("# would take in ");
        output.ShouldNotContain(Key);
        Directory.GetFileSystemEntries(_home.Path, "*", SearchOption.AllDirectories).ShouldBe(before);
    }

    [Fact]
    public void Settings_that_are_there_are_never_written_over()
    {
        Do("init");
        var before = File.ReadAllBytes(Config);
        var (code, error) = Fail("init", "--yes");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("is there already");
        File.ReadAllBytes(Config).ShouldBe(before);
        // Another place is another beginning.
        Do("init", "--config", _home.File("other/settings.json"), "--folder", _home.File("other/data"));
        File.Exists(_home.File("other/data/daybook.db")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("--zone", "Mars", "is not a zone")]
    [InlineData("--region", "XX", "XX")]
    [InlineData("--mail-to", "nobody", "is no mail address")]
    [InlineData("--folder", "", "is empty")]
    public void What_cannot_be_is_refused_before_anything_is_written(string option, string value, string said)
    {
        var (code, error) = Fail("init", option, value);
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain(said);
        Directory.Exists(_home.File(".config")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("smtp://me%40example.org:p%40ss%3AC@smtp.example.org:2525", "smtp.example.org 2525 starttls me@example.org p@ss:C")]
    [InlineData("smtps://ada:x@mail.example.org", "mail.example.org  implicit ada x")]
    [InlineData("smtp://mail.example.org:465", "mail.example.org 465 implicit  ")]
    [InlineData("smtp://localhost:25", "localhost 25 none  ")]
    [InlineData("http://mail.example.org", null)]
    [InlineData("mail.example.org:25", null)]
    [InlineData("", null)]
    public void EZTRACKERs_mail_address_is_taken_apart(string url, string? parts) =>
        (Finds.Mail(url) is { } mail ? $"{mail.Host} {mail.Port} {mail.Security} {mail.User} {mail.Password}" : null).ShouldBe(parts);

    private void Found()
    {
        Write(".wakatime.cfg", $"[settings]\napi_key = {Key}\n");
        Write(".claude/projects/-home-mara-api/0f3c9a7e.jsonl", File.ReadAllText(Path.Combine(Repository.Root, "samples/claude-tracker/transcript.jsonl")));
        Write(".eztracker/.env", $"# a comment\nDATABASE_PATH=x.db\nEMAIL_PROVIDER=smtp://me%40example.org:{Uri.EscapeDataString(Password)}@smtp.example.org:2525\nSUMMARY_SCHEDULE=0 0 * * 0\n");
        Write("Downloads/wakatime-export.json", new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-08-24 09:00"), 0, 5)));
    }

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_home.File(name))!);
        File.WriteAllBytes(_home.File(name), bytes);
    }

    private Settings Load() => Settings.Load(Config, _home.Path);

    private string Do(params string[] args) => Do(args, []);

    private string Do(string[] args, params string[] typed)
    {
        var (code, output, error) = Run(args, typed);
        code.ShouldBe(ExitCode.Done, error);
        return output + error;
    }

    private (ExitCode Code, string Error) Fail(params string[] args) => Run(args, []) is var (code, _, error) ? (code, error) : default;

    private (ExitCode Code, string Output, string Error) Run(string[] args, string[] typed)
    {
        var answers = new Queue<string>(typed);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var world = new Surroundings(output, error, () => Stream.Null, Instant.FromUtc(2026, 9, 1, 6, 0), _environment.GetValueOrDefault, false, CancellationToken.None)
        {
            Ask = typed.Length == 0 ? null : question =>
            {
                _asked.Add(question);
                return answers.Dequeue();
            },
        };
        return (Program.Run(args, world), output.ToString(), error.ToString());
    }
}
