using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Daybook.Tests.Remote;

/// <summary>Whom the key is never sent to.</summary>
public sealed class ConnectionsTests
{
    private const string Key = "CANARY-key-for-nobody";

    [Fact]
    public async Task Who_shows_a_certificate_that_does_not_hold_gets_nothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(o => o.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var web = builder.Build();
        web.Run(context =>
        {
            asked++;
            return context.Response.WriteAsync("{}");
        });
        await web.StartAsync(TestContext.Current.CancellationToken);
        Ask(web.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal), out var sent).Message.ShouldBe("localhost: its certificate does not hold");
        asked.ShouldBe(0);
        sent.ShouldBe(1);
    }

    [Theory]
    [InlineData("127.0.0.1", "is this machine")]
    [InlineData("169.254.169.254", "is of this machine's own net")]
    public void A_name_that_leads_to_where_no_service_is_is_not_connected_to(string leadsTo, string message)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var trouble = Ask($"http://api.example.org:{port}", out var sent, IPAddress.Parse(leadsTo));
        (trouble.Kind, sent).ShouldBe((RemoteKind.NotUnderstood, 1));
        trouble.Message.ShouldContain(message);
        listener.Pending().ShouldBeFalse();
        // Where the configuration says so itself, it does.
        listener.Stop();
        Ask($"http://localhost:{port}", out _, IPAddress.Loopback).Message.ShouldBe("localhost: cannot be reached");
    }

    [Fact]
    public async Task Who_does_not_speak_the_language_or_speaks_without_end_is_not_understood()
    {
        (await Answered("SSH-2.0-something\r\n")).Message.ShouldContain("does not speak HTTP");
        (await Answered($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100_000)}\r\n\r\n")).Kind.ShouldBe(RemoteKind.NotUnderstood);
        // Neither a length nor pieces: the end of the connection is all the end there is, and half of it looks whole.
        (await Answered("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[{\"id\":")).Message.ShouldContain("cut short");
    }

    private static async Task<RemoteTrouble> Answered(string text)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var answering = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                var buffer = new byte[4096];
                _ = await client.GetStream().ReadAsync(buffer, stop.Token);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await client.GetStream().ReadAsync(buffer, stop.Token) > 0) { }
            }
        }, CancellationToken.None);
        var trouble = Ask($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", out _);
        await stop.CancelAsync();
        await answering.ContinueWith(_ => { }, TaskScheduler.Default);
        return trouble;
    }

    private static RemoteTrouble Ask(string address, out int sent, IPAddress? leadsTo = null)
    {
        var host = RemoteHost.Of(ClockifyClient.Service, address, allowHttp: true, out _)!;
        var world = new RemoteWorld(new RemoteLimits { Retries = 1 }, new NoWaiting(), () => 0.5);
        if (leadsTo is not null) world = world with { Lookup = (_, _) => Task.FromResult<IPAddress[]>([leadsTo]) };
        using var client = new RemoteClient(host, new Secret(Key), world, () => NodaConstants.UnixEpoch);
        client.Ask(RemoteRequest.Get("/user"), CancellationToken.None, out var trouble).ShouldBeNull();
        trouble!.ToString().ShouldNotContain(Key);
        sent = client.Sent;
        return trouble;
    }
}
