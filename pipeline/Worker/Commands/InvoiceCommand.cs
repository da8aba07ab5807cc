using System.CommandLine;
using System.Text;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook invoice CLIENT [PERIOD]</c>, <c>invoice list</c>, <c>invoice show NUMBER</c>, <c>invoice drop NUMBER</c></summary>
internal static class InvoiceCommand
{
    private const string NoLedger = "nothing to be billed. 'daybook import' makes one.";

    private static readonly Format[] Formats = [Format.Text, Format.Html, Format.Md, Format.Csv, Format.Json];

    private static readonly Argument<string?> Client = new("CLIENT") { Description = "Whose time it was.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Which = new("DAYS") { Description = $"{DateSpan.Form}; without it the last whole month.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> Number = new("NUMBER") { Description = "Of an invoice, as --mark said it." };
    private static readonly Option<string?> Project = new("--project", "-p") { Description = "Of this project alone.", HelpName = "NAME" };
    private static readonly Option<string> By = new("--by") { Description = "What has a line of its own: project, task or day.", HelpName = "WHAT" };
    private static readonly Option<bool> Round = new("--round") { Description = "Round each line, by Rounding in the configuration." };
    private static readonly Option<string> As = new("--format", "-f") { Description = "text, html, md, csv or json.", HelpName = "FORMAT" };
    private static readonly Option<string?> Out = new("--out", "-o") { Description = "File to write the lines to.", HelpName = "FILE" };
    private static readonly Option<string?> Mark = new("--mark") { Description = "Write down that it was billed by this number, so that nothing bills it again.", HelpName = "NUMBER" };
    private static readonly Option<string?> Note = new("--note", "-n") { Description = "Your own words, kept with the mark.", HelpName = "TEXT" };

    public static Command Create(Surroundings world)
    {
        var command = new Command("invoice", "The lines of an invoice: what of a client's time can be billed and was not, with hours and amounts.") { Client, Which, Project, By, Round, As, Out, Mark, Note, ByHand.DryRun, StyleOptions.Language, StyleOptions.Hours }
            .Doing(world, "daybook invoice Acme 2026-08 --format csv --out acme.csv --mark 2026-017", Run);
        command.Subcommands.Add(new Command("list", "List what was billed. With --json a file that 'daybook import' takes.").Doing(world, "daybook invoice list", List));
        command.Subcommands.Add(new Command("show", "Show the lines of an invoice as they were when it was marked.") { Number, As, Out, StyleOptions.Language, StyleOptions.Hours }.Doing(world, "daybook invoice show 2026-017", Show));
        command.Subcommands.Add(new Command("drop", "Take a mark back: its time can be billed again.") { Number, ByHand.DryRun }.Doing(world, "daybook invoice drop 2026-017 --dry-run", Drop));
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Client) is not { Length: > 0 } client) throw new UsageException("say whose: daybook invoice CLIENT 2026-08");
        var by = context.Get(By) is { } said ? CommandContext.OneOf<SalesBy>(said) : SalesBy.Project;
        var wish = new InvoiceWish(client, DateSpan.Of(context.Get(Which), Which.Name), context.Get(Project), by, context.Get(Round));
        var draft = InvoiceStage.Draft(context.Settings, wish, context.Now);
        if (context.Get(Mark) is not { } mark)
        {
            if (context.Get(Note) is not null) throw new UsageException("--note is kept with a mark: say --mark NUMBER");
            Print(context, draft.Slice, isWritten: !context.Get(ByHand.DryRun));
            return ExitCode.Done;
        }
        if (mark.Trim().Length == 0) throw new UsageException("--mark is empty where a number is expected");
        if (FormatOf(context) != Format.Text && context.Get(Out) is null && !context.IsQuiet && !context.IsJson) throw new UsageException("what is marked is said where the lines would stand: write them to a file, --out FILE");
        return ByHand.Terms(context, "invoice", NoLedger, account =>
        {
            var plan = InvoiceStage.Mark(account, context.Settings, draft, mark.Trim(), context.Get(Note)?.Trim());
            // Before it is marked: lines that could not be written are not billed.
            if (!context.IsJson || context.Get(Out) is not null) Print(context, draft.Slice with { Number = mark.Trim() }, isWritten: !context.Get(ByHand.DryRun));
            return plan;
        });
    }

    private static ExitCode Show(CommandContext context)
    {
        Print(context, InvoiceStage.Marked(context.Settings, context.Get(Number)!, context.Now), isWritten: true);
        return ExitCode.Done;
    }

    private static ExitCode Drop(CommandContext context)
    {
        var number = context.Get(Number)!;
        return ByHand.Terms(context, "invoice drop", NoLedger, account => InvoiceStage.Drop(account, number));
    }

    private static ExitCode List(CommandContext context)
    {
        if (context.IsJson)
        {
            using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
            var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
            context.World.Output.Write(Encoding.UTF8.GetString(DaybookDocument.Of(account.Own(DaybookTerm.Invoices))));
            return ExitCode.Done;
        }
        var (invoices, style) = (InvoiceStage.All(context.Settings, context.Now), context.Settings.Style);
        var table = new TextTable(1, 2, 5);
        foreach (var invoice in invoices)
            table.Row(Printable.Line(invoice.Number), Printable.Line(invoice.Client), TermText.Dates(invoice.From, invoice.Until), Hours.Text(invoice.Lines.Sum(l => l.Micros)),
                string.Join(" + ", Amounts.Totals(invoice.Lines).Select(style.Sum)), Printable.Line(invoice.Note ?? ""));
        if (invoices.Count == 0) context.Say("nothing was billed");
        else
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static Format FormatOf(CommandContext context) => context.IsJson ? Format.Json : context.Get(As) is { } named ? StyleOptions.FormatOf(named, Formats) : Format.Text;

    private static void Print(CommandContext context, InvoiceSlice invoice, bool isWritten)
    {
        var (format, style) = (FormatOf(context), StyleOptions.Of(context));
        var text = format == Format.Csv ? InvoiceCsv.Of(invoice) : StyleOptions.Writer(context, style).Write(InvoicePage.Of(invoice, style), format);
        if (context.Get(Out) is not { } path) context.World.Output.Write(text);
        else if (isWritten) WholeFile.Write(CommandContext.PathOf(path, Out.Name), Encoding.UTF8.GetBytes(text));
        if (context.Get(Out) is { } file && !context.IsJson) context.Say($"{(isWritten ? "" : "would write ")}{Printable.Line(file)}");
    }
}
