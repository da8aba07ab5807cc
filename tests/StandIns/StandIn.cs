using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daybook.Tests.StandIns;

/// <summary>What the service does in place of its answer; calling on lets it answer.</summary>
internal delegate Task Fault(HttpContext context, Func<Task> answer);

/// <summary>A service that answers on this machine as the real one does, as far as is known of it, and keeps what it is told.</summary>
internal abstract class StandIn : IAsyncDisposable
{
    /// <summary>What it lets in with.</summary>
    public const string Key = "CANARY-key-of-the-stand-in-4711";

    /// <summary>The key as a header of basic authorization would hold it.</summary>
    public static string KeyInBase64 { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes(Key));

    private readonly WebApplication _web;

    protected StandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        _web = builder.Build();
        _web.Use(Guard);
    }

    /// <summary>Taken by the next requests, one each.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = [];

    /// <summary>What was asked, as <c>GET /path?query</c>, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>The bodies of what was asked with one, in order.</summary>
    public ConcurrentQueue<(string Asked, string Body)> Sent { get; } = [];

    /// <summary>What its clock shows; that of the tests by default.</summary>
    public DateTimeOffset ClockShows { get; set; } = new(2026, 9, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Scheme, host and port.</summary>
    public string Root => _web.Urls.First();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>Adds its paths.</summary>
    protected abstract void Map(WebApplication web);

    /// <summary>Lets a request in, or refuses it.</summary>
    protected abstract Task Guarded(HttpContext context, RequestDelegate next);

    protected async Task Open()
    {
        Map(_web);
        await _web.StartAsync();
    }

    public static async Task Write(HttpContext context, int status, JsonNode json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        var asked = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
        Asked.Enqueue(asked);
        context.Response.Headers.Date = ClockShows.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        if (context.Request.ContentLength > 0)
        {
            context.Request.EnableBuffering();
            Sent.Enqueue((asked, await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync()));
            context.Request.Body.Position = 0;
        }
        if (Faults.TryDequeue(out var fault)) await fault(context, () => Guarded(context, next));
        else await Guarded(context, next);
    }
}
