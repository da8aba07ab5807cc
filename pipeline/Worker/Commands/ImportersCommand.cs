using System.CommandLine;
using Daybook.Importers;
using Daybook.Model;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook importers list|test</c></summary>
internal static class ImportersCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "Folder of samples; each may have its approved reading beside it, NAME.expected.txt." };
    private static readonly Option<bool> Accept = new("--accept") { Description = "Write the approved readings, for you to read." };
    private static readonly Option<string?> Zone = new("--zone") { Description = "The zone of times that have none; without it the configuration's, else UTC.", HelpName = "ZONE" };

    public static Command Create(Surroundings world)
    {
        var command = new Command("importers", "What reads files: list the sources, or try samples of your own on them.");
        command.Subcommands.Add(new Command("list", "Name the sources that files are known of.").Doing(world, "daybook importers list", List));
        command.Subcommands.Add(new Command("test", "Hold whatever reads a folder of samples to the laws of importing. Nothing is taken in.") { Folder, Accept, Zone }
            .Doing(world, "daybook importers test samples/klog --zone Europe/Berlin", Test));
        return command;
    }

    private static ExitCode List(CommandContext context)
    {
        foreach (var source in AllImporters.With(context.Settings.Mappings).GroupBy(i => i.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            context.Say(source.Key);
        return ExitCode.Done;
    }

    private static ExitCode Test(CommandContext context)
    {
        var folder = CommandContext.PathOf(context.Get(Folder)!, Folder.Name);
        if (!Directory.Exists(folder))
        {
            context.Complain(new Diagnostic(folder, Place.WholeFile, Severity.Error, "there is no such folder").ToString());
            return ExitCode.NoInput;
        }
        var zone = context.ZoneOf(Zone) ?? (context.Settings.Zones.Count > 0 ? null : "UTC");
        var settings = zone is null ? context.Settings : context.Settings with { Zones = [new ZoneFrom(LocalDate.MinIsoValue, zone)] };
        int good = 0, bad = 0;
        foreach (var result in new SampleTrial(settings).Run(folder, context.Get(Accept)))
        {
            if (result.Trouble is null) good++;
            else bad++;
            if (result.Trouble is { } trouble) context.Complain($"{Printable.Line(result.File)}: {result.Check}: {Printable.Line(trouble)}");
            else if (context.IsVerbose) context.Explain($"{Printable.Line(result.File)}: {result.Check}");
        }
        context.Say($"{CommandContext.Number(good)} checks hold, {CommandContext.Number(bad)} do not");
        return bad > 0 ? ExitCode.BadData : good > 0 ? ExitCode.Done : ExitCode.NoInput;
    }
}
