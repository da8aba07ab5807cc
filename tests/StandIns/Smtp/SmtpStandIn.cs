using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Daybook.Tests.StandIns.Smtp;

/// <summary>A mail server on this machine that keeps what it takes, and fails where it is told to.</summary>
internal sealed class SmtpStandIn : IAsyncDisposable
{
    public const string User = "ada@example.org", Password = "CANARY-password-of-the-stand-in-4711";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Task _accepting;

    public SmtpStandIn()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What its name is vouched for with; null for a server without encryption.</summary>
    public X509Certificate2? Certificate { get; set; }

    public bool IsImplicit { get; set; }

    /// <summary>As it says it in EHLO; null for no login.</summary>
    public string? Logins { get; set; }

    /// <summary>Whether only those who have logged in may send.</summary>
    public bool NeedsLogin { get; set; }

    /// <summary>Bytes of the largest mail that it takes, as it says; null for saying nothing.</summary>
    public int? Size { get; set; }

    /// <summary>Put behind the answer to STARTTLS, before encryption.</summary>
    public string Injected { get; set; } = "";

    /// <summary>Taken by the next sessions that get so far, one each.</summary>
    public ConcurrentQueue<(SmtpStep Step, SmtpFault Fault)> Faults { get; } = [];

    /// <summary>Waited for at each step, before the server does anything and after its answer.</summary>
    public Func<SmtpStep, bool, Task> At { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called where the server falls silent.</summary>
    public Action IsSilent { get; set; } = () => { };

    public ConcurrentQueue<TakenMail> Taken { get; } = [];

    /// <summary>Every line that was said to it, in order.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public int Sessions { get; private set; }

    /// <summary>Ends when every session so far has: only then is it known what it took.</summary>
    public Task HasServed() => Task.WhenAll(_serving);

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    /// <summary>The fault that is due at a step, or null.</summary>
    internal SmtpFault? FaultAt(SmtpStep step) => Faults.TryPeek(out var next) && next.Step == step && Faults.TryDequeue(out _) ? next.Fault : null;

    private async Task Accept()
    {
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Sessions++;
                _serving.Add(Serve(client));
            }
        }
        catch (Exception e) when (_end.IsCancellationRequested && e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The end; a listener that was stopped between two clients says that it does not listen.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
            try
            {
                await new SmtpSession(this, client.GetStream(), _end.Token).Run();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                // The client has gone, or was sent away.
            }
    }
}
