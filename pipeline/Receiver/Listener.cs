using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Daybook.Receiver;

/// <summary>
/// Takes heartbeats from editors over HTTP and appends them to the spool. It knows no ledger: it only ever adds lines, and hands
/// nothing out but the day's sum that a run left for it.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private Listener(KestrelServer server) => _server = server;

    /// <summary>Where it listens: <c>http://127.0.0.1:8717</c>.</summary>
    public string Address => _server.Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<Listener> StartAsync(ReceiverSettings settings, ReceiverWorld world, CancellationToken stop)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false, ApplicationServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        var limits = options.Limits;
        limits.MaxRequestBodySize = ReceiverLimits.Body;
        limits.MaxRequestLineSize = ReceiverLimits.RequestLine;
        limits.MaxRequestHeadersTotalSize = ReceiverLimits.Headers;
        limits.MaxRequestHeaderCount = ReceiverLimits.HeaderCount;
        limits.MaxConcurrentConnections = ReceiverLimits.Connections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        options.Listen(settings.Listen, listen => listen.Protocols = HttpProtocols.Http1);
        var server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(new Gate(settings, world)), stop);
        }
        catch
        {
            server.Dispose();
            throw;
        }
        return new Listener(server);
    }

    /// <summary>Takes no new requests, and lets those under way end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _server.StopAsync(patience.Token);
        _server.Dispose();
    }

    private sealed class Application(Gate gate) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => gate.Answer(context);

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }
}
