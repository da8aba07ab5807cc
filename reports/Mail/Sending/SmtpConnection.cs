using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Lines to a server and replies from it, within limits of time and length, encrypted once that is asked for.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int LongestLine = 4096, MostLines = 128;

    private readonly SmtpServer _server;
    private readonly SmtpWorld _world;
    private readonly SmtpLogin? _login;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _total;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream;
    private int _start, _end;

    private SmtpConnection(SmtpServer server, SmtpWorld world, SmtpLogin? login, CancellationToken stop, Socket socket)
    {
        (_server, _world, _login, _stop, _socket) = (server, world, login, stop, socket);
        _total = new CancellationTokenSource(world.Total, world.Time);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>How this machine is named to the server: by its own address, as RFC 5321 4.1.3 has it for who has no name.</summary>
    public string Name => (_socket.LocalEndPoint as IPEndPoint)?.Address switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address => $"[IPv6:{new IPAddress(address.GetAddressBytes())}]",
        { } address => $"[{address.MapToIPv4()}]",
        _ => "[127.0.0.1]",
    };

    /// <exception cref="SmtpBreak">Nobody is there, or nobody may be where the name leads.</exception>
    public static async Task<SmtpConnection> Open(SmtpServer server, SmtpWorld world, SmtpLogin? login, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await Within(world, world.Connect, stop, default, "nobody answers", async token =>
            {
                var addresses = IPAddress.TryParse(server.Host, out var literal) ? [literal] : await world.Lookup(server.Host, token);
                foreach (var address in addresses)
                {
                    if (world.Flaw(address) is { } flaw) throw new SmtpBreak(MailTrouble.Configuration, $"{server.Host} leads to {address}, which {flaw}");
                    if (server.Security == SmtpSecurity.None && !IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
                        throw new SmtpBreak(MailTrouble.Protocol, $"{server.Host} leads to {address}, which is not this machine: nothing is sent there without encryption");
                }
                await socket.ConnectAsync(addresses, server.Port, token);
                return true;
            });
            return new SmtpConnection(server, world, login, stop, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Encrypts all that follows and forgets what came before. The certificate must hold for the server's name.</summary>
    /// <exception cref="SmtpBreak">It does not, or something was said that should have been encrypted.</exception>
    public async Task Encrypt()
    {
        // What lies here already was said before encryption, by anybody; as an answer to what is said after it, it would be believed.
        NeedsSilence();
        var options = new SslClientAuthenticationOptions { TargetHost = _server.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (_world.Roots is { } roots)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await Within(_world, _world.Connect, _stop, _total.Token, "no encryption comes about", async token =>
        {
            await encrypted.AuthenticateAsClientAsync(options, token);
            return true;
        });
    }

    /// <summary>One command, or one answer to a question, and the reply to it.</summary>
    public async Task<SmtpReply> Say(string line)
    {
        NeedsSilence();
        await Write(Encoding.ASCII.GetBytes($"{line}\r\n"));
        return await Hear();
    }

    public Task Write(ReadOnlyMemory<byte> bytes) => Within(_world, _world.Reply, _stop, _total.Token, "what is sent is not taken", async token =>
    {
        await _stream.WriteAsync(bytes, token);
        await _stream.FlushAsync(token);
        return true;
    });

    public Task<SmtpReply> Hear() => Within(_world, _world.Reply, _stop, _total.Token, "no answer", Read);

    /// <summary>The reply to a whole mail, which may take long.</summary>
    public Task<SmtpReply> HearVerdict() => Within(_world, _world.Verdict, _stop, default, "no answer", Read);

    /// <exception cref="SmtpBreak">The server has said more than it was asked: what comes next could be taken for the answer to something else.</exception>
    public void NeedsSilence()
    {
        if (_start < _end) throw new SmtpBreak(MailTrouble.Protocol, "the server says more than it was asked");
    }

    /// <exception cref="SmtpBreak">The server has closed the connection, as far as this machine has heard.</exception>
    public void NeedsCompany()
    {
        if (_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && _socket.Available == 0) throw new SmtpBreak(MailTrouble.Unreachable, "the connection was closed");
    }

    /// <summary>Says that this was all; whether the server hears it changes nothing.</summary>
    public async Task Leave()
    {
        try
        {
            await Write("QUIT\r\n"u8.ToArray());
        }
        catch (Exception e) when (e is SmtpBreak or OperationCanceledException)
        {
            // The mail's fate is known.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _total.Dispose();
    }

    private async Task<SmtpReply> Read(CancellationToken token)
    {
        var lines = new List<string>();
        for (var code = 0; ;)
        {
            var line = await Line(token);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var said) || said is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')) || (code != 0 && said != code))
                throw new SmtpBreak(MailTrouble.Protocol, $"the answer is none of a mail server: {Shown(line)}");
            code = said;
            lines.Add(Shown(line.Length > 4 ? line[4..] : ""));
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
            if (lines.Count == MostLines) throw new SmtpBreak(MailTrouble.Protocol, "the answer does not end");
        }
    }

    private async Task<string> Line(CancellationToken token)
    {
        for (; ; )
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, at).TrimEnd('\r');
                _start += at + 1;
                return line;
            }
            if (_start > 0) _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length) throw new SmtpBreak(MailTrouble.Protocol, "a line of the answer does not end");
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), token);
            if (read == 0) throw new SmtpBreak(MailTrouble.Unreachable, "the connection was closed");
            _end += read;
        }
    }

    private string Shown(string line) => Printable.Short(Printable.Line(_login?.Hidden(line) ?? line), 200);

    /// <summary>Every way in which the network fails becomes one kind of exception.</summary>
    private static async Task<T> Within<T>(SmtpWorld world, TimeSpan time, CancellationToken stop, CancellationToken total, string what, Func<CancellationToken, Task<T>> work)
    {
        using var idle = new CancellationTokenSource(time, world.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, total, idle.Token);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SmtpBreak(MailTrouble.Unreachable, total.IsCancellationRequested ? "it takes too long" : string.Create(CultureInfo.InvariantCulture, $"{what} within {time.TotalSeconds:0.#} s"));
        }
        catch (AuthenticationException e)
        {
            throw new SmtpBreak(MailTrouble.Protocol, $"nothing is sent, since encryption failed: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or ArgumentException)
        {
            throw new SmtpBreak(MailTrouble.Unreachable, (e.InnerException ?? e).Message.TrimEnd('.'));
        }
    }
}
