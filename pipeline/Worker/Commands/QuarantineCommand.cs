using System.CommandLine;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook quarantine list|export|retry</c></summary>
internal static class QuarantineCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "Folder to write to; made where it is missing.", HelpName = "DIR" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would happen and change nothing." };

    public static Command Create(Surroundings world) =>
        new("quarantine", "Rows that could not be taken in: list them, get them back as files, or try them again.")
        {
            new Command("list", "List the rows with their places and reasons.").Doing(world, "daybook quarantine list", List),
            new Command("export", "Write them as files of their source's own shape, with the reason in a column more.") { Out, DryRun }.Doing(world, "daybook quarantine export --out bad-rows", Export),
            new Command("retry", "Read their files once more, by today's settings.") { DryRun }.Doing(world, "daybook quarantine retry --dry-run", Retry),
        };

    private static ExitCode List(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var rows = ledger.Quarantine.Rows();
        foreach (var file in rows.GroupBy(r => (r.Source, r.File)))
        {
            context.Say($"{Printable.Line(file.First().Path)} ({file.First().Kind}, source {Printable.Line(file.Key.Source)})");
            foreach (var row in file)
            {
                context.Say($"  {row.Line}:{row.Column}  {Printable.Line(row.Reason)}");
                context.Explain($"        {Printable.Line(Printable.Short(row.Raw, 200))}");
            }
        }
        context.Say($"{CommandContext.Number(rows.Count)} rows in quarantine");
        return ExitCode.Done;
    }

    private static ExitCode Export(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var folder = CommandContext.PathOf(context.Get(Out) ?? "quarantine", Out.Name);
        foreach (var (name, content) in QuarantineFiles.Of(ledger.Quarantine.Rows()))
        {
            var path = Path.Combine(folder, name);
            if (!context.Get(DryRun))
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(path, content);
            }
            context.Say($"{(context.Get(DryRun) ? "would write " : "")}{path}");
        }
        return ExitCode.Done;
    }

    private static ExitCode Retry(CommandContext context)
    {
        using var ledger = context.OpenForWriting("quarantine retry", context.Get(DryRun));
        var paths = ledger.Quarantine.Rows().Select(r => (Path: r.ArchivedAs ?? r.Path, r.Source, r.Kind)).Distinct().ToList();
        var report = new ImportReport(context);
        var codes = new List<ExitCode>();
        foreach (var file in paths)
            codes.Add(report.Import(ledger, SourceFiles.At([file.Path.Split('!')[0]], context.World.Input), "retry", new ImportWishes(file.Source) { Kind = file.Kind }));
        var hours = new HoursChange(context);
        DeriveStage.Run(ledger, context.Settings, hours.Add);
        hours.Say();
        report.SayTotal(context.Get(DryRun));
        return codes.Count == 0 ? ExitCode.Done : ExitCodes.OfMany(codes);
    }
}
