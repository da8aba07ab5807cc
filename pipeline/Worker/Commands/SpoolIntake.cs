using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary>Takes the spool in and tells what became of it, for the commands that do so.</summary>
internal static class SpoolIntake
{
    /// <param name="command">For the journal.</param>
    public static ExitCode Run(CommandContext context, Ledger ledger, ImportReport report, string command, bool isRehearsal)
    {
        var codes = new ManyExitCodes();
        var stage = new SpoolStage(context.Settings, context.Now);
        stage.Run(ledger, (files, wishes, settings) => codes.Add(report.Import(ledger, files, command, wishes, settings)), isRehearsal);
        foreach (var path in stage.Moved) context.Explain($"put away as {Printable.Line(path)}");
        foreach (var odd in stage.Odd)
            context.Complain(new Diagnostic(odd.Path, Place.WholeFile, Severity.Warning, odd.Flaw, "It was left where it is. The spool holds folders and files of your own that nobody else can write to.").ToString());
        if (stage.Odd.Count > 0) codes.Add(ExitCode.PartlyDone);
        return codes.Code;
    }
}
