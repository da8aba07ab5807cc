using System.CommandLine;
using Daybook.Importers;
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
        var rows = ledger.Quarantine.Rows();
        if (rows.Count == 0) context.Say("0 rows in quarantine");
        foreach (var file in QuarantineFiles.Of(rows, AllImporters.With(context.Settings.Mappings)))
        {
            var path = Path.Combine(folder, file.Name);
            if (!context.Get(DryRun))
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(path, file.Content);
            }
            if (file.Problem is { } problem)
                context.Complain(new Diagnostic(file.From, Place.WholeFile, Severity.Warning, $"{problem}, so its rows are given as text in JSON", "Put the file back where it was and export again, to have a table with its header.").ToString());
            context.Say($"{(context.Get(DryRun) ? "would write " : "")}{path}");
        }
        return ExitCode.Done;
    }

    private static ExitCode Retry(CommandContext context)
    {
        using var ledger = context.OpenForWriting("quarantine retry", context.Get(DryRun));
        var files = ledger.Quarantine.Rows().Select(r => (r.Path, r.ArchivedAs, r.Source, r.Kind)).Distinct()
            .Select(f => (Earlier: f.Path == "-" ? null : EarlierFile.Find(f.Path, f.ArchivedAs), File: f)).ToList();
        var report = new ImportReport(context);
        var codes = new List<ExitCode>();
        foreach (var group in files.GroupBy(f => (f.Earlier?.Container, f.File.Source, f.File.Kind)))
        {
            var wishes = new ImportWishes(group.Key.Source) { Kind = group.Key.Kind, AreRemembered = false };
            var found = group.Key.Container is { } container
                ? Members(container, [.. group.Select(f => f.Earlier!.Name)])
                : group.Select(f => f.File.Path == "-"
                    ? Found.Nothing("-", "it came through standard input and was not kept", "Mend its rows and import them: daybook quarantine export")
                    : Found.Nothing(f.File.ArchivedAs ?? f.File.Path, "the file is gone", "Put it back where it was, or mend its rows and import them: daybook quarantine export"));
            codes.Add(report.Import(ledger, found, "retry", wishes));
        }
        var hours = new HoursChange(context);
        DeriveStage.Run(ledger, context.Settings, hours.Add);
        hours.Say();
        report.SayTotal(context.Get(DryRun));
        return codes.Count == 0 ? ExitCode.Done : ExitCodes.OfMany(codes);
    }

    /// <summary>Those of a file's or archive's members that are wanted, while the archive is walked, and those that are missing.</summary>
    private static IEnumerable<Found> Members(string container, HashSet<string> wanted)
    {
        foreach (var found in SourceFiles.At([container], () => Stream.Null))
        {
            var isAllThereIs = found.Problem?.File == container;
            if (wanted.Remove(found.File?.Name ?? found.Problem!.File) || isAllThereIs) yield return found;
            if (isAllThereIs) yield break;
        }
        foreach (var name in wanted.Where(n => n != container).Order(StringComparer.Ordinal))
            yield return Found.Nothing(name, "the archive no longer has it", "Put the archive back as it was, or mend its rows and import them: daybook quarantine export");
    }
}
