using System.CommandLine;
using System.Text;
using Daybook.Importers.Daybook;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook mark DATES KIND</c>, <c>mark list</c>, <c>mark drop</c></summary>
internal static class MarkCommand
{
    private const string NoLedger = "no time off in it. 'daybook mark' makes some.";

    internal static readonly string[] Kinds = ["holiday", "vacation", "sick", "overtime", "other", "workday"];

    private static readonly Argument<string?> Dates = new("DATES") { Description = "2026-08-03, today, or the first and the last day: 2026-08-03..2026-08-14.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Kind = new("KIND") { Description = $"{string.Join(", ", Kinds[..^1])}; or workday, of a public holiday that is none for you.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Half = new("--half") { Description = "Half of the day." };
    private static readonly Option<string?> Length = new("--hours") { Description = "How much of it in all: 3:30.", HelpName = "LENGTH" };
    private static readonly Option<string?> Note = new("--note", "-n") { Description = "Your own words.", HelpName = "TEXT" };
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026, with its public holidays; without it all that was marked.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world)
    {
        var command = new Command("mark", "Mark days as time off.") { Dates, Kind, Half, Length, Note, ByHand.DryRun }
            .Doing(world, "daybook mark 2026-08-03..2026-08-14 vacation --note \"the mountains\"", Run);
        command.Subcommands.Add(new Command("list", "List time off, whoever says it. With --json what was marked by hand, a file that 'daybook import' takes.") { Which }
            .Doing(world, "daybook mark list 2026", List));
        command.Subcommands.Add(new Command("drop", "Take a mark back; the ledger keeps it as one that was dropped.") { ByHand.Id, ByHand.DryRun }
            .Doing(world, "daybook mark drop last --dry-run", Drop));
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Dates) is not { } dates || context.Get(Kind) is not { } kind) throw new UsageException("say the days and what they are, like: daybook mark 2026-08-03..2026-08-14 vacation");
        if (!Kinds.Contains(kind)) throw new UsageException($"'{Printable.Line(kind)}' is no kind of time off; it is one of {string.Join(", ", Kinds)}{Nearest.Question(kind, Kinds)}");
        var length = context.Get(Length) is { } text
            ? HandText.TryLength(text, out var micros) || (LengthText.TryParse(text, LengthUnit.Hours, null, out micros) && micros > 0) ? micros : throw new UsageException($"--hours: '{Printable.Line(text)}' is not a length; write it like 3:30")
            : (long?)null;
        if (length is not null && context.Get(Half)) throw new UsageException("say either --half or --hours");
        return ByHand.Terms(context, "mark", null, account =>
        {
            var (from, until) = SpanOf(dates, account.Hand.Clock.Today);
            return new AbsencePlans(account).Mark(from, until, kind, context.Get(Half), length, Said(context.Get(Note)));
        });
    }

    private static ExitCode Drop(CommandContext context)
    {
        var id = context.Get(ByHand.Id)!;
        return ByHand.Terms(context, "mark drop", NoLedger, account => new AbsencePlans(account).Drop(id));
    }

    private static ExitCode List(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
        var own = account.Own(DaybookTerm.Absences).Where(a => period is not { } p || p.Contains(a.Date) || Overlaps(p, a)).ToList();
        if (context.IsJson)
        {
            context.World.Output.Write(Encoding.UTF8.GetString(DaybookDocument.Of(own)));
            return ExitCode.Done;
        }
        var rows = own.Select(a => (a.Date, Cells: (string[])[account.ShortId(a), TermText.Of(a), account.Hand.Source])).ToList();
        foreach (var absence in account.Terms.Absences.Where(a => a.Source != account.Hand.Source && (period is not { } p || (a.From <= p.To && a.Until >= p.From))))
            rows.Add((absence.From, ["-", $"{TermText.Dates(absence.From, absence.Until)} {absence.Kind.ToString().ToLowerInvariant()} {TermText.HowMuch(absence)}".TrimEnd() + (absence.Name.Length > 0 ? $", {absence.Name}" : ""), absence.Source ?? ""]));
        if (period is { } wanted)
        {
            var days = new AccountDays(account.Terms);
            foreach (var date in wanted.Dates)
                foreach (var holiday in days.AbsencesOn(date).Where(a => a.Source is null))
                    rows.Add((date, ["-", $"{Model.Period.Iso(date)} holiday{(holiday.IsHalfFirst ? " half" : "")}, {holiday.Name}", account.Terms.Contracts.On(date)!.Region!]));
        }
        var table = new TextTable(1, 2);
        foreach (var (_, cells) in rows.OrderBy(r => r.Date)) table.Row(cells);
        if (rows.Count > 0)
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        else context.Say("no time off");
        foreach (var problem in account.Problems) context.Complain($"warning: {Printable.Line(problem)}");
        return ExitCode.Done;
    }

    private static bool Overlaps(Model.Period period, DaybookTerm absence) =>
        absence.Date <= period.To && Model.Period.TryParse(absence.Value("until") ?? "", out var until) && until.From >= period.From;

    private static (LocalDate From, LocalDate Until) SpanOf(string text, LocalDate today)
    {
        var ends = text.Split("..");
        if (ends.Length <= 2 && HandText.TryDate(ends[0], today, out var from) && HandText.TryDate(ends[^1], today, out var until)) return (from, until);
        throw new UsageException($"'{Printable.Line(text)}' is not a day or a span of days; write it like 2026-08-03 or 2026-08-03..2026-08-14");
    }

    private static string? Said(string? note) => note?.Trim() is { Length: > 0 } text ? text : null;
}
