using System.Net.Http.Headers;
using System.Text.Json;
using Daybook.Importers.Json;
using NodaTime;
using Polly;
using Polly.Retry;

namespace Daybook.Importers.Remote;

/// <summary>
/// Asks one host of a service, with one secret in one header. What may be repeated is asked again where that can help; nothing
/// else ever is.
/// </summary>
public sealed class RemoteClient : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(30);

    private readonly RemoteHost _host;
    private Secret _secret;
    private readonly RemoteLimits _limits;
    private readonly Func<Instant> _now;
    private readonly Func<RemoteTrouble?>? _budget;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<Attempt> _retries;
    private readonly AnswerReader _answers;
    private readonly RemoteWorld _world;
    private TimeSpan _waited;

    /// <param name="now">For dates that a service names.</param>
    /// <param name="budget">Asked before each attempt; says why it may not be made.</param>
    public RemoteClient(RemoteHost host, Secret secret, RemoteWorld world, Func<Instant> now, Func<RemoteTrouble?>? budget = null)
    {
        (_host, _secret, _limits, _now, _budget, _world) = (host, secret, world.Limits, now, budget, world);
        _answers = new AnswerReader(host.Base.Host, secret, _limits);
        _client = new HttpClient(new Connections(host, world).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        _retries = new ResiliencePipelineBuilder<Attempt> { TimeProvider = world.Delays }.AddRetry(new RetryStrategyOptions<Attempt>
        {
            ShouldHandle = retry => ValueTask.FromResult(retry.Outcome.Result?.MayHelp == true),
            MaxRetryAttempts = _limits.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            Randomizer = world.Chance,
            DelayGenerator = retry => ValueTask.FromResult(retry.Outcome.Result?.After),
            OnRetry = retry =>
            {
                _waited += retry.RetryDelay;
                return default;
            },
        }).Build();
    }

    /// <summary>How far the service's clock is ahead of this machine's, by its last answer; null where none said.</summary>
    public Duration? Ahead { get; private set; }

    /// <summary>Requests sent so far, each attempt counted.</summary>
    public int Sent { get; private set; }

    /// <summary>As origins call what a path gives.</summary>
    public string NameOf(string path) => $"{_host.Base.AbsoluteUri.TrimEnd('/')}{path}";

    /// <summary>Says who answered, and what; in lower case, without a full stop.</summary>
    public RemoteTrouble Odd(string what, string hint = "Nothing of the answer is kept. It may not be the service: look at Host and the other settings of the source.") =>
        new(RemoteKind.NotUnderstood, $"{_host.Base.Host}: {what}", hint);

    /// <summary>Goes on with another secret; neither is shown from then on.</summary>
    public void Use(Secret secret)
    {
        _secret = secret;
        _answers.Hide(secret);
    }

    /// <summary>What a token says of itself in the open, if it is one of JSON: its signature is the service's to look at.</summary>
    public string? ClaimOfToken(string name) => _secret.Claim(name);

    /// <summary>The answer, or null and why there is none.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public RemoteAnswer? Ask(RemoteRequest request, CancellationToken stop, out RemoteTrouble? trouble)
    {
        var attempt = _retries.ExecuteAsync(async token => await Try(request, token), stop).AsTask().GetAwaiter().GetResult();
        trouble = attempt.Trouble;
        return attempt.Answer;
    }

    /// <summary>The answer to a path, if it is one object; else null and why there is none.</summary>
    /// <param name="bytes">As they came.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    internal JsonDocument? Object(string path, CancellationToken stop, out byte[] bytes, out RemoteTrouble? trouble)
    {
        bytes = [];
        if (Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        var document = JsonValues.Parse(bytes = answer.Body, out _);
        if (document is { RootElement.ValueKind: JsonValueKind.Object }) return document;
        document?.Dispose();
        trouble = Odd("its answer is not what was asked for");
        return null;
    }

    /// <summary>Fetches a file that the service names by an address of its own. The secret is not sent; nothing is asked again.</summary>
    /// <param name="to">Gets the bytes as they come; only what is fetched without trouble is whole.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public RemoteTrouble? Fetch(Uri address, Stream to, CancellationToken stop)
    {
        if (_budget?.Invoke() is { } spent) return spent;
        if (!_host.AllowsFile(address)) return Odd($"it names a file at {RemoteFile.Shown(address, _secret)}, where none of its files are known to be", "Nothing was fetched.");
        Sent++;
        return new RemoteFile(_host, _secret, _world).Fetch(address, to, stop).GetAwaiter().GetResult();
    }

    /// <summary>Waits, for what the service does not have ready yet.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public void Wait(TimeSpan time, CancellationToken stop) => Task.Delay(time, _world.Delays, stop).GetAwaiter().GetResult();

    public void Dispose() => _client.Dispose();

    private async Task<Attempt> Try(RemoteRequest request, CancellationToken stop)
    {
        if (_budget?.Invoke() is { } spent) return new Attempt(null, spent, false);
        var address = new Uri(NameOf(request.Path));
        if (!_host.Allows(address)) return new Attempt(null, new RemoteTrouble(RemoteKind.NotUnderstood, $"{address.Host} is no host that may be asked", "The configuration says which is: Pull.Host."), false);
        using var message = new HttpRequestMessage(request.Verb, address);
        if (_host.Service.Header.Length > 0) message.Headers.TryAddWithoutValidation(_host.Service.Header, _host.Service.HeaderText(_secret));
        if (_host.Service.OtherHeader is { } other) message.Headers.TryAddWithoutValidation(other, _secret.Reveal());
        message.Headers.TryAddWithoutValidation("User-Agent", "daybook");
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (request.Key is { } key) message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (request.Body is { } body) message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (Sent++ > 0 && _host.Service.Pause > TimeSpan.Zero) await Task.Delay(_host.Service.Pause, _world.Delays, stop);
        using var total = CancellationTokenSource.CreateLinkedTokenSource(stop);
        total.CancelAfter(_limits.Total);
        try
        {
            using var headers = CancellationTokenSource.CreateLinkedTokenSource(total.Token);
            headers.CancelAfter(_limits.Headers);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, headers.Token);
            headers.CancelAfter(Timeout.InfiniteTimeSpan);
            if (response.Headers.Date is { } date) Ahead = Instant.FromDateTimeOffset(date) - _now();
            var (answer, trouble) = await _answers.Read(response, request, total.Token);
            if (trouble is null) return new Attempt(answer, null, false);
            var after = RetryAfter.Of(_answers.Header(response, "Retry-After"), _now());
            return Failed(request, trouble, after);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Failed(request, _answers.Late(), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Failed(request, _answers.Of(e), null);
        }
    }

    private Attempt Failed(RemoteRequest request, RemoteTrouble trouble, TimeSpan? after)
    {
        if (after is { } wait && wait + _waited > _limits.LongestWait)
            return new Attempt(null, trouble with { Hint = $"It wants to be left alone for {(int)Math.Ceiling(wait.TotalMinutes)} minutes. Run the same again then; what came before is kept." }, false);
        var isPassing = trouble.Kind == RemoteKind.Limited || (trouble.Kind == RemoteKind.Unreachable && trouble.Status != 501 && !trouble.IsLasting);
        if (!request.MayBeRepeated) trouble = trouble with { IsInDoubt = trouble.IsInDoubt || trouble.Status is null or >= 500 };
        return new Attempt(null, trouble, isPassing && request.MayBeRepeated && _waited < _limits.LongestWait, after);
    }

    /// <param name="MayHelp">Whether asking again may.</param>
    /// <param name="After">How long the service wants to be left alone, or null where it does not say.</param>
    private sealed record Attempt(RemoteAnswer? Answer, RemoteTrouble? Trouble, bool MayHelp, TimeSpan? After = null);
}
