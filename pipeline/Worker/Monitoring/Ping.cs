using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Remote;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Monitoring;

/// <summary>What is told of a run.</summary>
internal enum PingState { Start, Success, Failure }

/// <summary>A run that somebody is told of. Nothing in it is personal: names of stages and numbers.</summary>
/// <param name="Id">Tells runs apart.</param>
/// <param name="Text">How it went, in a line.</param>
internal sealed record PingOfRun(PingState State, Guid Id, int ExitCode, string Text);

/// <summary>A way to be told of runs.</summary>
/// <param name="Name">As the settings write it.</param>
/// <param name="Request">Null where it is not told of such a state.</param>
internal sealed record PingKind(string Name, Func<PingSettings, Secret?, PingOfRun, RemoteRequest?> Request)
{
    /// <param name="hasToken">A secret stands in a header.</param>
    public RemoteService Service(bool hasToken) => new(Name, null, "", hasToken ? "Authorization" : "", SecretForm.Bearer);
}

/// <summary>Every way to be told. A new one is a line and a function.</summary>
internal static class AllPings
{
    public static IReadOnlyList<PingKind> InOrder { get; } = [new("healthchecks", Healthchecks), new("ntfy", Ntfy), new("webhook", Webhook)];

    public static IEnumerable<string> Names => InOrder.Select(p => p.Name);

    public static PingKind? Of(string name) => InOrder.FirstOrDefault(p => p.Name == name);

    /// <summary>As healthchecks.io and its kin are told: the secret is the check's own path, the run's id binds start and end.</summary>
    private static RemoteRequest Healthchecks(PingSettings settings, Secret? secret, PingOfRun run)
    {
        var state = run.State switch { PingState.Start => "/start", PingState.Failure => run.ExitCode is > 0 and < 256 ? string.Create(CultureInfo.InvariantCulture, $"/{run.ExitCode}") : "/fail", _ => "" };
        return new(HttpMethod.Post, $"/{secret!.Reveal().Trim('/')}{state}?rid={run.Id}", Encoding.UTF8.GetBytes(run.Text)) { TakesAnyBody = true };
    }

    private static RemoteRequest? Ntfy(PingSettings settings, Secret? secret, PingOfRun run) => run.State == PingState.Start ? null : Json("/", json =>
    {
        json.WriteString("topic", settings.Topic);
        json.WriteString("title", run.State == PingState.Success ? "Daybook: done" : "Daybook needs you");
        json.WriteString("message", run.Text);
        json.WriteNumber("priority", run.State == PingState.Success ? 2 : 4);
    });

    private static RemoteRequest Webhook(PingSettings settings, Secret? secret, PingOfRun run) => Json("", json =>
    {
        json.WriteString("run", run.Id);
        json.WriteString("state", run.State switch { PingState.Start => "start", PingState.Success => "success", _ => "failure" });
        json.WriteNumber("exit_code", run.ExitCode);
        json.WriteString("text", run.Text);
    });

    private static RemoteRequest Json(string path, Action<Utf8JsonWriter> write) =>
        new(HttpMethod.Post, path, Encoding.UTF8.GetBytes(WrittenJson.Object(write))) { TakesAnyBody = true };
}
