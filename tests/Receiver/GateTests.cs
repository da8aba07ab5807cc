using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Tests.Receiver;

/// <summary>Who is let in with what, and that nothing of anyone else's is kept.</summary>
public sealed class GateTests
{
    private const string Good = $"Authorization: Bearer {AReceiver.Key}\r\n";
    private static readonly string Body = AReceiver.Beat();

    [Theory]
    [InlineData("POST", "/heartbeat", "", 401)] // no key
    [InlineData("POST", "/heartbeat", "Authorization: Bearer wrong\r\n", 401)]
    [InlineData("POST", "/heartbeat", "Authorization: Bearer laptop\r\n", 401)] // the name of a key is none
    [InlineData("POST", "/heartbeat", "Authorization: Bearer \r\n", 401)]
    [InlineData("POST", "/heartbeat", "Authorization: Basic !!!\r\n", 401)]
    [InlineData("POST", "/heartbeat", Good + Good, 401)] // two
    [InlineData("POST", "//heartbeat", Good, 400)]
    [InlineData("POST", "/api//v1/heartbeat", Good, 400)]
    [InlineData("POST", "/api/../heartbeat", Good, 400)]
    [InlineData("POST", "/api/./heartbeat", Good, 400)]
    [InlineData("POST", "/api%2fheartbeat", Good, 400)]
    [InlineData("POST", "/%68eartbeat", Good, 400)]
    [InlineData("POST", "/heartbeat\\", Good, 400)]
    [InlineData("POST", "/Heartbeat", Good, 404)] // paths are no words of a person
    [InlineData("POST", "/heartbeat/", Good, 404)]
    [InlineData("POST", "/api/v2/heartbeat", Good, 404)]
    [InlineData("POST", "/", Good, 404)]
    [InlineData("POST", "http://127.0.0.1/heartbeat", Good, 400)] // as proxies are asked
    [InlineData("GET", "/heartbeat", Good, 405)]
    [InlineData("HEAD", "/heartbeat", Good, 405)]
    [InlineData("OPTIONS", "/heartbeat", Good, 405)]
    [InlineData("PUT", "/users/current/heartbeats.bulk", Good, 405)]
    [InlineData("POST", "/heartbeat", Good + "Origin: https://evil.example\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Origin: null\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Referer: https://evil.example/page\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Host: evil.example\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Host: 127.0.0.1.evil.example\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Host:\r\n", 403)]
    [InlineData("POST", "/heartbeat", Good + "Host: localhost\r\nHost: localhost\r\n", 400)]
    [InlineData("POST", "/heartbeat", Good + "Content-Type: text/plain\r\n", 415)] // what a page could send without asking first
    [InlineData("POST", "/heartbeat", Good + "Content-Type: application/x-www-form-urlencoded\r\n", 415)]
    [InlineData("POST", "/heartbeat", Good + "Content-Encoding: gzip\r\n", 415)]
    [InlineData("POST", "/heartbeat", Good + "Content-Length: 300000\r\n", 413)] // said, and refused before it comes
    [InlineData("POST", "/heartbeat", Good + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400)]
    [InlineData("POST", "/heartbeat", Good, 200)]
    [InlineData("POST", "/heartbeat", Good + "Host: localhost:1\r\n", 200)]
    [InlineData("POST", "/heartbeat", Good + "Host: daybook.example\r\n", 200)]
    [InlineData("POST", "/heartbeat", Good + "Content-Type: application/json; charset=utf-8\r\n", 200)]
    public async Task Requests_are_let_in_or_refused(string method, string target, string headers, int status)
    {
        await using var receiver = await AReceiver.Open();
        var host = headers.Contains("Host:", StringComparison.Ordinal) ? "" : "Host: 127.0.0.1\r\n";
        var type = headers.Contains("Content-Type:", StringComparison.Ordinal) ? "" : "Content-Type: application/json\r\n";
        var length = headers.Contains("Content-Length:", StringComparison.Ordinal) ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        var answer = await receiver.Raw($"{method} {target} HTTP/1.1\r\n{host}{type}{length}{headers}\r\n{Body}");
        answer.ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "));
        receiver.IsEmpty.ShouldBe(status != 200);
    }

