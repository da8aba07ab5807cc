using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>The law: whatever a server does at whatever step, a mail arrives once, twice at most where nobody can know, and none is lost.</summary>
public sealed class MailTroubleTests : IAsyncDisposable
{
    private static readonly SmtpStep[] Steps = [SmtpStep.Greeting, SmtpStep.Ehlo, SmtpStep.StartTls, SmtpStep.Handshake, SmtpStep.EhloAgain, SmtpStep.Auth, SmtpStep.Mail, SmtpStep.Rcpt, SmtpStep.Data, SmtpStep.Body, SmtpStep.Dot, SmtpStep.Quit];

    private readonly APostbox _post = new();

    public static TheoryData<SmtpFault> Faults => [.. Enum.GetValues<SmtpFault>()];

    public ValueTask DisposeAsync() => _post.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_a_server_does_the_mail_arrives_once_or_by_the_rule_twice(SmtpFault fault)
    {
        var certificates = new Support.Certificates();
        _post.Server.Certificate = certificates.For("localhost");
        (_post.Server.Logins, _post.Server.NeedsLogin) = ("PLAIN", true);
        _post.Daybook.Environment["DAYBOOK_SECRET_SMTP"] = SmtpStandIn.Password;
        _post.Configure("starttls", more: $", \"User\": \"{SmtpStandIn.User}\"");
        foreach (var step in Steps)
        {
            var place = $"{fault} at {step}";
            _post.Reset();
            _post.Daybook.Smtp = Patience(certificates, fault);
            _post.Server.Faults.Enqueue((step, fault));
            var (code, _, error) = _post.Send();
            var first = _post.Mail.ShouldNotBeNull(place);
            // It may hear the last command when the client has long gone.
            SpinWait.SpinUntil(() => _post.Server.Faults.IsEmpty, TimeSpan.FromSeconds(30)).ShouldBeTrue(place);
            if (step != SmtpStep.Quit) Expected(first, code, step, fault, place);
            error.ShouldNotContain(SmtpStandIn.Password);
            _post.Daybook.Smtp = Patience(certificates, null);
            _post.UntilQuiet();
            var last = _post.Mail.ShouldNotBeNull(place);
            var taken = _post.Server.Taken.ToArray();
            var put = Convert.ToHexString(_post.Body);
            taken.ShouldAllBe(m => m.Id == first.MessageId && Convert.ToHexString(m.Bytes) == put
                && m.IsEncrypted && m.User == SmtpStandIn.User && m.From == "daybook@example.org" && m.To.Single() == APostbox.Ada, place);
            if (last.State == MailState.Failed) taken.ShouldBeEmpty(place);
            else
            {
                last.State.ShouldBe(MailState.Sent, place);
                taken.Length.ShouldBe(step == SmtpStep.Dot && fault is SmtpFault.DoesAndCloses or SmtpFault.DoesAndMute or SmtpFault.DoesAndGarbage or SmtpFault.DoesAndHalf && first.State == MailState.Unknown ? 2 : 1, place);
                taken.Length.ShouldBeLessThanOrEqualTo(last.Copies, place);
            }
            _post.Daybook.Do("check");
            // A further run has nothing to do, and asks nobody.
            var before = _post.Server.Sessions;
            _post.Daybook.Do("outbox", "send");
            _post.Send().Code.ShouldBe(ExitCode.Done, place);
            _post.Server.Sessions.ShouldBe(before, place);
        }
    }

    [Fact]
    public void Where_doubts_are_held_nothing_is_sent_again_until_a_person_says_so()
    {
        _post.Configure(more: ", \"Unknown\": \"hold\"");
        _post.Server.Faults.Enqueue((SmtpStep.Dot, SmtpFault.DoesAndCloses));
        _post.Send().Code.ShouldBe(ExitCode.TryAgain);
        for (var runs = 0; runs < 3; runs++)
        {
            _post.Later(24 * 60);
            _post.Daybook.Do("outbox", "send");
        }
        _post.Server.Taken.Count.ShouldBe(1);
        _post.Mail!.State.ShouldBe(MailState.Unknown);
        _post.Daybook.Do("outbox", "retry", "1");
        _post.Daybook.Do("outbox", "send");
        (_post.Server.Taken.Count, _post.Mail!.State).ShouldBe((2, MailState.Sent));
    }

