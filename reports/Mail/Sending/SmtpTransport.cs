using System.Globalization;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// Hands mails to a server by SMTP (RFC 5321), with encryption (RFC 3207, 8314) and login (RFC 4954). It tells at which step it failed: before the end
/// of the mail was said nobody can have taken it, and only no answer to that end leaves a doubt.
/// </summary>
public sealed class SmtpTransport(SmtpServer server, SmtpLogin? login, SmtpWorld world) : IMailTransport
{
    // RFC 5321 4.5.3.1.4, with the line's end.
    private const int LongestCommand = 512;

    public string Destination => server.ToString();

    public MailAnswer Send(string sender, string recipient, byte[] message, Action handingOver, CancellationToken stop) =>
        new Session(server, login, world, stop).Send(sender, recipient, message, handingOver).GetAwaiter().GetResult();

    public MailAnswer? Rehearse(CancellationToken stop) => new Session(server, login, world, stop).Rehearse().GetAwaiter().GetResult();

    private sealed class Session(SmtpServer server, SmtpLogin? login, SmtpWorld world, CancellationToken stop)
    {
        private string _step = $"connecting to {server}";
        private bool _isHandedOver;

        public async Task<MailAnswer> Send(string sender, string recipient, byte[] message, Action handingOver)
        {
            try
            {
                await using var connection = await SmtpConnection.Open(server, world, login, stop);
                var offers = await Greet(connection);
                if (login is not null && await LogIn(connection, login, offers) is { } refused) return refused;
                var answer = await Transfer(connection, offers, sender, recipient, message, handingOver);
                await connection.Leave();
                return answer;
            }
            catch (SmtpBreak e)
            {
                return new MailAnswer(_isHandedOver ? MailEnd.InDoubt : MailEnd.NotTaken, e.Trouble, Said(e.Message));
            }
        }

        public async Task<MailAnswer?> Rehearse()
        {
            try
            {
                await using var connection = await SmtpConnection.Open(server, world, login, stop);
                var offers = await Greet(connection);
                var refused = login is null ? null : await LogIn(connection, login, offers);
                await connection.Leave();
                return refused;
            }
            catch (SmtpBreak e)
            {
                return new MailAnswer(MailEnd.NotTaken, e.Trouble, Said(e.Message));
            }
        }

        /// <returns>What the server offers, as it says it under encryption where there is one.</returns>
        private async Task<SmtpReply> Greet(SmtpConnection connection)
        {
            if (server.Security == SmtpSecurity.Implicit) await Encrypt(connection);
            _step = "its greeting";
            if (await connection.Hear() is { IsGood: false } unwilling) throw new SmtpBreak(MailTrouble.Unreachable, unwilling.ToString());
            var offers = await Hello(connection);
            if (server.Security != SmtpSecurity.StartTls) return offers;
            _step = "STARTTLS";
            if (offers.Extension("STARTTLS") is null) throw new SmtpBreak(MailTrouble.Protocol, "the server offers no encryption, and nothing is sent without");
            if (await connection.Say("STARTTLS") is { Code: not 220 } not) throw new SmtpBreak(MailTrouble.Protocol, $"the server gives no encryption, and nothing is sent without: {not}");
            await Encrypt(connection);
            return await Hello(connection);
        }

        private async Task Encrypt(SmtpConnection connection)
        {
            _step = "encrypting";
            await connection.Encrypt();
        }

        private async Task<SmtpReply> Hello(SmtpConnection connection)
        {
            _step = "EHLO";
            var offers = await connection.Say($"EHLO {connection.Name}");
            return offers.IsGood ? offers : throw new SmtpBreak(offers.IsLater ? MailTrouble.Unreachable : MailTrouble.Protocol, offers.ToString());
        }

        private async Task<MailAnswer?> LogIn(SmtpConnection connection, SmtpLogin login, SmtpReply offers)
        {
            _step = $"AUTH {login.Mechanism}";
            if (offers.Extension("AUTH") is not { } kinds || !kinds.Contains(login.Mechanism, StringComparer.Ordinal))
                return new MailAnswer(MailEnd.NotTaken, MailTrouble.Login, Said("the server offers no login of this kind"));
            var (command, responses) = ($"AUTH {login.Mechanism}", new Queue<string>(login.Responses));
            if (login.Kind != SmtpLoginKind.Login && command.Length + 1 + responses.Peek().Length + 2 <= LongestCommand) command += $" {responses.Dequeue()}";
            var reply = await connection.Say(command);
            while (reply.Code == 334) reply = await connection.Say(responses.TryDequeue(out var response) ? response : "");
            if (reply.IsGood) return null;
            return new MailAnswer(MailEnd.NotTaken, reply.IsLater ? MailTrouble.Unreachable : MailTrouble.Login, Said(reply.ToString()));
        }

        private async Task<MailAnswer> Transfer(SmtpConnection connection, SmtpReply offers, string sender, string recipient, byte[] message, Action handingOver)
        {
            var content = SmtpContent.Of(message);
            var size = offers.Extension("SIZE");
            _step = "MAIL FROM";
            if (size is [var most, ..] && long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 && message.Length > bytes)
                return new MailAnswer(MailEnd.Refused, MailTrouble.OfTheMail, Said(string.Create(CultureInfo.InvariantCulture, $"the mail has {message.Length} bytes, and the server takes {bytes}")));
            if (Verdict(await connection.Say($"MAIL FROM:<{sender}>{(size is null ? "" : string.Create(CultureInfo.InvariantCulture, $" SIZE={message.Length}"))}")) is { } unsent) return unsent;
            _step = "RCPT TO";
            if (Verdict(await connection.Say($"RCPT TO:<{recipient}>")) is { } unknown) return unknown;
            _step = "DATA";
            var go = await connection.Say("DATA");
            if (go.Code != 354) return Verdict(go) ?? throw new SmtpBreak(MailTrouble.Protocol, go.ToString());
            connection.NeedsSilence();
            await connection.Write(content);
            // What is known to be lost leaves no doubt.
            connection.NeedsCompany();
            handingOver();
            _isHandedOver = true;
            _step = "the end of the mail";
            await connection.Write(SmtpContent.End);
            var last = await connection.HearVerdict();
            return last.IsGood ? new MailAnswer(MailEnd.Taken, MailTrouble.None, last.ToString())
                : Verdict(last) ?? throw new SmtpBreak(MailTrouble.Protocol, last.ToString());
        }

        /// <summary>Null where the server goes on.</summary>
        private MailAnswer? Verdict(SmtpReply reply) => reply switch
        {
            { Code: 421 } => new MailAnswer(MailEnd.NotTaken, MailTrouble.Unreachable, Said(reply.ToString())),
            { IsOfLogin: true } => new MailAnswer(MailEnd.NotTaken, MailTrouble.Login, Said(reply.ToString())),
            { IsLater: true } => new MailAnswer(MailEnd.NotTaken, MailTrouble.OfTheMail, Said(reply.ToString())),
            { IsNever: true } => new MailAnswer(MailEnd.Refused, MailTrouble.OfTheMail, Said(reply.ToString())),
            { Code: >= 300 } => throw new SmtpBreak(MailTrouble.Protocol, reply.ToString()),
            _ => null,
        };

        private string Said(string text) => $"{_step}: {text}";
    }
}
