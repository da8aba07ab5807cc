using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook export entries|days|weeks|payroll [PERIOD] --as daybook|wotra|timetracker</c></summary>
internal static class ExportCommand
{
    private static readonly Argument<string> What = new("WHAT") { Description = "entries, days, weeks or payroll." };
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it all there is.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> As = new("--as") { Description = "Whose format: daybook, wotra or timetracker.", DefaultValueFactory = _ => DaybookImporter.Source, HelpName = "FORMAT" };
    private static readonly Option<string[]> Source = new("--source") { Description = "Only of this source; as often as you like.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> To = new("--to") { Description = "The file to write; without it standard output.", HelpName = "FILE" };
    private static readonly Option<bool> Force = new("--force") { Description = "Write over a file that is there." };
    private static readonly Option<bool> Round = new("--round") { Description = "Round lengths by Rounding in the configuration." };
    private static readonly Option<bool> WotraStop = new("--wotra-stop") { Description = "What ends at midnight stops at 23:59:59 by itself, as in Wotra." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be written, and write nothing." };

    public static Command Create(Surroundings world) =>
        new Command("export", "Hand out entries, or days and weeks of the account: whole in Daybook's own format, or as files that Wotra or TimeTracker know.") { What, Which, As, Source, To, Force, Round, WotraStop, DryRun }
            .Doing(world, "daybook export entries 2026 --as timetracker --to 2026.csv", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (to, isRehearsal) = (context.Get(To) is { } path ? CommandContext.PathOf(path, To.Name) : null, context.Get(DryRun));
        var wish = new ExportWish(context.Get(What)!, context.Get(As)!, CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year),
            context.Get(Source) ?? [], context.Get(Round), context.Get(WotraStop));
        if (context.IsJson && to is null && !isRehearsal) throw new UsageException("--json says what was written to a file: name one with --to, or say --dry-run");
        var exported = ExportStage.Run(context.Settings, wish, context.Now);
        if (to is not null && !context.Get(Force) && Path.Exists(to))
        {
            context.Complain($"daybook: {Printable.Line(to)} is there already. --force writes over it; or name another file.");
            return ExitCode.CannotCreate;
        }
        foreach (var remark in exported.Remarks) context.Complain(Printable.Line(remark));
        if (!isRehearsal && to is not null) WholeFile.Write(to, exported.Content);
        if (context.IsJson) context.World.Output.WriteLine(Json(wish, exported, to, isRehearsal));
        else if (isRehearsal || to is not null)
            context.Say($"{(isRehearsal ? "would write " : "")}{CommandContext.Number(exported.Rows)} {Rows(wish, exported)} to {Printable.Line(to ?? "standard output")}");
        else context.World.Output.Write(Encoding.UTF8.GetString(exported.Content));
        return exported.IsPart ? ExitCode.PartlyDone : ExitCode.Done;
    }

    private static string Rows(ExportWish wish, Exported exported) => wish is { As: DaybookImporter.Source, What: "entries" } ? exported.Rows == 1 ? "entry" : "entries" : exported.Rows == 1 ? "row" : "rows";

    private static string Json(ExportWish wish, Exported exported, string? to, bool isRehearsal)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("what", wish.What);
            json.WriteString("as", wish.As);
            json.WriteString("to", to);
            json.WriteBoolean("dry_run", isRehearsal);
            json.WriteNumber("rows", exported.Rows);
            json.WriteNumber("bytes", exported.Content.Length);
            json.WriteBoolean("is_part", exported.IsPart);
            json.WriteStartArray("remarks");
            foreach (var remark in exported.Remarks) json.WriteStringValue(remark);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
