using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook template list|copy|lint|preview|test</c></summary>
internal static class TemplateCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private static readonly Argument<string> Name = new("NAME") { Description = "As daybook template list has it." };
    private static readonly Argument<string?> Report = new("REPORT") { Description = "A report; without it week.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> As = new("--format", "-f") { Description = "html or mail.", HelpName = "FORMAT", DefaultValueFactory = _ => "html" };
    private static readonly Option<string> Out = new("--out", "-o") { Description = "File to write to.", HelpName = "FILE", DefaultValueFactory = _ => "preview.html" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Go on: write the page anew whenever a template is saved. A browser that shows it loads it anew by itself." };
    private static readonly Option<bool> Accept = new("--accept") { Description = "Approve of the pages as they are now." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be written, and write nothing." };

    public static Command Create(Surroundings world) =>
        new("template", "Reports in a shape of your own: copy a template that comes with the program, change it, try it.")
        {
            new Command("list", "List the templates, and which of them are your own.").Doing(world, "daybook template list", List),
            new Command("copy", "Copy a template into your folder, to be changed there.") { Name, DryRun }.Doing(world, "daybook template copy mail.html", Copy),
            new Command("lint", "Look your templates over: every name must be one that the page has.").Doing(world, "daybook template lint", Lint),
            new Command("preview", "Write a report of invented time with your templates.") { Report, As, Out, Watch, DryRun, StyleOptions.Language, StyleOptions.Hours }.Doing(world, "daybook template preview week --format mail --watch", Preview),
            new Command("test", "Compare every report of invented time with what you approved of.") { Accept, DryRun }.Doing(world, "daybook template test --accept", Test),
        };

    private static ExitCode List(CommandContext context)
    {
        var templates = context.Settings.Templates;
        var table = new TextTable();
        foreach (var name in TemplateFolder.AllShipped.Concat(templates.Own).Distinct(StringComparer.Ordinal).OrderBy(n => !TemplateFolder.IsPage(n)).ThenBy(n => n, StringComparer.Ordinal))
            table.Row(name, TemplateFolder.IsPage(name) ? "page" : "part", templates.PathOf(name) is { } own ? Printable.Line(own) : "as it comes");
        foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static ExitCode Copy(CommandContext context)
    {
        var name = context.Get(Name)!;
        var text = TemplateFolder.ReadShipped(name) ?? throw new UsageException($"there is no template '{Printable.Line(name)}'; there are {string.Join(", ", TemplateFolder.AllShipped)}");
        var path = Path.Combine(FolderOf(context), $"{name}.hbs");
        if (File.Exists(path)) throw new UsageException($"{Printable.Line(path)} is there already. Take it away first, and the template that comes with the program is used again");
        if (!context.Get(DryRun))
        {
            Directory.CreateDirectory(FolderOf(context));
            File.WriteAllText(path, text);
        }
        context.Say(context.Get(DryRun) ? $"would write {Printable.Line(path)}" : Printable.Line(path));
        return ExitCode.Done;
    }

    private static ExitCode Lint(CommandContext context)
    {
        var found = TemplateStage.Lint(context.Settings.Templates);
        foreach (var one in found) context.Complain(one.ToString());
        if (found.Count == 0) context.Say(context.Settings.Templates.Own.Count == 0 ? "you have no templates of your own" : $"{context.Settings.Templates.Own.Count} of your own, and nothing wrong with them");
        return found.Count == 0 ? ExitCode.Done : ExitCode.BadData;
    }

    private static ExitCode Preview(CommandContext context)
    {
        var report = ReportCommand.Find(context.Get(Report) ?? "week");
        var format = StyleOptions.FormatOf(context.Get(As)!, [Format.Html, Format.Mail]);
        var (style, path, isWatched) = (StyleOptions.Of(context), CommandContext.PathOf(context.Get(Out)!, Out.Name), context.Get(Watch));
        var code = Write();
        for (var seen = Print(); isWatched && !context.World.Stop.WaitHandle.WaitOne(BetweenLooks);)
        {
            if (Print() is var now && now == seen) continue;
            seen = now;
            Write();
        }
        return code;

        ExitCode Write()
        {
            var isWhole = true;
            var writer = new PageWriter(style.Words, new TemplateFolder(context.Settings.Templates.Folder), warning =>
            {
                isWhole = false;
                context.Complain(warning.ToString());
            });
            var page = writer.Write(report.View(SampleSlices.Of(report.Kinds[0]), style), format);
            // Without a script: the browser asks for the file again and again.
            if (isWatched) page = page.Replace("</head>", "<meta http-equiv=\"refresh\" content=\"2\">\n</head>", StringComparison.Ordinal);
            if (!context.Get(DryRun)) File.WriteAllText(path, page);
            context.Say(context.Get(DryRun) ? $"would write {Printable.Line(path)}" : Printable.Line(path));
            return isWhole ? ExitCode.Done : ExitCode.BadData;
        }

        string Print() => context.Settings.Templates.Folder is { } folder && Directory.Exists(folder)
            ? string.Join('\n', Directory.EnumerateFiles(folder, "*.hbs").Order(StringComparer.Ordinal).Select(f => $"{f} {File.GetLastWriteTimeUtc(f).Ticks}")) : "";
    }

    private static ExitCode Test(CommandContext context)
    {
        var code = ExitCode.Done;
        foreach (var (path, outcome) in TemplateStage.Test(context.Settings.Templates, FolderOf(context), context.Settings.Style, context.Get(Accept), context.Get(DryRun), w => context.Complain(w.ToString())))
        {
            context.Say($"{outcome switch { TemplateOutcome.Same => "same", TemplateOutcome.Accepted => "approved", TemplateOutcome.Changed => "changed", _ => "not approved of yet" }}  {Printable.Line(path)}");
            if (outcome is TemplateOutcome.Changed or TemplateOutcome.New) code = ExitCode.BadData;
        }
        if (code != ExitCode.Done) context.Complain("Where a page is as you want it: daybook template test --accept");
        return code;
    }

    private static string FolderOf(CommandContext context) =>
        context.Settings.Templates.Folder ?? throw new UsageException("the settings name no folder for templates of your own: \"Templates\": \"templates\"");
}
