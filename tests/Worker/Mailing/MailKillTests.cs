using Daybook.Model;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>The program is a process of its own and is killed as a power cut would, at every step that the server can tell.</summary>
public sealed class MailKillTests : IAsyncDisposable
{
    private readonly APostbox _post = new();

    public ValueTask DisposeAsync() => _post.DisposeAsync();

    [Theory]
    [InlineData(SmtpStep.Greeting, false, MailState.Sending)]
    [InlineData(SmtpStep.Ehlo, false, MailState.Sending)]
    [InlineData(SmtpStep.Mail, false, MailState.Sending)]
    [InlineData(SmtpStep.Rcpt, true, MailState.Sending)]
    [InlineData(SmtpStep.Data, false, MailState.Sending)]
    [InlineData(SmtpStep.Dot, false, MailState.Committing)] // all of it is there, and nothing is done with it
    [InlineData(SmtpStep.Dot, true, MailState.Committing)] // the answer is under way
    public async Task A_run_that_is_killed_and_run_again_sends_the_mail_once_or_by_the_rule_twice(SmtpStep step, bool isAnswered, MailState left)
    {
        System.Diagnostics.Process? process = null;
        var isStarted = new TaskCompletionSource();
        var isKilled = false;
        _post.Server.At = async (at, after) =>
        {
            if (isKilled || at != step || after != isAnswered) return;
            isKilled = true;
            await isStarted.Task;
            process!.Kill();
            await process.WaitForExitAsync();
        };
        using (process = _post.Daybook.Started("digest", APostbox.Week, "--send"))
        {
            isStarted.SetResult();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
        isKilled.ShouldBeTrue();
        // What it had sent may be taken after it is gone.
        await _post.Server.HasServed();
        // The last answer may have been written down before the kill came.
        if (step == SmtpStep.Dot && isAnswered) _post.Mail!.State.ShouldBeOneOf(left, MailState.Sent);
        else _post.Mail!.State.ShouldBe(left);
        _post.Daybook.Do("check");
        var taken = _post.Server.Taken.Count;
        var wasSent = _post.Mail!.State == MailState.Sent;

        _post.Daybook.Do("outbox", "send");
        if (left == MailState.Sending) _post.Mail!.State.ShouldBe(MailState.Sent);
        else if (!wasSent) _post.Mail!.State.ShouldBe(MailState.Unknown);
        _post.UntilQuiet();
        _post.Later(120);
        _post.UntilQuiet();

        _post.Mail!.State.ShouldBe(MailState.Sent);
        _post.Server.Taken.Count.ShouldBe(wasSent ? 1 : taken + 1);
        _post.Server.Taken.Count.ShouldBeInRange(1, 2);
        _post.Server.Taken.ShouldAllBe(m => m.Id == _post.Mail!.MessageId);
        _post.Daybook.Do("check");
        _post.Send().Code.ShouldBe(ExitCode.Done);
        _post.Server.Taken.Count.ShouldBe(wasSent ? 1 : taken + 1);
    }
}