    [Theory]
    [InlineData("Bearer", "{0}", "")]
    [InlineData("Basic", "{0}", "")] // WakaTime's clients
    [InlineData("Basic", "{0}:", "")]
    [InlineData(null, "", "?api_key={0}")]
    public async Task A_key_is_shown_in_any_of_the_ways_clients_know(string? scheme, string text, string query)
    {
        await using var receiver = await AReceiver.Open();
        string Filled(string form) => string.Format(CultureInfo.InvariantCulture, form, AReceiver.Key);
        var shown = scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Filled(text))) : Filled(text);
        var (status, _, _) = await receiver.Post($"/users/current/heartbeats{Filled(query)}", Body, key: null, r => r.Headers.Authorization = scheme is null ? null : new(scheme, shown));
        status.ShouldBe(202);
    }

    [Theory]
    [InlineData("/users/current/heartbeats")]
    [InlineData("/api/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/users/current/heartbeats")]
    [InlineData("/api/compat/wakatime/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/hackatime/v1/users/current/heartbeats.bulk")]
    public async Task It_answers_wherever_WakaTimes_clients_look(string path)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Post(path, Body)).Status.ShouldBe(202);
        receiver.Lines("editor/laptop").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_says_nothing_of_what_answers()
    {
        await using var receiver = await AReceiver.Open();
        var (_, _, response) = await receiver.Post("/heartbeat", Body);
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Any(h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)).ShouldBeFalse();
        (await receiver.Send(HttpMethod.Get, "/health", null, key: null)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_message_that_does_not_end_is_cut_off()
    {
        await using var receiver = await AReceiver.Open();
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        var answer = await receiver.Raw($"POST /heartbeat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n{Good}\r\n{string.Concat(Enumerable.Repeat(chunk, 6))}");
        answer.ShouldStartWith("HTTP/1.1 413 ");
        receiver.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(5000, 10, 414)] // the line
    [InlineData(10, 9000, 431)] // the headers
    public async Task So_are_lines_and_headers_without_measure(int path, int header, int status)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Raw($"GET /{new string('a', path)} HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', header)}\r\n\r\n")).ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task What_is_compressed_is_not_unpacked()
    {
        await using var receiver = await AReceiver.Open();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(new byte[1 << 20]);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        (await receiver.Post("/heartbeat", "", change: r => r.Content = content)).Status.ShouldBe(415);
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_the_others_served()
    {
        await using var receiver = await AReceiver.Open();
        var held = new List<TcpClient>();
        for (var i = 0; i < 64; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, receiver.Port);
            // Answered once, so that it is known to be counted.
            await client.GetStream().WriteAsync("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            (await client.GetStream().ReadAsync(new byte[16])).ShouldBeGreaterThan(0);
            held.Add(client);
        }
        using var late = new TcpClient();
        await late.ConnectAsync(IPAddress.Loopback, receiver.Port);
        (await Read(late)).ShouldBe(0);
        held[0].Dispose();
        foreach (var client in held) client.Dispose();

        static async Task<int> Read(TcpClient client)
        {
            try
            {
                await client.GetStream().WriteAsync("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
                return await client.GetStream().ReadAsync(new byte[16]);
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    [Fact]
    public async Task Who_shows_wrong_keys_is_held_off_and_who_has_one_is_not()
    {
        await using var receiver = await AReceiver.Open();
        for (var i = 0; i < 10; i++) (await receiver.Post("/heartbeat", Body, $"guess-{i}")).Status.ShouldBe(401);
        var (status, _, response) = await receiver.Post("/heartbeat", Body, "guess");
        status.ShouldBe(429);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await receiver.Post("/heartbeat", Body)).Status.ShouldBe(200);
        receiver.Now += NodaTime.Duration.FromMinutes(1);
        (await receiver.Post("/heartbeat", Body, "guess")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_key_has_so_many_messages_a_minute_and_costs_no_other_its_own()
    {
        await using var receiver = await AReceiver.Open();
        for (var i = 0; i < 300; i++) (await receiver.Send(HttpMethod.Get, "/users/current/statusbar/today", null)).Status.ShouldBe(200);
        (await receiver.Post("/heartbeat", Body)).Status.ShouldBe(429);
        (await receiver.Post("/heartbeat", Body, AReceiver.OtherKey)).Status.ShouldBe(200);
        receiver.Now += NodaTime.Duration.FromMinutes(1);
        (await receiver.Post("/heartbeat", Body)).Status.ShouldBe(200);
    }
}
