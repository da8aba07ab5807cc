using System.CommandLine;
using Daybook.Worker;
using Daybook.Worker.Commands;
using NodaTime;

namespace Daybook.Tests.Worker.Completing;

/// <summary>Every command and those within them, by how they are called.</summary>
internal static class Commands
{
    public static Surroundings World { get; } = new(TextWriter.Null, TextWriter.Null, () => Stream.Null, NodaConstants.UnixEpoch, _ => null, false, CancellationToken.None);

    public static IEnumerable<(string Path, Command Command)> Each() => AllCommands.Root(World).Subcommands.SelectMany(c => Within(c, c.Name));

    private static IEnumerable<(string Path, Command Command)> Within(Command command, string path) =>
        command.Subcommands.SelectMany(c => Within(c, $"{path} {c.Name}")).Prepend((path, command));
}
