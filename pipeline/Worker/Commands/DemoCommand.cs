using System.CommandLine;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook demo</c>: the whole job on the samples that come with the program.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Out = new("--out", "-o") { Description = "Folder for the demo's ledger and digest; made anew each time.", DefaultValueFactory = _ => "daybook-demo", HelpName = "DIR" };

    public static Command Create(Surroundings world) =>
        new Command("demo", "Do the whole job on the samples that come with the program: import, report, digest.") { Out }
            .Doing(world, "daybook demo", Run);

    private static ExitCode Run(CommandContext context)
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "demo");
        var folder = Path.GetFullPath(CommandContext.PathOf(context.Get(Out)!, Out.Name));
        var path = Path.Combine(folder, "ledger.db");
        var settings = Settings.Load(null, folder) with { Ledger = path };
        Directory.CreateDirectory(folder);
        File.Delete(path);
        _ = PageWriter.Warm(Format.Mail);

        context.Say("Importing half a year of one person's time from the samples:");
        Slice week;
        ExitCode code;
        using (var ledger = Ledger.OpenForWriting(path, "daybook demo", Micros.From(context.Now)))
        {
            var report = new ImportReport(context);
            code = report.Import(ledger, SourceFiles.At([samples], context.World.Input), "demo", ImportWishes.None);
            DeriveStage.Run(ledger, settings);
            report.SayTotal(isRehearsal: false);
            using var source = SliceSource.Of(ledger);
            week = ReportStage.TryRead(source, settings, new WeekReport().Needs, PeriodKind.Week, LastWeekOf(ledger), context.Now)!;
        }
        context.Say("");
        context.Say(new PageWriter(settings.Style.Words).Write(new WeekReport().View(week, settings.Style), Format.Text));
        var files = DigestStage.Write(week, settings, new PageWriter(settings.Style.Words), folder, isRehearsal: false);
        context.Say($"The digest lies in {files[0]}");
        context.Say("");
        context.Say("Try next:");
        foreach (var command in (ReadOnlySpan<string>)
            [$"report month {week.Period.From.Year:0000}-{week.Period.From.Month:00}", $"why {week.Period.Name}", $"profiles {week.Period.Name}", "status"])
            context.Say($"  daybook {command} --ledger {path}");
        context.Say("  daybook import ~/Downloads/wakatime-*.json    (your own data)");
        return code;
    }

    /// <summary>The last week that has data to its end.</summary>
    private static Model.Period LastWeekOf(Ledger ledger)
    {
        var last = ledger.Status.Sources().Max(s => s.LastDate)!.Value;
        var week = Model.Period.Containing(PeriodKind.Week, last);
        return week.To == last ? week : week.Previous;
    }
}
