using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Worker.Schedules;

/// <summary>Tells systemd how the service is, where it was started by it (<c>sd_notify</c>); else it says nothing.</summary>
/// <param name="environment">Variables of the environment.</param>
internal sealed class ServiceManager(Func<string, string?> environment) : IDisposable
{
    private readonly Socket? _socket = environment("NOTIFY_SOCKET") is { Length: > 1 } ? new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) : null;
    private readonly string _address = environment("NOTIFY_SOCKET") is { Length: > 1 } path ? path[0] == '@' ? $"\0{path[1..]}" : path : "";

    /// <summary>How often a sign of life is owed, with as much again to spare; null where nobody waits for one.</summary>
    public TimeSpan? SignOfLife { get; } =
        long.TryParse(environment("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var micros) && micros > 0 && (environment("WATCHDOG_PID") is not { } process || process == $"{Environment.ProcessId}")
            ? TimeSpan.FromMicroseconds(micros / 2) : null;

    public void Ready(string status) => Send($"READY=1\nSTATUS={Line(status)}");

    public void Status(string status) => Send($"STATUS={Line(status)}");

    public void Lives() => Send("WATCHDOG=1");

    public void Stopping() => Send("STOPPING=1");

    public void Dispose() => _socket?.Dispose();

    private static string Line(string text) => text.Replace('\n', ' ');

    private void Send(string text)
    {
        if (_socket is null) return;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(text), new UnixDomainSocketEndPoint(_address));
        }
        catch (SocketException)
        {
            // Who is not there to be told need not be told; the work goes on.
        }
    }
}
