using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using Daybook.Model;
using Daybook.Receiver;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook serve</c></summary>
internal static class ServeCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("serve", "Take heartbeats of editors over HTTP, as WakaTime's server does, and append them to the spool, until it is stopped.");
        command.Subcommands.Add(KeyCommand.Create(world));
        return command.Doing(world, "daybook serve", Run);
    }

    private static ExitCode Run(CommandContext context)
    {
        var serve = context.Settings.Serve;
        if (serve.Keys.Count == 0)
        {
            context.Complain("daybook serve: nobody has a key, so nobody could send anything. 'daybook serve key NAME' makes one.");
            return ExitCode.Configuration;
        }
        if (Keys(context, serve) is not { } keys) return ExitCode.Configuration;
        // A clock that was given stands still.
        var isOwn = context.Now == context.World.Clock;
        var world = new ReceiverWorld(() => isOwn ? context.World.Present() ?? context.Now : context.Now, context.World.Random, trouble => context.Complain($"daybook serve: {Printable.Line(trouble)}"));
        return Serve(context, new ReceiverSettings(serve.Listen, keys, serve.Hosts, context.Settings.Spool), world).GetAwaiter().GetResult();
    }

    private static async Task<ExitCode> Serve(CommandContext context, ReceiverSettings settings, ReceiverWorld world)
    {
        try
        {
            await using var listener = await Listener.StartAsync(settings, world, context.World.Stop);
            context.Say($"listening on {listener.Address}, {settings.Keys.Count} key{(settings.Keys.Count == 1 ? "" : "s")}");
            context.World.Output.Flush();
            await Task.Delay(Timeout.Infinite, context.World.Stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            context.Complain($"daybook serve: {Printable.Line(e.Message)}");
            return ExitCode.Unavailable;
        }
    }

    private static List<ReceiverKey>? Keys(CommandContext context, ServeSettings serve)
    {
        var keys = new List<ReceiverKey>();
        foreach (var key in serve.Keys)
        {
            byte[]? secret = null;
            if (key.SecretFile is not null)
            {
                if (Secrets.Of(key.Name, key.SecretFile, context.World.Environment, out var flaw, out var hint) is not { } found)
                {
                    context.Complain($"daybook serve: the key '{key.Name}': {flaw}\n    {hint}");
                    return null;
                }
                secret = Encoding.UTF8.GetBytes(found.Reveal());
            }
            keys.Add(new ReceiverKey(key.Name, key.Sha256, key.Person, key.Source, secret));
        }
        return keys;
    }
}