    [Fact]
    public void A_second_doubt_is_held_with_two_copies_at_most()
    {
        for (var doubts = 0; doubts < 5; doubts++) _post.Server.Faults.Enqueue((SmtpStep.Dot, SmtpFault.DoesAndCloses));
        _post.Send();
        for (var runs = 0; runs < 5; runs++)
        {
            _post.Later(120);
            _post.Daybook.Run("outbox", "send");
        }
        (_post.Server.Taken.Count, _post.Mail!.State, _post.Mail.NextTryAt).ShouldBe((2, MailState.Unknown, null));
        _post.Daybook.Do("check");
        _post.Daybook.Do("outbox", "drop", "1");
        _post.Mail.State.ShouldBe(MailState.Dropped);
    }

    [Fact]
    public void Greylisting_is_waited_out_and_given_up_after_five_days()
    {
        for (var refusals = 0; refusals < 100; refusals++) _post.Server.Faults.Enqueue((SmtpStep.Rcpt, SmtpFault.Later));
        _post.Send().Code.ShouldBe(ExitCode.TryAgain);
        _post.Daybook.Do("outbox", "send").ShouldStartWith("0 sent, 1 waits until 2026-03-09 06:");
        _post.Server.Sessions.ShouldBe(1);
        var first = _post.Mail!;
        first.State.ShouldBe(MailState.Deferred);
        while (_post.Mail!.State == MailState.Deferred)
        {
            _post.Later(241);
            _post.Daybook.Run("outbox", "send");
        }
        _post.Mail.State.ShouldBe(MailState.Failed);
        _post.Mail.Message!.ShouldStartWith("given up after five days: RCPT TO: 451");
        _post.Server.Sessions.ShouldBeInRange(20, 40);
        _post.Daybook.Do("status").ShouldContain("mail: 1 failed");
    }

    private SmtpWorld Patience(Support.Certificates certificates, SmtpFault? fault)
    {
        var world = new SmtpWorld { Roots = certificates.Roots };
        if (fault is not (SmtpFault.Mute or SmtpFault.DoesAndMute)) return world;
        var patience = new PatienceThatEnds();
        _post.Server.IsSilent = patience.End;
        return world with { Time = patience };
    }

    private static void Expected(MailRow mail, ExitCode code, SmtpStep step, SmtpFault fault, string place)
    {
        if (step == SmtpStep.Body)
        {
            // Whether what was sent was read by anybody, who sends it learns too late.
            mail.State.ShouldBeOneOf(MailState.Unknown, MailState.Deferred);
            return;
        }
        var isOfTheMail = step is SmtpStep.Mail or SmtpStep.Rcpt or SmtpStep.Data or SmtpStep.Dot;
        var state = step switch
        {
            SmtpStep.Dot when fault is not (SmtpFault.Later or SmtpFault.Never or SmtpFault.Leaves) => MailState.Unknown,
            _ when fault == SmtpFault.Never && isOfTheMail => MailState.Failed,
            _ when fault == SmtpFault.GoesOn && step == SmtpStep.Data => MailState.Sent,
            _ => MailState.Deferred,
        };
        mail.State.ShouldBe(state, $"{place}: {mail.Message}");
        mail.Copies.ShouldBe(state is MailState.Unknown or MailState.Sent ? 1 : 0, place);
        code.ShouldBe(state switch { MailState.Unknown => ExitCode.TryAgain, MailState.Failed => ExitCode.PartlyDone, MailState.Sent => ExitCode.Done, _ => code }, place);
        if (state == MailState.Deferred) code.ShouldBeOneOf(ExitCode.TryAgain, ExitCode.Unavailable, ExitCode.Protocol, ExitCode.NoPermission);
    }
}
