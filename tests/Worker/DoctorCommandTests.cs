using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Tests.Support;
using Daybook.Tests.Worker.Mailing;
using Daybook.Tests.Worker.Pulling;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Each trouble is injected, and named by its code.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Work = """{ "Sources": [{ "Name": "work", "Pull": { "Service": "clockify" } }] }""";

    private const string Backups = """{ "Backup": { "Folder": "backups" } }""";

    private readonly ADaybook _daybook = new() { Now = "2026-03-09T06:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Where_all_is_well_it_says_so_and_answers_with_0()
    {
        _daybook.Environment["HOME"] = _daybook.File("home");
        _daybook.Write("home/.config/systemd/user/daybook.timer", "");
        _daybook.Configure(Backups);
        _daybook.Do("run");
        _daybook.Do("backup");
        _daybook.Do("doctor", "--quiet").ShouldBeEmpty();
        var said = _daybook.Do("doctor");
        foreach (var fine in (string[])["can be used", "speaks to nobody", "zone database is 20", "nobody else can read the ledger", "MiB are free", "nobody is at work", "daybook.timer", "is sound", "SQLite 3.", "the last run was just now, done"])
            said.ShouldContain(fine);
        Codes().ShouldBe(["settings", "hosts", "clock", "zones", "rights", "disk", "lock", "timer", "ledger", "sqlite", "run", "backup"]);
    }

    [Fact]
    public void Every_finding_has_a_way_out_and_looking_changes_nothing()
    {
        _daybook.Configure(Work);
        _daybook.Run("run");
        var before = _daybook.Listing();
        var (_, output, error) = _daybook.Run("doctor", "--json");
        error.ShouldBeEmpty();
        foreach (var found in JsonDocument.Parse(output).RootElement.EnumerateArray().Where(f => f.GetProperty("level").GetString() != "fine")) found.GetProperty("fix").GetString().ShouldNotBeNullOrEmpty();
        _daybook.Listing().ShouldBe(before);
    }

    public static TheoryData<string, int, string> Troubles => new()
    {
        { "no ledger", 3, "ledger-missing" },
        { "settings", 78, "settings-wrong" },
        { "a schedule", 78, "settings-wrong" },
        { "no key", 78, "secret-missing" },
        { "a placeholder", 78, "secret-missing" },
        { "open rights", 77, "rights-open" },
        { "an inbox that is a file", 73, "folder-file" },
        { "clock back", 3, "clock-back" },
        { "clock of 1999", 78, "clock-old" },
        { "old zones", 3, "zones-old" },
        { "damaged", 74, "ledger-damaged" },
        { "not a database", 74, "ledger-damaged" },
        { "of a newer program", 78, "ledger-unknown" },
        { "a killed run", 3, "run-killed" },
        { "an old run", 3, "run-old" },
        { "no run", 3, "run-never" },
        { "a failed run", 78, "run-failed" },
        { "never pulled", 3, "pull-never" },
        { "a pull that failed", 78, "pull-failed" },
        { "quarantine", 3, "quarantine" },
        { "no timer", 3, "timer-missing" },
        { "no folder of backups", 3, "backup-nowhere" },
        { "no backup", 3, "backup-never" },
        { "an old backup", 3, "backup-old" },
        { "an inbox that nobody can write to", 77, "folder-closed" },
        { "a ledger that has outgrown its disk", 3, "disk-full" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Each_trouble_is_named_by_its_code(string trouble, int code, string named)
    {
        _daybook.Environment["HOME"] = _daybook.File("home");
        _daybook.Write("home/.config/systemd/user/daybook.timer", "");
        _daybook.Do("run");
        Make(trouble);
        var codes = Codes(out var answer);
        codes.ShouldContain(named);
        ((int)answer).ShouldBe(code);
        // For people the code stands beside the finding.
        _daybook.Run("doctor").Output.ShouldContain($"[{named}]");
    }

    [Fact]
    public void Who_is_at_work_is_named_and_is_no_trouble()
    {
        _daybook.Do("run");
        using (WriterLock.Take(_daybook.LedgerPath, "daybook pull"))
        {
            Codes().ShouldContain("lock-held");
            _daybook.Run("doctor").Output.ShouldContain("ok    at work now: daybook pull (process ");
        }
        Codes().ShouldNotContain("lock-held");
    }

    [Fact]
    public void A_ledger_that_is_being_written_to_is_not_called_damaged()
    {
        _daybook.Do("run");
        using var held = WriterLock.Take(_daybook.LedgerPath, "daybook import");
        // As it is in the middle of a transaction.
        _daybook.Write("ledger.db-journal", new byte[512]);
        var codes = Codes(out var code);
        codes.ShouldContain("lock-held");
        codes.ShouldContain("not-looked-at");
        codes.ShouldNotContain("ledger-damaged");
        code.ShouldBe(ExitCode.TryAgain);
    }

    [Theory]
    [InlineData("mail-waits", SmtpStep.Greeting, SmtpFault.Leaves, "warning")]
    [InlineData("mail-failed", SmtpStep.Rcpt, SmtpFault.Never, "error")]
    [InlineData("mail-unknown", SmtpStep.Dot, SmtpFault.DoesAndCloses, "error")]
    public async Task Mails_that_have_not_arrived_are_named_until_they_have(string named, SmtpStep step, SmtpFault fault, string level)
    {
        await using var post = new APostbox();
        post.Configure(more: ", \"Unknown\": \"hold\"");
        post.Server.Faults.Enqueue((step, fault));
        post.Send().Code.ShouldNotBe(ExitCode.Done);
        post.Later(25 * 60);
        var found = Found(post).ShouldHaveSingleItem();
        (found.GetProperty("code").GetString(), found.GetProperty("level").GetString()).ShouldBe((named, level));
        found.GetProperty("found").GetString()!.ShouldContain(APostbox.Week);
        if (level == "error") post.Daybook.Do("outbox", "retry", "1");
        post.Daybook.Do("outbox", "send");
        post.Mail!.State.ShouldBe(MailState.Sent);
        Found(post).ShouldBeEmpty();

        static IReadOnlyList<JsonElement> Found(APostbox post) =>
            [.. JsonDocument.Parse(post.Daybook.Run("doctor", "--json").Output).RootElement.EnumerateArray().Where(f => f.GetProperty("code").GetString() is "mail-waits" or "mail-failed" or "mail-unknown")];
    }

    [Fact]
    public async Task Services_are_asked_only_when_that_is_wanted()
    {
        await using var pull = await AClockifyPull.New();
        pull.Do();
        pull.ForgetAsked();
        Asked(pull, []).ShouldContain("services-unasked");
        pull.Service.Pages.ShouldBeEmpty();
        Asked(pull, ["--online"]).ShouldContain("service");
        pull.Service.Pages.ShouldNotBeEmpty();
        var before = pull.Daybook.Dump();
        pull.Daybook.Environment.Keys.Where(k => k.StartsWith("DAYBOOK_SECRET_", StringComparison.Ordinal)).ToList().ForEach(k => pull.Daybook.Environment[k] = "CANARY-not-the-key-0000");
        var (code, output, error) = pull.Daybook.Run("doctor", "--online");
        code.ShouldBe(ExitCode.NoPermission, output);
        output.ShouldContain("[service-trouble]");
        (output + error).ShouldNotContain("CANARY");
        pull.Daybook.Dump().ShouldBe(before);
    }

    [Theory]
    [InlineData(null, ExitCode.PartlyDone, "would take mails")]
    [InlineData(SmtpFault.Leaves, ExitCode.Unavailable, "[mail-server-trouble]")]
    public async Task The_mail_server_is_greeted_and_gets_no_mail(SmtpFault? fault, ExitCode code, string said)
    {
        await using var post = new APostbox();
        post.Daybook.Environment["HOME"] = post.Daybook.File("home");
        post.Daybook.Write("home/.config/systemd/user/daybook.timer", "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(post.Daybook.LedgerPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        post.Daybook.Do("run");
        post.Server.Taken.Clear();
        post.Server.Heard.Clear();
        post.Daybook.Run("doctor").Output.ShouldContain("the mail server was not asked");
        post.Server.Heard.ShouldBeEmpty();
        if (fault is { } happens) post.Server.Faults.Enqueue((SmtpStep.Greeting, happens));
        var (answer, output, _) = post.Daybook.Run("doctor", "--online");
        output.ShouldContain(said);
        answer.ShouldBe(code, output);
        post.Server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public void The_page_names_every_code()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/doctor.md"));
        foreach (var code in Troubles.Select(t => t.Data.Item3).Concat(["mail-waits", "mail-failed", "mail-unknown"])) page.ShouldContain($"`{code}`");
    }

    private void Make(string trouble)
    {
        switch (trouble)
        {
            case "no ledger": File.Delete(_daybook.LedgerPath); break;
            case "settings": _daybook.Configure("{ \"Ledgr\": 1 }"); break;
            case "a schedule": _daybook.Configure("""{ "Work": { "Schedules": [{ "Name": "a", "Cron": "0 25 * * *" }] } }"""); break;
            case "no key": _daybook.Configure(Work); break;
            case "a placeholder":
                _daybook.Configure(Work);
                _daybook.Environment["DAYBOOK_SECRET_WORK"] = "changeme";
                break;
            case "open rights" when !OperatingSystem.IsWindows(): File.SetUnixFileMode(_daybook.LedgerPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead); break;
            case "an inbox that is a file": _daybook.Write("inbox", ""); break;
            case "clock back": _daybook.Now = "2026-03-08T06:00:00Z"; break;
            case "clock of 1999": _daybook.Now = "1999-03-08T06:00:00Z"; break;
            case "old zones": _daybook.Now = "2040-03-08T06:00:00Z"; break;
            case "damaged": Overwrite(4096 * 3, 4096); break;
            case "not a database": _daybook.Write("ledger.db", "this is no database, and is long enough to look at as if it were one, if only somebody did"); break;
            case "of a newer program": _daybook.Damage("pragma user_version = 99"); break;
            case "a killed run": _daybook.Damage("insert into run (command, started_at_us, state, version) values ('run', 1773036000000000, 'running', '0')"); break;
            case "an old run": _daybook.Now = "2026-03-19T06:00:00Z"; break;
            case "no run": _daybook.Damage("delete from run_stage; delete from run"); break;
            case "a failed run":
                _daybook.Configure(Work);
                _daybook.Run("run");
                break;
            case "never pulled":
                _daybook.Configure(Work);
                _daybook.Environment["DAYBOOK_SECRET_WORK"] = "0123456789abcdef0123";
                break;
            case "a pull that failed":
                _daybook.Configure(Work);
                _daybook.Run("pull");
                break;
            case "quarantine":
                _daybook.Run("import", Path.Combine(Repository.Root, "samples/clockify/detailed-broken.csv"), "--zone", "UTC");
                break;
            case "no timer": _daybook.Environment["HOME"] = _daybook.File("elsewhere"); break;
            case "no folder of backups": break;
            case "no backup": _daybook.Configure(Backups); break;
            case "an old backup":
                _daybook.Configure(Backups);
                _daybook.Do("backup");
                _daybook.Now = "2026-03-29T06:00:00Z";
                break;
            // Not even the superuser makes files there.
            case "an inbox that nobody can write to": _daybook.Configure("""{ "Inbox": "/proc" }"""); break;
            case "a ledger that has outgrown its disk": Lengthen(1L << 40); break;
            default: throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null);
        }
    }

    private void Overwrite(int from, int length)
    {
        using var file = new FileStream(_daybook.LedgerPath, FileMode.Open);
        file.Position = from;
        file.Write(new byte[length]);
    }

    // With a hole, which takes no room itself; SQLite does not look behind the last page that it knows.
    private void Lengthen(long length)
    {
        using var file = new FileStream(_daybook.LedgerPath, FileMode.Open);
        file.SetLength(length);
    }

    private IEnumerable<string> Codes() => Codes(out _);

    private List<string> Codes(out ExitCode code)
    {
        (code, var output, _) = _daybook.Run("doctor", "--json");
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Select(f => f.GetProperty("code").GetString()!)];
    }

    private static List<string> Asked(AClockifyPull pull, string[] options) =>
        [.. JsonDocument.Parse(pull.Daybook.Run(["doctor", "--json", .. options]).Output).RootElement.EnumerateArray().Select(f => f.GetProperty("code").GetString()!)];
}
