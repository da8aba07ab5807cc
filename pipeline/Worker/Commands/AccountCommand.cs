using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook account [PERIOD]</c></summary>
internal static class AccountCommand
{
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it all of the account.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> From = new("--from") { Description = "The first day, in place of a period.", HelpName = "DATE" };
    private static readonly Option<string?> To = new("--to") { Description = "The last day, in place of a period.", HelpName = "DATE" };
    private static readonly Option<string?> Through = new("--through") { Description = "The last day that is told: a date, yesterday or today; without it yesterday.", HelpName = "DATE" };
    private static readonly Option<string?> By = new("--by") { Description = "What a line is: day, week or month; without it by how long the span is.", HelpName = "UNIT" };
    private static readonly Option<string?> As = new("--format", "-f") { Description = "text, html, md, csv or json.", HelpName = "FORMAT" };

    public static Command Create(Surroundings world) =>
        new Command("account", "Print the working-time account: what was planned, what came of it, and the balance.") { Which, From, To, Through, By, As, StyleOptions.Language, StyleOptions.Hours }
            .Doing(world, "daybook account 2026-11 --format html > account.html", Run);

    private static ExitCode Run(CommandContext context) => Print(context, Span(context), context.Get(As));

    /// <param name="period">As it was named; null for all of the account.</param>
    /// <param name="named">The format, or null.</param>
    public static ExitCode Print(CommandContext context, string? period, string? named) =>
        Print(context, PeriodOf(period) is { } p ? (p.From, p.To) : ((LocalDate?, LocalDate?))(null, null), named);

    private static ExitCode Print(CommandContext context, (LocalDate? From, LocalDate? To) span, string? named)
    {
        var by = context.Get(By) is { } unit ? CommandContext.OneOf<AccountBy>(unit) : (AccountBy?)null;
        var format = context.IsJson ? Format.Json : named is not null ? StyleOptions.FormatOf(named, AccountReport.Formats) : Format.Text;
        var (through, withToday) = context.Get(Through) switch
        {
            null or "yesterday" => ((LocalDate?)null, false),
            "today" => (null, true),
            var date => (CommandContext.DateOf(date, Through.Name), false),
        };
        var slice = AccountStage.Read(context.Settings, span.From, span.To, through, context.Now, withAddends: format == Format.Json, withToday);
        var style = StyleOptions.Of(context);
        context.World.Output.Write(AccountReport.Render(slice, format, by ?? AccountLines.Usual(slice), style, StyleOptions.Writer(context, style)));
        return ExitCode.Done;
    }

    private static (LocalDate? From, LocalDate? To) Span(CommandContext context)
    {
        var period = PeriodOf(context.Get(Which));
        var (from, to) = (CommandContext.DateOf(context.Get(From), From.Name), CommandContext.DateOf(context.Get(To), To.Name));
        if (period is { } p)
            return from is null && to is null ? (p.From, p.To) : throw new UsageException($"{p.Name} says from when to when already; leave out {(from is null ? To.Name : From.Name)}, or the period");
        return from > to ? throw new UsageException($"{From.Name} {Model.Period.Iso(from.Value)} comes after {To.Name} {Model.Period.Iso(to.Value)}") : (from, to);
    }

    private static Model.Period? PeriodOf(string? text) => CommandContext.PeriodOf(text, PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year);
}
