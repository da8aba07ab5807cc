using System.Net;
using Daybook.Spool;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Daybook.Receiver;

/// <summary>Lets a request in or refuses it, the cheapest question first; what is let in goes to the spool before it is answered.</summary>
internal sealed class Gate(ReceiverSettings settings, ReceiverWorld world)
{
    private const int TryAgainLater = 300, AMinute = 60;

    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly Rates _keys = new(ReceiverLimits.OfAKey);
    private readonly Rates _failures = new(ReceiverLimits.FailuresOfAnAddress);
    private readonly HashSet<string> _names = new(OwnNames.Concat(settings.Hosts), StringComparer.OrdinalIgnoreCase);
    private readonly SpoolWriter _spool = new(settings.Spool);

    public async Task Answer(HttpContext context)
    {
        Reply reply;
        try
        {
            reply = await Reply(context);
        }
        catch (BadHttpRequestException e)
        {
            reply = Receiver.Reply.Refused(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "the message is too large" : "the message did not come as announced");
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (SpoolFullException e)
        {
            world.Trouble(e.Message);
            reply = Receiver.Reply.Refused(503, "the disk is full", TryAgainLater);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !context.RequestAborted.IsCancellationRequested)
        {
            world.Trouble(e.Message);
            reply = Receiver.Reply.Refused(503, "it cannot be kept now", TryAgainLater);
        }
        try
        {
            await reply.WriteTo(context);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Nobody is there to hear it; what was promised to nobody is in the spool all the same.
        }
    }

    private async Task<Reply> Reply(HttpContext context)
    {
        var request = context.Request;
        var status = Route.Of(request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget, out var route);
        if (status == 405) return Receiver.Reply.Refused(405, "another method is expected");
        if (status != 0) return Receiver.Reply.Refused(status, "there is nothing here");
        if (!IsOurs(request.Host)) return Receiver.Reply.Refused(403, "this machine is not called so");
        if (request.Headers.Origin.Count > 0 || request.Headers.Referer.Count > 0) return Receiver.Reply.Refused(403, "pages of the web may not speak to it");
        if (route.Topic == Topic.Health) return new Reply(204, "");
        var isSigned = route.Topic == Topic.Webhook && request.Headers.ContainsKey(Webhooks.Signature);
        var key = isSigned ? null : Presented.Find(settings.Keys, request.Headers, route.Query);
        if (!isSigned && key is null) return Unknown(context);
        if (key is not null && TooMany(key) is { } soon) return soon;
        if (route.Topic == Topic.StatusBar) return StatusBar.Of(settings.Spool, key!.Person, world.Now());
        if (Unreadable(request, mayBeEmpty: route.Topic == Topic.SessionEnd) is { } unreadable) return unreadable;
        var body = await Body(request, context.RequestAborted);
        if (isSigned)
        {
            key = Presented.FindSigned(settings.Keys, request.Headers[Webhooks.Signature], body);
            if (key is null) return Unknown(context);
            if (TooMany(key) is { } tooMany) return tooMany;
        }
        var (reply, kind, lines) = Read(route, body, request.Headers);
        if (lines.Count > 0) _spool.Append(key!.Source, kind.Length == 0 ? key.Name : $"{key.Name}-{kind}", lines, isPromised: true);
        return reply;
    }

    private (Reply Reply, string Kind, IReadOnlyList<ReadOnlyMemory<byte>> Lines) Read(Route route, byte[] body, IHeaderDictionary headers) => route.Topic switch
    {
        Topic.SessionStart => (Sessions.Start(body, world), "worktime", []),
        Topic.SessionEnd => Sessions.End(route.Id, body, world),
        Topic.Webhook => Webhooks.Read(body, world),
        var topic => new Heartbeats(topic, headers, world.Now()).Read(body),
    };

    private Reply? TooMany(ReceiverKey key) =>
        _keys.Take(key.Name, world.Now()) ? null : Receiver.Reply.Refused(429, "too many messages", AMinute);

    private Reply Unknown(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return _failures.Take(address.ToString(), world.Now()) ? Receiver.Reply.Refused(401, "Unauthorized") : Receiver.Reply.Refused(429, "too many messages without a key that is known", AMinute);
    }

    // A page that has taken another name for this machine gives it away by that name.
    private bool IsOurs(HostString host)
    {
        var name = host.Host;
        return name.Length > 0 && _names.Contains(name);
    }

    private static Reply? Unreadable(HttpRequest request, bool mayBeEmpty)
    {
        if (mayBeEmpty && request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0) return null;
        if (request.ContentLength > ReceiverLimits.Body) return Receiver.Reply.Refused(413, "the message is too large");
        if (request.Headers.ContentEncoding.Count > 0) return Receiver.Reply.Refused(415, "the message should not be compressed");
        var type = (request.ContentType ?? "").Split(';')[0].Trim();
        return string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase) ? null : Receiver.Reply.Refused(415, "JSON is expected");
    }

    private static async Task<byte[]> Body(HttpRequest request, CancellationToken aborted)
    {
        if (request.ContentLength is { } length)
        {
            // It is no larger than is let in, and the server gives no more than was announced.
            var body = new byte[length];
            await request.Body.ReadExactlyAsync(body, aborted);
            return body;
        }
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, aborted);
        return buffer.ToArray();
    }
}
