using System.Net.Security;
using System.Text;

namespace Daybook.Tests.StandIns.Smtp;

/// <summary>One connection to the stand-in.</summary>
internal sealed class SmtpSession(SmtpStandIn server, Stream stream, CancellationToken end)
{
    private readonly List<string> _to = [];
    private Stream _stream = stream;
    private StreamReader _reader = new(stream, Encoding.Latin1);
    private bool _isEncrypted;
    private string? _user, _from;

    public async Task Run()
    {
        if (server.IsImplicit && !await Encrypt()) return;
        if (!await Answer(SmtpStep.Greeting, () => "220 a stand-in is ready")) return;
        while (await Line() is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            var goesOn = command switch
            {
                "EHLO" => await Answer(_isEncrypted && !server.IsImplicit ? SmtpStep.EhloAgain : SmtpStep.Ehlo, Offers),
                "STARTTLS" => await StartTls(),
                "AUTH" => await LogIn(line),
                "MAIL" => await Answer(SmtpStep.Mail, () => From(line)),
                "RCPT" => await Answer(SmtpStep.Rcpt, () => To(line)),
                "DATA" => await Data(),
                "QUIT" => await Answer(SmtpStep.Quit, () => "221 bye") && false,
                _ => await Say("502 unknown"),
            };
            if (!goesOn) return;
        }
    }

    private string Offers()
    {
        List<string> offers = ["stand-in greets you"];
        if (server.Certificate is not null && !_isEncrypted) offers.Add("STARTTLS");
        if (server.Logins is { } logins) offers.Add($"AUTH {logins}");
        if (server.Size is { } size) offers.Add($"SIZE {size}");
        return string.Join("\r\n", offers.Select((o, i) => $"250{(i == offers.Count - 1 ? ' ' : '-')}{o}"));
    }

    private async Task<bool> StartTls()
    {
        if (server.Certificate is null) return await Say("502 no");
        return await Answer(SmtpStep.StartTls, () => $"220 go ahead{(server.Injected.Length > 0 ? $"\r\n{server.Injected}" : "")}") && await Encrypt();
    }

