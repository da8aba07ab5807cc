using System.Text;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public sealed class SmtpTransportTests : IAsyncDisposable
{
    private const string From = "daybook@example.org", To = "ada@example.org";

    private readonly SmtpStandIn _server = new();
    private readonly Certificates _certificates = new();
    private int _handedOver;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(SmtpSecurity.StartTls, SmtpLoginKind.Plain)]
    [InlineData(SmtpSecurity.StartTls, SmtpLoginKind.Login)]
    [InlineData(SmtpSecurity.Implicit, SmtpLoginKind.Plain)]
    [InlineData(SmtpSecurity.Implicit, SmtpLoginKind.XOAuth2)]
    public void Logs_in_under_encryption_and_hands_over_what_was_put(SmtpSecurity security, SmtpLoginKind kind)
    {
        Encrypted(security);
        (_server.Logins, _server.NeedsLogin, _server.Size) = ("PLAIN LOGIN XOAUTH2", true, 1_000_000);
        var answer = Send("Message-ID: <1@x>\r\n\r\n.\r\n..two\r\n.Bcc: x\r\nend\r\n", security, A(kind));
        (answer.End, answer.Trouble).ShouldBe((MailEnd.Taken, MailTrouble.None), answer.Message);
        answer.Message.ShouldBe("250 2.0.0 kept");
        var taken = _server.Taken.ShouldHaveSingleItem();
        taken.Text.ShouldBe("Message-ID: <1@x>\r\n\r\n.\r\n..two\r\n.Bcc: x\r\nend\r\n");
        (taken.From, taken.To.Single(), taken.IsEncrypted, taken.User).ShouldBe((From, To, true, SmtpStandIn.User));
        _server.Heard.ShouldContain(h => h.StartsWith("MAIL FROM:<daybook@example.org> SIZE=", StringComparison.Ordinal));
        _handedOver.ShouldBe(1);
    }

    [Fact]
    public void Says_nothing_of_the_login_before_encryption()
    {
        Encrypted(SmtpSecurity.StartTls);
        _server.Logins = "PLAIN";
        Send("x", SmtpSecurity.StartTls, A(SmtpLoginKind.Plain)).End.ShouldBe(MailEnd.Taken);
        _server.Heard.Take(3).Select(h => h.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS", "EHLO"]);
    }

    [Fact]
    public void A_server_without_encryption_is_told_nothing_more()
    {
        _server.Logins = "PLAIN";
        var answer = Send("x", SmtpSecurity.StartTls, A(SmtpLoginKind.Plain));
        (answer.End, answer.Trouble).ShouldBe((MailEnd.NotTaken, MailTrouble.Protocol));
        answer.Message.ShouldBe("STARTTLS: the server offers no encryption, and nothing is sent without");
        _server.Heard.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("250-AUTH PLAIN LOGIN\r\n250 hello")]
    [InlineData("235 come in")]
    public void What_somebody_puts_before_encryption_is_not_believed(string injected)
    {
        Encrypted(SmtpSecurity.StartTls);
        _server.Injected = injected;
        _server.Logins = "PLAIN";
        var answer = Send("x", SmtpSecurity.StartTls, A(SmtpLoginKind.Plain));
        (answer.End, answer.Trouble).ShouldBe((MailEnd.NotTaken, MailTrouble.Protocol));
        _server.Heard.ShouldAllBe(h => !h.StartsWith("AUTH", StringComparison.Ordinal));
        _server.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("elsewhere.example.org", true, null)] // another's
    [InlineData("localhost", false, null)] // of an authority that nobody trusts
    [InlineData("localhost", true, "2021-01-01")] // has ended
    public void A_certificate_that_does_not_hold_ends_it(string name, bool isTrusted, string? until)
    {
        _server.Certificate = _certificates.For(name, until is null ? null : DateTimeOffset.ParseExact(until, "yyyy-MM-dd", null));
        foreach (var security in (SmtpSecurity[])[SmtpSecurity.StartTls, SmtpSecurity.Implicit])
        {
            _server.IsImplicit = security == SmtpSecurity.Implicit;
            var answer = Send("x", security, null, isTrusted ? _certificates : new Certificates());
            (answer.End, answer.Trouble).ShouldBe((MailEnd.NotTaken, MailTrouble.Protocol), answer.Message);
            answer.Message.ShouldStartWith("encrypting: nothing is sent, since encryption failed");
        }
        _server.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SmtpLoginKind.Plain, "PLAIN LOGIN XOAUTH2")]
    [InlineData(SmtpLoginKind.Login, "PLAIN LOGIN XOAUTH2")]
    [InlineData(SmtpLoginKind.XOAuth2, "PLAIN LOGIN XOAUTH2")]
    [InlineData(SmtpLoginKind.Plain, "LOGIN")] // another login is not tried in its place
    [InlineData(SmtpLoginKind.Plain, null)]
    public void A_login_that_is_refused_is_said_without_the_secret(SmtpLoginKind kind, string? logins)
    {
        Encrypted(SmtpSecurity.Implicit);
        _server.Logins = logins;
        var answer = Send("x", SmtpSecurity.Implicit, new SmtpLogin(kind, SmtpStandIn.User, "CANARY-which-is-wrong"));
        (answer.End, answer.Trouble).ShouldBe((MailEnd.NotTaken, MailTrouble.Login), answer.Message);
        answer.Message.ShouldStartWith($"AUTH {kind.ToString().ToUpperInvariant()}: ");
        foreach (var form in (string[])["CANARY-which-is-wrong", "ada@example.org\0CANARY-which-is-wrong", "\0ada@example.org\0CANARY-which-is-wrong"])
            answer.Message.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(form)));
        answer.Message.ShouldNotContain("CANARY");
        _handedOver.ShouldBe(0);
    }

    [Fact]
    public void A_token_too_long_for_a_line_is_sent_when_it_is_asked_for()
    {
        Encrypted(SmtpSecurity.Implicit);
        _server.Logins = "XOAUTH2";
        Send("x", SmtpSecurity.Implicit, new SmtpLogin(SmtpLoginKind.XOAuth2, SmtpStandIn.User, new string('t', 2000))).Trouble.ShouldBe(MailTrouble.Login);
        _server.Heard.ShouldContain("AUTH XOAUTH2");
    }

    [Fact]
    public void Whoever_wants_a_login_where_none_is_set_is_understood()
    {
        _server.NeedsLogin = true;
        Send("x").ShouldBe(new MailAnswer(MailEnd.NotTaken, MailTrouble.Login, "MAIL FROM: 530 5.7.0 who are you?"));
    }

    [Fact]
    public void A_mail_larger_than_the_server_takes_is_not_sent()
    {
        _server.Size = 10;
        var answer = Send("more than ten bytes");
        (answer.End, answer.Message).ShouldBe((MailEnd.Refused, "MAIL FROM: the mail has 19 bytes, and the server takes 10"));
    }

    [Fact]
    public void What_cannot_be_written_down_is_not_handed_over()
    {
        Should.Throw<InvalidOperationException>(() => Transport(SmtpSecurity.None, null).Send(From, To, "x"u8.ToArray(), () => throw new InvalidOperationException("the disk is full"), default));
        _server.Heard.ShouldContain("DATA");
        _server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_there_is_said()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        var answer = new SmtpTransport(new SmtpServer("127.0.0.1", port, SmtpSecurity.None), null, new SmtpWorld()).Send(From, To, [], () => { }, default);
        (answer.End, answer.Trouble).ShouldBe((MailEnd.NotTaken, MailTrouble.Unreachable));
        answer.Message.ShouldStartWith("connecting to 127.0.0.1:");
    }

    [Fact]
    public void Without_encryption_only_this_machine_is_asked_wherever_a_name_leads()
    {
        var world = new SmtpWorld { Lookup = (_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback, System.Net.IPAddress.Parse("192.0.2.1")]) };
        var answer = new SmtpTransport(new SmtpServer("localhost", _server.Port, SmtpSecurity.None), null, world).Send(From, To, [], () => { }, default);
        answer.ShouldBe(new MailAnswer(MailEnd.NotTaken, MailTrouble.Protocol, $"connecting to localhost:{_server.Port}: localhost leads to 192.0.2.1, which is not this machine: nothing is sent there without encryption"));
        _server.Sessions.ShouldBe(0);
    }

    [Fact]
    public void What_a_server_says_cannot_paint_a_terminal()
    {
        _server.Faults.Enqueue((SmtpStep.Greeting, SmtpFault.Garbage));
        Send("x").Message.ShouldBe("its greeting: the answer is none of a mail server: I am \\x1b[31mno mail server");
    }

    [Fact]
    public void Asked_to_stop_it_does()
    {
        using var stop = new CancellationTokenSource();
        _server.At = async (step, isAnswered) =>
        {
            if (step == SmtpStep.Rcpt && !isAnswered) await stop.CancelAsync();
        };
        Should.Throw<OperationCanceledException>(() => Transport(SmtpSecurity.None, null).Send(From, To, "x"u8.ToArray(), () => _handedOver++, stop.Token));
        _handedOver.ShouldBe(0);
    }

    private void Encrypted(SmtpSecurity security) => (_server.Certificate, _server.IsImplicit) = (_certificates.For("localhost"), security == SmtpSecurity.Implicit);

    private static SmtpLogin A(SmtpLoginKind kind) => new(kind, SmtpStandIn.User, SmtpStandIn.Password);

    private SmtpTransport Transport(SmtpSecurity security, SmtpLogin? login, Certificates? trusted = null) =>
        new(new SmtpServer("localhost", _server.Port, security), login, new SmtpWorld { Roots = (trusted ?? _certificates).Roots });

    private MailAnswer Send(string message, SmtpSecurity security = SmtpSecurity.None, SmtpLogin? login = null, Certificates? trusted = null) =>
        Transport(security, login, trusted).Send(From, To, Encoding.ASCII.GetBytes(message), () => _handedOver++, default);
}
