using System.Net.Http.Headers;
using System.Security.Authentication;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Remote;

/// <summary>Makes what came back into an answer, or into a sentence of why it is none.</summary>
/// <param name="host">For messages.</param>
internal sealed class AnswerReader(string host, Secret secret, RemoteLimits limits)
{
    private readonly List<Secret> _secrets = [secret];

    private const string Again = "Run the same again later; what came before is kept.";

    /// <summary>Shows nothing of this secret either.</summary>
    public void Hide(Secret another) => _secrets.Add(another);

    /// <exception cref="OperationCanceledException">It took too long.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<(RemoteAnswer? Answer, RemoteTrouble? Trouble)> Read(HttpResponseMessage response, RemoteRequest request, CancellationToken stop)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400) return No(status, RemoteKind.NotUnderstood, $"it sends the request on to {Printable.Line(Hidden(response.Headers.Location is { IsAbsoluteUri: true } to ? to.Host : null) ?? "another place")}, which is not followed", "Look at Host in the configuration.");
        var body = await Body(response.Content, stop);
        if (body is null) return TooLong(status);
        if (status is >= 200 and < 300) return Whole(response, status, request.TakesAnyBody ? [] : body);
        var (said, reason) = Said(body);
        var (none, trouble) = status switch
        {
            401 => No(status, RemoteKind.Auth, $"it does not know the secret{said}", "Look where the secret comes from; the service's profile page makes a new one."),
            402 or 403 => No(status, RemoteKind.Auth, $"it does not permit this{said}", "The account's plan or role does not have it, or the secret is of another account."),
            429 => No(status, RemoteKind.Limited, "it wants fewer requests", Again),
            408 or >= 500 => No(status, RemoteKind.Unreachable, $"it fails itself ({status})", Again),
            _ => No(status, RemoteKind.NotUnderstood, $"it does not take the request ({status}){said}", "Look at the workspace and the other settings of the source."),
        };
        return (none, trouble! with { Reason = reason });
    }

    public string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public RemoteTrouble Late() => new(RemoteKind.Unreachable, $"{host}: its answer did not come, or not to its end, in time", Again);

    public RemoteTrouble Of(Exception e)
    {
        if (e.InnerException is AddressRefusedException refused || (refused = (e as AddressRefusedException)!) is not null)
            return new(RemoteKind.NotUnderstood, refused.Message, "The name is answered for by somebody else, or Host in the configuration is wrong.");
        if (e.InnerException is AuthenticationException)
            return new(RemoteKind.Unreachable, $"{host}: its certificate does not hold", "Nothing was sent. Somebody may stand between, or this machine's clock or certificates are wrong.") { IsLasting = true };
        return (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(RemoteKind.Unreachable, $"{host}: nobody knows the name", $"Is there a connection? {Again}"),
            HttpRequestError.ConnectionError => new(RemoteKind.Unreachable, $"{host}: cannot be reached", $"Is there a connection? {Again}"),
            HttpRequestError.ConfigurationLimitExceeded => new(RemoteKind.NotUnderstood, $"{host}: the head of its answer is too long", "It may not be the service; look at Host in the configuration."),
            HttpRequestError.InvalidResponse => new(RemoteKind.NotUnderstood, $"{host}: it does not speak HTTP", "It may not be the service; look at Host in the configuration."),
            _ => new(RemoteKind.Unreachable, $"{host}: the connection broke", Again),
        };
    }

    private (RemoteAnswer?, RemoteTrouble?) Whole(HttpResponseMessage response, int status, byte[] body)
    {
        if (_secrets.Exists(s => s.StandsIn(body))) return HoldsTheSecret(status);
        if (body.Length > 0)
        {
            if (!IsJson(response.Content.Headers.ContentType))
                return No(status, RemoteKind.NotUnderstood, $"it answers {Printable.Line(Printable.Short(Hidden(response.Content.Headers.ContentType?.MediaType) ?? "something without a name", 60))} in place of JSON", "A login page of the network may stand between.");
            if (JsonValues.Problem(body) is { } problem) return No(status, RemoteKind.NotUnderstood, $"its answer is cut short or no JSON: {problem}", Again);
            if (_secrets.Exists(s => s.StandsInEscaped(body))) return HoldsTheSecret(status);
        }
        var headers = response.Headers.ToDictionary(h => h.Key, h => h.Value.FirstOrDefault() ?? "", StringComparer.OrdinalIgnoreCase);
        return (new RemoteAnswer(status, body, headers), null);
    }

    private (RemoteAnswer?, RemoteTrouble?) HoldsTheSecret(int status) =>
        No(status, RemoteKind.NotUnderstood, "its answer holds the secret, and is not kept", "It may not be the service; look at Host in the configuration.");

    private static bool IsJson(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } media && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null where it is too long.</summary>
    private async Task<byte[]?> Body(HttpContent content, CancellationToken stop)
    {
        if (content.Headers.ContentLength > limits.LongestBody) return null;
        await using var stream = await content.ReadAsStreamAsync(stop);
        using var whole = new MemoryStream();
        var piece = new byte[1 << 16];
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(stop);
        while (true)
        {
            idle.CancelAfter(limits.Idle);
            var read = await stream.ReadAsync(piece, idle.Token);
            if (read == 0) return whole.ToArray();
            whole.Write(piece, 0, read);
            if (whole.Length > limits.LongestBody) return null;
        }
    }

    private (RemoteAnswer?, RemoteTrouble?) TooLong(int status)
    {
        var (_, trouble) = No(status, RemoteKind.NotUnderstood, $"its answer is longer than {limits.LongestBody >> 20} MiB", "Ask for less at once: a smaller PageSize.");
        return (null, trouble! with { IsTooLong = true });
    }

    /// <summary>What the service itself says of its refusal: <c>{"message": ..., "error": ...}</c>.</summary>
    private (string Sentence, string? Reason) Said(byte[] body)
    {
        using var document = JsonValues.Parse(body, out _);
        var error = Hidden(document?.RootElement.Text("error"));
        return (Hidden(document?.RootElement.Text("message")) ?? error) is { } message ? ($": \"{Printable.Line(Printable.Short(message, 200))}\"", error) : ("", null);
    }

    private string? Hidden(string? text) => _secrets.Aggregate(text, (shown, s) => s.Hidden(shown));

    private (RemoteAnswer?, RemoteTrouble?) No(int status, RemoteKind kind, string message, string hint) =>
        (null, new RemoteTrouble(kind, $"{host}: {message}", hint) { Status = status });
}
