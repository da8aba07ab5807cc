using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Daybook.Receiver;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Receiver;

/// <summary>The real listener on a free port of this machine, with a clock that is set by hand.</summary>
internal sealed class AReceiver : IAsyncDisposable
{
    public const string Key = "0b6f1f3e-9f1e-4c55-8d1b-3a1c2f0e4d77", OtherKey = "7d0a4c1e-2b7e-4a80-9a59-5d2f6f1c9e10", Secret = "whsec-4711-CANARY";

    private readonly TemporaryFolder _folder = new();
    private Listener? _listener;

    /// <summary>2026-09-01T08:00:00Z by default.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 9, 1, 8, 0);

    public List<string> Troubles { get; } = [];

    public string Spool => _folder.File("spool");

    public string Address => _listener!.Address;

    public int Port => new Uri(Address).Port;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public static async Task<AReceiver> Open()
    {
        var receiver = new AReceiver();
        ReceiverKey[] keys = [new("laptop", Hash(Key), "me", "editor"), new("office", Hash(OtherKey), "me", "work", Encoding.UTF8.GetBytes(Secret))];
        var chances = 0;
        var world = new ReceiverWorld(() => receiver.Now, count => [.. Enumerable.Repeat((byte)++chances, count)], receiver.Troubles.Add);
        receiver._listener = await Listener.StartAsync(new ReceiverSettings(new IPEndPoint(IPAddress.Loopback, 0), keys, ["daybook.example"], receiver.Spool), world, CancellationToken.None);
        return receiver;
    }

    /// <summary>A request as a client of the library makes it.</summary>
    public async Task<(int Status, string Text, HttpResponseMessage Response)> Send(HttpMethod method, string path, string? body, string? key = Key, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, Address + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        change?.Invoke(request);
        var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<(int Status, string Text, HttpResponseMessage Response)> Post(string path, string body, string? key = Key, Action<HttpRequestMessage>? change = null) => Send(HttpMethod.Post, path, body, key, change);

    /// <summary>Bytes as no library would send them; gives the first line of the answer, or nothing where the connection was closed.</summary>
    public async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync() ?? "";
    }

    /// <summary>The lines of a file of the spool, as <c>editor/laptop</c>; none where there is no such file.</summary>
    public IReadOnlyList<string> Lines(string name)
    {
        var path = Path.Combine(Spool, $"{name}.jsonl");
        return File.Exists(path) ? [.. File.ReadLines(path).Where(l => l.Length > 0)] : [];
    }

    public bool IsEmpty => !Directory.Exists(Spool) || !Directory.EnumerateFiles(Spool, "*", SearchOption.AllDirectories).Any();

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static string Beat(long time = 1_788_249_600, string entity = "/home/ada/a.cs") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"entity":"{{entity}}","type":"file","time":{{time}}.5,"project":"daybook","is_write":false}""");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_listener is not null) await _listener.DisposeAsync();
        _folder.Dispose();
    }
}
