using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Running;

/// <summary>Takes in the spool and what lies in the inbox, and moves to the archive what is in.</summary>
internal static class ImportRun
{
    public static StageResult Do(RunWork work)
    {
        var (settings, ledger, report) = (work.Settings, work.Ledger, work.Imports);
        var first = report.Outcomes.Count;
        var inbox = new InboxStage(settings.Inbox, settings.Archive);
        var codes = new ManyExitCodes();
        Add(SpoolIntake.Run(work.Context, ledger, report, "import", work.IsRehearsal));
        var done = new HashSet<string>(StringComparer.Ordinal);
        var helpers = new List<(string Path, string Helped)>();
        foreach (var path in inbox.Waiting())
        {
            var before = report.Outcomes.Count;
            Add(report.Import(ledger, SourceFiles.At([path], work.Context.World.Input), "import", ImportWishes.None));
            var outcomes = report.Outcomes.Skip(before).ToList();
            if (outcomes is [{ Helped: { } helped }]) helpers.Add((path, helped));
            // One that is cut short may be a copy still under way.
            else if (outcomes.Count > 0 && outcomes.TrueForAll(o => o.Helped is not null || o.Result is { IsWhole: true })) Archive(path, [.. outcomes.Select(o => o.Result?.File).OfType<long>()]);
        }
        // They are needed where they lie for as long as what they help is not in.
        foreach (var (path, helped) in helpers)
            if (done.Contains(helped)) Archive(path, []);
        var files = report.Outcomes.Skip(first).ToList();
        return new StageResult(codes.Code, [new("files", files.Count), .. Rows(files)]);

        // A file that cannot be taken in stays in the inbox and is named each time; the run itself was done.
        void Add(ExitCode code) => codes.Add(code is ExitCode.BadData or ExitCode.NoInput ? ExitCode.PartlyDone : code);

        void Archive(string path, IReadOnlyCollection<long> files)
        {
            done.Add(path);
            if (work.IsRehearsal) work.Say($"would archive {Printable.Line(path)}");
            else work.Context.Explain($"archived as {Printable.Line(inbox.Archive(ledger, path, files))}");
        }
    }

    /// <summary>What the rows of files or pages came to.</summary>
    public static IEnumerable<Counted> Rows(IReadOnlyList<FileOutcome> files)
    {
        var sum = files.Aggregate(default(RowCounts), (sum, file) => sum + (file.Result?.Counts ?? default));
        return [new("new", sum.New), new("same", sum.Same), new("changed", sum.Changed), new("rejected", sum.Rejected), new("gone upstream", sum.Gone)];
    }
}
