using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Daybook.Importers.Opening;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook import [PATH...]</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, folders, globs, or - for standard input. Plain, .gz or .zip. Without any, the heartbeats in the spool.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything and then undo it: shows what would change." };
    private static readonly Option<string?> As = new("--as") { Description = "Import as the source of this name; each account is a source of its own.", HelpName = "NAME" };

    private static readonly Option<string?> Zone = new("--zone") { Description = "The zone of times that have none in the files.", HelpName = "ZONE" };
    private static readonly Option<string?> Order = new("--date-order") { Description = "How dates with the year last are read: dmy or mdy.", HelpName = "ORDER" };

    private static readonly Option<string?> Person = new("--person") { Description = "Of a file with several people, the one whose time is yours.", HelpName = "NAME" };
    private static readonly Option<string?> Kind = new("--kind") { Description = "What the files are, where that is not clear; 'daybook identify' names the kinds.", HelpName = "KIND" };

    private static readonly Option<bool> Again = new("--again") { Description = "Also what 'daybook purge' took out." };

    public static Command Create(Surroundings world)
    {
        var command = new Command("import", "Take files into the ledger. What is there already is recognised and adds nothing.") { Paths, DryRun, As, Zone, Order, Person, Kind, Again, CommonOptions.Wait };
        command.Subcommands.Add(UndoCommand.Create(world));
        return command.Doing(world, "daybook import ~/Downloads/wakatime-*.json --dry-run", Run);
    }

    private static ImportWishes WishesOf(CommandContext context)
    {
        var (zone, order) = (context.ZoneOf(Zone), context.Get(Order));
        if (order is not null && DateOrders.Named(order) is null) throw new UsageException($"--date-order: '{Printable.Line(order)}' is neither dmy nor mdy");
        return new ImportWishes(context.Get(As), zone, order is null ? null : DateOrders.Named(order)) { Person = context.Get(Person), Kind = context.Get(Kind), IsAgain = context.Get(Again) };
    }

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        if (context.Get(As) is { } name && string.IsNullOrWhiteSpace(name)) throw new UsageException("--as needs a name for the source, such as wakatime-work");
        var paths = context.Get(Paths)!.Select(path => CommandContext.PathOf(path, Paths.Name)).ToList();
        var wishes = WishesOf(context);
        if (paths.Count == 0 && wishes != ImportWishes.None) throw new UsageException("name the files: --as, --zone, --date-order, --person and --kind are said of files, not of the spool");
        if (paths.Count == 0 && !Directory.Exists(context.Settings.Spool)) throw new UsageException($"name the files; there is no spool at {Printable.Line(context.Settings.Spool)} to take in. 'daybook import --help' shows how");
        var clock = Stopwatch.StartNew();
        var files = SourceFiles.At(paths, context.World.Input);
        using var ledger = context.OpenForWriting("import", isRehearsal);
        var report = new ImportReport(context);
        var code = paths.Count == 0 ? SpoolIntake.Run(context, ledger, report, "import", isRehearsal) : report.Import(ledger, files, "import", wishes);
        context.Explain(string.Create(CultureInfo.InvariantCulture, $"import-seconds: {clock.Elapsed.TotalMilliseconds / 1000:0.000}"));
        clock.Restart();
        var hours = isRehearsal && !context.IsJson ? new HoursChange(context) : null;
        var days = DeriveStage.Run(ledger, context.Settings, hours is null ? null : hours.Add);
        hours?.Say();
        context.Explain(string.Create(CultureInfo.InvariantCulture, $"derive-seconds: {clock.Elapsed.TotalMilliseconds / 1000:0.000} ({days} days)"));
        report.SayTotal(isRehearsal);
        return code;
    }
}