    private async Task<bool> Encrypt()
    {
        if (server.FaultAt(SmtpStep.Handshake) is { } fault)
        {
            if (fault is SmtpFault.Mute or SmtpFault.DoesAndMute) await BeSilent();
            if (fault == SmtpFault.Garbage) await _stream.WriteAsync("this is no handshake at all\r\n"u8.ToArray(), end);
            return false;
        }
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, end);
        (_stream, _reader, _isEncrypted, _from, _user) = (encrypted, new StreamReader(encrypted, Encoding.Latin1), true, null, null);
        return true;
    }

    private async Task<bool> LogIn(string line)
    {
        var words = line.Split(' ');
        if (server.Logins?.Split(' ').Contains(words[1]) != true) return await Say("504 not here");
        List<string> given = [.. words.Skip(2)];
        var isRefused = false;
        if (!await Answer(SmtpStep.Auth, () => given.Count == 0 || words[1] == "LOGIN" ? "334 VXNlcm5hbWU6" : Check(words[1], given, out isRefused))) return false;
        if (given.Count > 0) return !isRefused || words[1] != "XOAUTH2" || (await Line() is "" && await Say("535 5.7.8 no"));
        given.Add(await Line() ?? "");
        if (words[1] == "LOGIN")
        {
            await Say("334 UGFzc3dvcmQ6");
            given.Add(await Line() ?? "");
        }
        return await Answer(SmtpStep.AuthAnswer, () => Check(words[1], given, out isRefused)) && (!isRefused || words[1] != "XOAUTH2" || (await Line() is "" && await Say("535 5.7.8 no")));
    }

    private string Check(string kind, List<string> given, out bool isRefused)
    {
        var said = given.ConvertAll(g => Encoding.UTF8.GetString(Convert.FromBase64String(g)));
        var isRight = kind switch
        {
            "PLAIN" => said[0] == $"\0{SmtpStandIn.User}\0{SmtpStandIn.Password}",
            "LOGIN" => said is [SmtpStandIn.User, SmtpStandIn.Password],
            _ => said[0] == $"user={SmtpStandIn.User}\u0001auth=Bearer {SmtpStandIn.Password}\u0001\u0001",
        };
        isRefused = !isRight;
        if (isRight) _user = SmtpStandIn.User;
        // As some do, it says what it was told.
        return isRight ? "235 come in" : kind == "XOAUTH2" ? "334 eyJzdGF0dXMiOiI0MDEifQ==" : $"535 5.7.8 {string.Join(' ', given)} is nobody";
    }

    private string From(string line)
    {
        if (server.NeedsLogin && _user is null) return "530 5.7.0 who are you?";
        _from = line.Split('<', '>')[1];
        return "250 fine";
    }

    private string To(string line)
    {
        _to.Add(line.Split('<', '>')[1]);
        return "250 fine";
    }

    private async Task<bool> Data()
    {
        if (!await Answer(SmtpStep.Data, () => "354 go on")) return false;
        var body = new MemoryStream();
        await server.At(SmtpStep.Body, false);
        var fault = server.FaultAt(SmtpStep.Body);
        for (var isFirst = true; ; isFirst = false)
        {
            if (await _reader.ReadLineAsync(end) is not { } line) return false;
            if (isFirst && fault == SmtpFault.Mute) await BeSilent();
            if (isFirst && fault is not null) return false;
            if (line == ".") break;
            body.Write(Encoding.Latin1.GetBytes($"{(line.StartsWith('.') ? line[1..] : line)}\r\n"));
        }
        return await Answer(SmtpStep.Dot, () =>
        {
            server.Taken.Enqueue(new TakenMail(_from!, [.. _to], body.ToArray(), _isEncrypted, _user));
            _to.Clear();
            return "250 2.0.0 kept";
        });
    }

    /// <param name="act">Does what is asked, and gives the reply.</param>
    /// <returns>Whether the session goes on.</returns>
    private async Task<bool> Answer(SmtpStep step, Func<string> act)
    {
        await server.At(step, false);
        var fault = server.FaultAt(step);
        if (fault is SmtpFault.DoesAndCloses or SmtpFault.DoesAndGarbage or SmtpFault.DoesAndHalf or SmtpFault.DoesAndMute) act();
        switch (fault)
        {
            case null:
                await Say(act());
                await server.At(step, true);
                return true;
            case SmtpFault.Later: return await Say("451 4.3.0 not now");
            case SmtpFault.Never: return await Say("554 5.7.1 never");
            case SmtpFault.Leaves: return await Say("421 4.3.2 the machine goes down") && false;
            case SmtpFault.GoesOn: return await Say("354 go on");
            case SmtpFault.Garbage or SmtpFault.DoesAndGarbage: return await Say("I am \u001b[31mno mail server") && false;
            case SmtpFault.DoesAndHalf: return await Send("25") && false;
            case SmtpFault.LongLine: return await Send($"250 {new string('x', 100_000)}\r\n") && false;
            case SmtpFault.Endless: return await Send(string.Concat(Enumerable.Repeat("250-and on\r\n", 5000))) && false;
            case SmtpFault.Mute or SmtpFault.DoesAndMute:
                await BeSilent();
                return false;
            default: return false;
        }
    }

    private Task BeSilent()
    {
        server.IsSilent();
        return Task.Delay(Timeout.Infinite, end);
    }

    private async Task<string?> Line()
    {
        var line = await _reader.ReadLineAsync(end);
        if (line is not null) server.Heard.Enqueue(line);
        return line;
    }

    private Task<bool> Say(string reply) => Send($"{reply}\r\n");

    private async Task<bool> Send(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), end);
        await _stream.FlushAsync(end);
        return true;
    }
}
