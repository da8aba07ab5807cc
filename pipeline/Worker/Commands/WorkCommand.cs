using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Schedules;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook work</c></summary>
internal static class WorkCommand
{
    private const int Shown = 5;

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show the next times of each schedule, and do nothing." };

    public static Command Create(Surroundings world) =>
        new Command("work", "Stay, and do runs by the schedules of the settings, until asked to stop. In place of cron or a timer.") { DryRun }
            .Doing(world, "daybook work --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(DryRun))
        {
            foreach (var schedule in context.Settings.Work().Schedules) Show(context, schedule);
            return ExitCode.Done;
        }
        using var loop = new WorkLoop(context);
        return loop.Run().GetAwaiter().GetResult();
    }

    private static void Show(CommandContext context, Schedule schedule)
    {
        context.World.Output.WriteLine($"{Printable.Line(schedule.Name)}: {Printable.Line(schedule.Cron.Text)} in {schedule.Zone.Id}: {string.Join(", ", schedule.Stages ?? context.Settings.Run.Stages)}");
        Instant? at = context.Now;
        for (var i = 0; i < Shown && (at = schedule.Next(at.Value)) is { } next; i++)
            context.World.Output.WriteLine($"  {next.InZone(schedule.Zone).ToString("uuuu-MM-dd HH:mm o<+HH:mm>", System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
