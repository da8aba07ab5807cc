using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Running;
using NodaTime;

namespace Daybook.Worker.Monitoring;

/// <summary>Tells others of a run: that it begins, and how it went, also where it could not even begin. That nobody could be told changes nothing of the run.</summary>
internal sealed class Watch(CommandContext context)
{
    // Nobody waits long to be told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Guid? _id;
    private readonly List<StageDone> _stages = [];
    private readonly Duration _start = context.World.Elapsed();

    // Made where somebody is told: chance comes from a library that takes long to load.
    private Guid Id => _id ??= new Guid(context.World.Random(16));

    /// <summary>What a stage came to.</summary>
    public void See(StageDone stage) => _stages.Add(stage);

    /// <param name="isRehearsal">Nobody is told.</param>
    public ExitCode Around(bool isRehearsal, Func<ExitCode> run)
    {
        if (isRehearsal) return run();
        Tell(PingState.Start, ExitCode.Done, "started");
        var code = ExitCode.Internal;
        try
        {
            return code = run();
        }
        catch (Exception e)
        {
            code = Answers.To(e).Code;
            throw;
        }
        finally
        {
            var isGood = code is ExitCode.Done or ExitCode.PartlyDone;
            // Who waits for somebody else's run, or was asked to stop, has not failed.
            if (code is not (ExitCode.TryAgain or ExitCode.Interrupted or ExitCode.Stopped)) Tell(isGood ? PingState.Success : PingState.Failure, code, Text(code));
            if (context.Settings.Monitor.Metrics is { } path) Metrics.Write(path, context, code, _stages, Micros.From(context.World.Elapsed() - _start));
        }
    }

    /// <summary>Names of stages and numbers, and nothing else.</summary>
    private string Text(ExitCode code)
    {
        var stages = _stages.Where(s => s.Result.State != "nothing").Select(s => $"{s.Name} {s.Result.State}");
        return $"exit {(int)code}{string.Concat(stages.Select(s => $", {s}"))}";
    }

    private void Tell(PingState state, ExitCode code, string text)
    {
        foreach (var ping in context.Settings.Monitor.Pings.Where(p => state == PingState.Failure || !p.OnFailure))
        {
            if (Sent(ping, new PingOfRun(state, Id, (int)code, text)) is { } trouble) context.Complain($"{Printable.Line(ping.Name)} was not told: {Printable.Line(trouble)}");
        }
    }

    /// <returns>Why not, or null.</returns>
    private string? Sent(PingSettings ping, PingOfRun run)
    {
        var kind = AllPings.Of(ping.Kind)!;
        Secret? secret = null;
        if (ping.HasSecret && (secret = Secrets.Of(ping.Name, ping.SecretFile, context.World.Environment, out var flaw, out _)) is null) return flaw;
        if (kind.Request(ping, secret, run) is not { } request) return null;
        var inHeader = secret is not null && kind.Name != "healthchecks";
        var world = context.World.Remote ?? RemoteWorld.Real;
        var limits = world.Limits with { Connect = Patience, Headers = Patience, Total = Patience };
        // Where there is no other secret, the address itself may be one: it is in no message.
        using var remote = new RemoteClient(ping.Host with { Service = kind.Service(inHeader) }, secret ?? new Secret(ping.Host.Base.AbsoluteUri), world with { Limits = limits }, () => context.Now);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return remote.Ask(request, patience.Token, out var trouble) is null ? trouble!.Message : null;
        }
        catch (OperationCanceledException)
        {
            return "no answer in time";
        }
    }
}
