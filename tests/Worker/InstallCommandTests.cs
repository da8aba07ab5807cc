using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Installing;

namespace Daybook.Tests.Worker;

public sealed class InstallCommandTests : IDisposable
{
    private const string Secret = "CANARY-8d2f61";

    private readonly ADaybook _daybook = new();

    public InstallCommandTests()
    {
        _daybook.Environment["HOME"] = _daybook.File("home");
        _daybook.Environment["DAYBOOK_SECRET_WORK"] = Secret;
        _daybook.Configure("""{ "Sources": [{ "Name": "work", "Pull": { "Service": "clockify" } }], "Mail": { "Transport": "smtp", "Host": "mail.example.org", "User": "ada", "SecretFile": "/etc/daybook/smtp key%", "From": "a@example.org", "To": "b@example.org" } }""");
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Units_of_a_user_hold_credentials_and_no_secret_and_nothing_that_needs_root()
    {
        var said = _daybook.Do("install", "systemd", "--user");
        said.ShouldContain("now: systemctl --user daemon-reload && systemctl --user enable --now daybook.timer");
        var service = File.ReadAllText(_daybook.File("home/.config/systemd/user/daybook.service"));
        service.ShouldContain($"run --log journald --config {_daybook.ConfigPath}\n");
        service.ShouldContain($"LoadCredential=work:{_daybook.File("credentials/work")}\n");
        service.ShouldContain("LoadCredential=\"smtp:/etc/daybook/smtp key%%\"\n");
        service.ShouldContain("NoNewPrivileges=yes\n");
        service.ShouldNotContain("DynamicUser");
        service.ShouldNotContain("PrivateDevices");
        service.ShouldNotContain(Secret);
        File.ReadAllText(_daybook.File("home/.config/systemd/user/daybook.timer")).ShouldContain("Persistent=true\n");
    }

    [Fact]
    public void A_rehearsal_writes_nothing_and_says_all()
    {
        var before = _daybook.Listing();
        var said = _daybook.Do("install", "systemd", "--user", "--dry-run", "--calendar", "Mon *-*-* 06:30:00 Europe/Berlin");
        _daybook.Listing().ShouldBe(before);
        said.ShouldContain("[Service]\n");
        said.ShouldContain("OnCalendar=Mon *-*-* 06:30:00 Europe/Berlin\n");
        said.ShouldNotContain("03:35:00");
        _daybook.Do("install", "systemd", "--user", "--work", "--dry-run").ShouldContain("Type=notify\n");
    }

    [Fact]
    public void A_service_of_the_system_is_told_where_it_may_write()
    {
        // The settings of a test lie in a folder that no such service may see.
        var (code, _, error) = _daybook.Run("install", "systemd", "--dry-run");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("put the settings into /etc/daybook, or use --user");
        var settings = Daybook.Worker.Configuration.Settings.Load(_daybook.ConfigPath, "/");
        var service = new Units(["/opt/day book/daybook"], "/etc/daybook/appsettings.json", settings, isOfUser: false).OfTimer(null)[0].Text;
        service.ShouldContain("ExecStart=\"/opt/day book/daybook\" run --log journald --config /etc/daybook/appsettings.json\n");
        service.ShouldContain("LoadCredential=work:/etc/daybook/credentials/work\n");
        foreach (var line in (string[])["DAYBOOK_LEDGER=/var/lib/daybook/daybook.db", "DAYBOOK__INBOX=/var/lib/daybook/inbox", "DAYBOOK__ARCHIVE=/var/lib/daybook/archive", "DAYBOOK__DIGESTS=/var/lib/daybook/digests"])
            service.ShouldContain($"Environment={line}\n");
        service.ShouldNotContain("\nMemoryDenyWriteExecute");
        service.ShouldContain("DynamicUser=yes\n");
    }

    [Theory]
    [InlineData("--work --calendar daily", "--calendar is for a timer")]
    public void What_does_not_go_together_is_refused(string options, string said) =>
        _daybook.Run(["install", "systemd", "--user", .. options.Split(' ')]).Error.ShouldContain(said);

    [Theory]
    [InlineData("", "# daybook: begin\n35 5 * * * daybook run\n# daybook: end\n")]
    [InlineData("MAILTO=me\n0 1 * * * backup\n", "MAILTO=me\n0 1 * * * backup\n# daybook: begin\n35 5 * * * daybook run\n# daybook: end\n")]
    [InlineData("# daybook: begin\n1 2 * * * daybook run --quiet\n# daybook: end\n0 1 * * * backup\n", "0 1 * * * backup\n# daybook: begin\n35 5 * * * daybook run\n# daybook: end\n")]
    public void Crons_other_lines_stay_as_they_are(string before, string after)
    {
        var table = Crontab.With(before, "35 5 * * *", ["daybook", "run"]);
        table.ShouldBe(after);
        Crontab.With(table, "35 5 * * *", ["daybook", "run"]).ShouldBe(after);
        Crontab.Without(Crontab.With(before, "1 1 * * *", ["x"])).ShouldBe(Crontab.Without(before));
    }

    [Fact]
    public void What_cron_would_take_for_more_than_a_word_is_quoted() =>
        Crontab.With("", "0 5 * * *", ["/opt/day book/daybook", "run", "--config", "/tmp/50% off's.json"]).ShouldContain("0 5 * * * '/opt/day book/daybook' run --config '/tmp/50\\% off'\\''s.json'\n");

    [Fact]
    public void Cron_is_shown_its_line_before_it_gets_it()
    {
        _daybook.Do("install", "cron", "--dry-run", "--cron", "15 6 * * mon-fri").ShouldContain($"\n15 6 * * mon-fri {AppContext.BaseDirectory}");
        _daybook.Run("install", "cron", "--dry-run", "--cron", "15 25 * * *").Code.ShouldBe(ExitCode.Usage);
    }
}
