using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Daybook.Importers.Opening;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook import PATH...</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, folders, globs, or - for standard input. Plain, .gz or .zip.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything and then undo it: shows what would change." };
    private static readonly Option<string?> As = new("--as") { Description = "Import as the source of this name; each account is a source of its own.", HelpName = "NAME" };

    public static Command Create(Surroundings world) =>
        new Command("import", "Take files into the ledger. What is there already is recognised and adds nothing.") { Paths, DryRun, As }
            .Doing(world, "daybook import ~/Downloads/wakatime-*.json --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        if (context.Get(As) is { } name && string.IsNullOrWhiteSpace(name)) throw new UsageException("--as needs a name for the source, such as wakatime-work");
        var paths = context.Get(Paths)!.Select(path => CommandContext.PathOf(path, Paths.Name)).ToList();
        var clock = Stopwatch.StartNew();
        var files = SourceFiles.At(paths, context.World.Input);
        using var ledger = context.OpenForWriting("import", isRehearsal);
        var report = new ImportReport(context);
        var code = report.Import(ledger, files, "import", context.Get(As));
        context.Explain(string.Create(CultureInfo.InvariantCulture, $"import-seconds: {clock.Elapsed.TotalMilliseconds / 1000:0.000}"));
        clock.Restart();
        var days = DeriveStage.Run(ledger, context.Settings);
        context.Explain(string.Create(CultureInfo.InvariantCulture, $"derive-seconds: {clock.Elapsed.TotalMilliseconds / 1000:0.000} ({days} days)"));
        report.SayTotal(isRehearsal);
        return code;
    }
}
