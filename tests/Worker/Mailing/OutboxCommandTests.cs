using System.Text;
using Daybook.Model;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

public sealed class OutboxCommandTests : IAsyncDisposable
{
    private readonly APostbox _post = new();

    public ValueTask DisposeAsync() => _post.DisposeAsync();

    [Fact]
    public void A_digest_is_put_and_sent_once_and_once_more_where_that_is_wanted()
    {
        _post.Send().Output.ShouldBe("sent 1 (week/2026-W10/ada@example.org)\n");
        var (code, output, _) = _post.Send();
        (code, output).ShouldBe((ExitCode.Done, "nothing is sent: 1 (week/2026-W10/ada@example.org) is sent; 'daybook outbox show 1' says more, and --resend sends another\n"));
        _post.Daybook.Do("digest", APostbox.Week, "--send", "--resend").ShouldBe("sent 2 (week/2026-W10/ada@example.org/2)\n");
        _post.Server.Taken.Select(m => m.Id).Distinct().Count().ShouldBe(2);
        _post.Daybook.Do("check");
    }

    [Fact]
    public void What_waits_is_not_put_a_second_time_by_a_wish_to_resend()
    {
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Later));
        _post.Send();
        var (code, output, _) = _post.Daybook.Run("digest", APostbox.Week, "--send", "--resend");
        (code, output.StartsWith("nothing is sent: 1 ", StringComparison.Ordinal)).ShouldBe((ExitCode.TryAgain, true));
        output.ShouldContain("'daybook outbox retry 1'");
        _post.Daybook.Number("select count(*) from outbox").ShouldBe(1);
    }

    [Fact]
    public void A_mail_is_frozen_when_it_is_put()
    {
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Later));
        _post.Send();
        var body = _post.Body;
        var monday = Moment.In("Europe/Berlin", "2026-03-02 09:00");
        _post.Daybook.Do("import", _post.Daybook.Write("b.json", new AnAccount().Export(AnAccount.Beats(monday, 0, 5, 12, 20, 25))));
        _post.Later(60);
        _post.Daybook.Do("outbox", "send");
        _post.Server.Taken.Single().Bytes.ShouldBe(body);
    }

    [Fact]
    public void A_rehearsal_sends_and_writes_nothing()
    {
        var before = _post.Daybook.Listing();
        _post.Daybook.Do("digest", APostbox.Week, "--send", "--dry-run").ShouldBe($"would send week/2026-W10/ada@example.org by localhost:{_post.Server.Port}\n");
        _post.Daybook.Do("run", "--dry-run").ShouldStartWith($"would send week/2026-W10/ada@example.org by localhost:{_post.Server.Port}\n");
        _post.Daybook.Do("outbox", "send", "--dry-run").ShouldBe("");
        _post.Daybook.Listing().Where(NotBeside).ShouldBe(before);
        _post.Server.Sessions.ShouldBe(0);
    }

    [Fact]
    public void Lists_shows_retries_and_drops()
    {
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Never));
        var (code, _, error) = _post.Send();
        (code, error).ShouldBe((ExitCode.PartlyDone, "not sent, and not tried again by itself: 1 (week/2026-W10/ada@example.org): RCPT TO: 554 5.7.1 never\n"));
        _post.Daybook.Do("outbox", "list").ShouldBe("1  failed  2026-03-09 06:00Z  week/2026-W10/ada@example.org  Week 10, 2026: 0:12\n1 mail\n");
        var shown = _post.Daybook.Do("outbox", "show", "1");
        shown.ShouldContain("said    RCPT TO: 554 5.7.1 never\n");
        shown.ShouldContain("copies  0 at most\n");
        shown.ShouldContain("\nAuto-Submitted: auto-generated\n");
        _post.Daybook.Json("outbox", "show", "1", "--json").GetProperty("mail").GetString().ShouldBe(Encoding.ASCII.GetString(_post.Body));
        _post.Daybook.Do("outbox", "retry", "1", "--dry-run").ShouldBe("would be so: 1 (week/2026-W10/ada@example.org) will be sent by the next run\n");
        _post.Mail!.State.ShouldBe(MailState.Failed);
        _post.Daybook.Do("outbox", "drop", "1").ShouldBe("1 (week/2026-W10/ada@example.org) will not be sent\n");
        _post.Daybook.Do("outbox", "send").ShouldBe("0 sent\n");
        // Nor by a later round: it is there, and not wanted.
        _post.Daybook.Do("run");
        _post.Server.Taken.ShouldBeEmpty();
        _post.Daybook.Do("outbox", "retry", "1");
        _post.Daybook.Do("outbox", "send").ShouldBe("sent 1 (week/2026-W10/ada@example.org)\n1 sent\n");
        _post.Daybook.Run("outbox", "drop", "1").ShouldBe((ExitCode.BadData, "", "daybook: mail 1 (week/2026-W10/ada@example.org): it was sent already\n"));
        _post.Daybook.Run("outbox", "retry", "1").Code.ShouldBe(ExitCode.BadData);
        _post.Daybook.Run("outbox", "show", "7").ShouldBe((ExitCode.BadData, "", "daybook: there is no mail 7; 'daybook outbox list' shows those there are\n"));
        foreach (var args in (string[][])[["outbox", "list", "--json"], ["outbox", "send", "--json"], ["outbox", "send", "--json", "--dry-run"], ["digest", APostbox.Week, "--send", "--json"]])
            _post.Daybook.Json(args).GetProperty("mails").GetArrayLength().ShouldBe(args[1] == "list" ? 1 : 0);
    }

    [Fact]
    public void A_round_sends_what_is_due_and_a_second_one_sends_nothing()
    {
        _post.Daybook.Do("run").ShouldStartWith("sent 1 (week/2026-W10/ada@example.org)\n");
        var before = _post.Daybook.Listing();
        _post.Daybook.Run("run", "--quiet").ShouldBe((ExitCode.Done, "", ""));
        _post.Daybook.Listing().Select(f => f.Split(' ')[0]).ShouldBe(before.Select(f => f.Split(' ')[0]));
        _post.Server.Taken.Count.ShouldBe(1);
        Directory.Exists(_post.Daybook.File("digests")).ShouldBeFalse();
    }

    [Fact]
    public void A_round_whose_mail_waits_sends_it_later_and_says_how_it_is()
    {
        _post.Server.Faults.Enqueue((SmtpStep.Greeting, SmtpFault.Leaves));
        var (code, output, error) = _post.Daybook.Run("run");
        (code, output).ShouldBe((ExitCode.Unavailable, "report  done    1 report\nsend    failed  1 not sent\n"));
        error.ShouldStartWith("not sent yet, next try after 2026-03-09 06:");
        _post.Later(60);
        _post.Daybook.Do("run").ShouldStartWith("sent 1 ");
    }

    [Fact]
    public void Each_recipient_has_a_mail_of_their_own_and_a_refusal_of_one_holds_up_no_other()
    {
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Later));
        _post.Send();
        _post.Daybook.Configure($$"""{"Mail": {"From": "daybook@example.org", "To": "Zoe <zoe@example.org>", "Transport": "smtp", "Host": "127.0.0.1", "Port": {{_post.Server.Port}}, "Security": "none"} }""");
        _post.Later(60);
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Never));
        _post.Daybook.Run("run").Code.ShouldBe(ExitCode.PartlyDone);
        _post.Server.Taken.Single().To.ShouldBe(["zoe@example.org"]);
    }

    [Fact]
    public void A_folder_gets_the_mail_as_a_file_and_only_one()
    {
        _post.Daybook.Configure("""{"Mail": {"From": "daybook@example.org", "To": "ada@example.org"} }""");
        _post.Send().Code.ShouldBe(ExitCode.Done);
        var file = Directory.GetFiles(_post.Daybook.File("digests")).ShouldHaveSingleItem();
        File.ReadAllBytes(file).ShouldBe(_post.Body);
        // As a kill after the file was written would leave it.
        _post.Daybook.Damage("update outbox set state = 'sending', sent_at_us = null");
        _post.Daybook.Do("outbox", "send");
        Directory.GetFiles(_post.Daybook.File("digests")).ShouldBe([file]);
        _post.Server.Sessions.ShouldBe(0);
    }

    [Fact]
    public void A_command_of_this_machine_is_given_the_mail()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no such command there");
        var command = _post.Daybook.Write("sendmail", $"#!/bin/sh\ncat > {_post.Daybook.File("got")}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _post.Daybook.Configure($$"""{"Mail": {"From": "daybook@example.org", "To": "ada@example.org", "Transport": "sendmail", "Command": "{{command}}"} }""");
        _post.Send().Code.ShouldBe(ExitCode.Done);
        File.ReadAllText(_post.Daybook.File("got")).ShouldBe(Encoding.ASCII.GetString(_post.Body).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_password_that_nobody_has_said_leaves_the_mail_as_it_is()
    {
        _post.Configure(more: ", \"User\": \"ada\"");
        var (code, _, error) = _post.Send();
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("set DAYBOOK_SECRET_SMTP");
        (_post.Mail!.State, _post.Mail.Attempts).ShouldBe((MailState.Pending, 0));
    }

    [Fact]
    public void The_password_is_nowhere_but_in_the_login()
    {
        _post.Server.Logins = "PLAIN";
        _post.Daybook.Environment["DAYBOOK_SECRET_SMTP"] = "CANARY-which-is-wrong";
        _post.Configure(more: ", \"User\": \"ada\"");
        var (code, output, error) = _post.Daybook.Run("digest", APostbox.Week, "--send", "--verbose");
        code.ShouldBe(ExitCode.NoPermission);
        var form = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ada\0CANARY-which-is-wrong"));
        _post.Server.Heard.ShouldContain($"AUTH PLAIN {form}");
        var kept = Encoding.Latin1.GetString(File.ReadAllBytes(_post.Daybook.LedgerPath));
        foreach (var text in (string[])[output, error, kept]) (text.Contains("CANARY", StringComparison.Ordinal) || text.Contains(form, StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Fact]
    public void Resend_goes_with_send() => _post.Daybook.Run("digest", APostbox.Week, "--resend").Code.ShouldBe(ExitCode.Usage);

    [Theory]
    [InlineData("update outbox set copies = 3", "no mail was sent more than twice without being asked for")]
    [InlineData("pragma ignore_check_constraints = on; update outbox set sent_at_us = null", "a mail that was sent has its time, and no other has one")]
    [InlineData("pragma ignore_check_constraints = on; update outbox set next_try_us = 1", "a mail that waits says until when")]
    [InlineData("update outbox set edition = 2", "a later edition of a mail follows the one before")]
    public void A_check_finds_what_cannot_be(string damage, string law)
    {
        _post.Send();
        _post.Daybook.Damage(damage);
        var (code, output, _) = _post.Daybook.Run("check");
        code.ShouldBe(ExitCode.InputOutput);
        output.ShouldContain($"FAILS  {law}\n");
    }

    [Theory]
    [InlineData("\"Transport\": \"pigeon\"", "Transport 'pigeon' means nothing here")]
    [InlineData("\"Transport\": \"smtp\"", "From or To is missing")]
    [InlineData("\"Transport\": \"smtp\", \"From\": \"a@b\", \"To\": \"c@d\"", "Host is missing")]
    [InlineData("\"Transport\": \"smtp\", \"From\": \"a@b\", \"To\": \"c@d\", \"Host\": \"mail.example.org\", \"Security\": \"none\"", "nothing is sent to mail.example.org without encryption")]
    [InlineData("\"Host\": \"a b\"", "'a b' is no host")]
    [InlineData("\"Host\": \"mail.example.org:25\"", "is no host")]
    [InlineData("\"Port\": 0", "there is no port 0")]
    [InlineData("\"Security\": \"tls\"", "Security 'tls' means nothing here")]
    [InlineData("\"Login\": \"ntlm\"", "Login 'ntlm' means nothing here")]
    [InlineData("\"Unknown\": \"hope\"", "Unknown 'hope' means nothing here")]
    [InlineData("\"User\": \"\"", "the user is empty")]
    [InlineData("\"SecretFile\": \" \"", "the file of the secret is empty")]
    [InlineData("\"Command\": \"sendmail -t\"", "'sendmail -t' is no full path of a command")]
    [InlineData("\"Password\": \"hunter2\"", "'Mail' has no 'Password'")]
    public void What_the_settings_cannot_mean_is_said(string mail, string what)
    {
        _post.Daybook.Configure($$"""{"Mail": { {{mail}} } }""");
        var (code, _, error) = _post.Daybook.Run("outbox", "list");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(what);
    }

    /// <summary>The lock, and SQLite's journal, lie beside the ledger once it was opened for writing.</summary>
    private static bool NotBeside(string line) => !line.StartsWith("ledger.db.lock ", StringComparison.Ordinal) && !line.StartsWith("ledger.db-journal ", StringComparison.Ordinal);
}
