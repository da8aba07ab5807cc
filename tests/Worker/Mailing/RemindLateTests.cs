using System.Text;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>A mail server that takes nothing for a while, and reminders that are of no use by then. Monday, 2026-03-09, in Berlin.</summary>
public sealed class RemindLateTests : IAsyncDisposable
{
    private readonly APostbox _post = new();

    public RemindLateTests() => Remind("""{ "Kind": "nothing-logged", "At": "16:00" }""");

    public ValueTask DisposeAsync() => _post.DisposeAsync();

    [Fact]
    public void What_waits_is_sent_while_its_day_lasts()
    {
        Defer("2026-03-09T15:00:00Z");
        At("2026-03-09T22:59:00Z").Daybook.Do("remind").ShouldStartWith("sent 1 ");
        _post.Server.Taken.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("remind")]
    [InlineData("run")]
    [InlineData("outbox")]
    public void What_waits_is_not_sent_once_its_day_is_over(string command)
    {
        Defer("2026-03-09T15:00:00Z");
        At("2026-03-09T23:00:00Z").Daybook.Do("outbox", "send", "--dry-run").ShouldBe("");
        Remind("""{ "Kind": "nothing-logged", "At": "23:00" }""");
        _post.Daybook.Run(command == "outbox" ? ["outbox", "send"] : [command]).Code.ShouldBe(ExitCode.Done);
        _post.Server.Taken.Where(m => Encoding.ASCII.GetString(m.Bytes).Contains("Subject: Log your time", StringComparison.Ordinal)).ShouldBeEmpty();
        (Reminder.State, Reminder.Message).ShouldBe((MailState.Dropped, "what it tells of was over before it could be sent"));
        _post.Daybook.Do("check");
    }

    [Fact]
    public void One_that_was_being_sent_when_its_run_died_is_not_sent_once_more()
    {
        Defer("2026-03-09T15:00:00Z");
        _post.Daybook.Damage("update outbox set state = 'committing', copies = 1, next_try_us = null");
        At("2026-03-10T06:00:00Z").Daybook.Do("outbox", "send");
        (Reminder.State, Reminder.Copies).ShouldBe((MailState.Dropped, 1));
        _post.Server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_wants_it_even_so_gets_it()
    {
        Defer("2026-03-09T15:00:00Z");
        _post.Daybook.Do("outbox", "retry", "1");
        At("2026-03-10T06:00:00Z").Daybook.Do("outbox", "send").ShouldStartWith("sent 1 ");
    }

    [Fact]
    public void A_goal_lasts_until_its_week_is_over()
    {
        Remind("""{ "Kind": "goal-at-risk", "At": "12:00" }""", """, "Goals": [{ "HoursAWeek": 100 }]""");
        Defer("2026-03-12T15:00:00Z");
        At("2026-03-13T06:00:00Z").Daybook.Do("remind").ShouldStartWith("sent 1 ");
    }

    /// <summary>The first mail there is; a round puts digests beside it.</summary>
    private MailRow Reminder
    {
        get
        {
            using var ledger = Ledger.OpenForReading(_post.Daybook.LedgerPath);
            return ledger.Outbox.All()[0];
        }
    }

    private void Defer(string now)
    {
        _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Later));
        At(now).Daybook.Run("remind").Code.ShouldBe(ExitCode.TryAgain);
        Reminder.State.ShouldBe(MailState.Deferred);
    }

    private APostbox At(string now)
    {
        _post.Daybook.Now = now;
        return _post;
    }

    private void Remind(string reminder, string more = "") => _post.Daybook.Configure(
        $$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Mail": { "From": "daybook@example.org", "To": "{{APostbox.Ada}}", "Transport": "smtp", "Host": "localhost", "Port": {{_post.Server.Port}}, "Security": "none" }, "Reminders": [{{reminder}}]{{more}} }""");
}
