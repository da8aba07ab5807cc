using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Daybook.Importers.Remote;

/// <summary>No service may be where the address leads.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);

/// <summary>Makes connections to one host: looks where a name leads before anything is sent there, and follows nothing.</summary>
internal sealed class Connections(RemoteHost host, RemoteWorld world)
{
    private const int HeaderKiB = 32;

    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = world.Limits.Connect,
        ConnectCallback = Connect,
        MaxResponseHeadersLength = HeaderKiB,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var name = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(name.Trim('[', ']'), out var literal) ? [literal] : await world.Lookup(name, stop);
        foreach (var address in addresses)
            if (RemoteHost.Flaw(address, host.IsThisMachine) is { } flaw) throw new AddressRefusedException($"{name} leads to {address}, which {flaw}");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
