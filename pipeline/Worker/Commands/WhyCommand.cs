using System.CommandLine;
namespace Daybook.Worker.Commands;

internal static class WhyCommand { public static Command Create(Surroundings world) => new Command("why", "x").Doing(world, "x", _ => ExitCode.Done); }
