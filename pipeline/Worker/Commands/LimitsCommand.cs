using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook limits [PERIOD] [--pack DE]</c></summary>
internal static class LimitsCommand
{
    private const int MostNamed = 7;

    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it the last whole week.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Pack = new("--pack") { Description = "EU, AT, CH, DE, or a file of your own; without it that of the settings.", HelpName = "PACK" };

    public static Command Create(Surroundings world) =>
        new Command("limits", "Show where a period did not keep to the hours, rests and breaks of a law. For information only.") { Which, Pack }
            .Doing(world, "daybook limits 2026-W47 --pack DE", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year);
        var report = LimitsStage.Run(context.Settings, PackOf(context), period, context.Now);
        if (context.IsJson) context.World.Output.WriteLine(Json(report));
        else
            foreach (var line in Text(report))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static LimitPack PackOf(CommandContext context)
    {
        if (context.Get(Pack) is not { } named)
            return LimitChoice.Pack(context.Settings.Limits ?? throw new UsageException($"no limits are chosen: say --pack DE, or \"Limits\": \"DE\" in the settings. {LimitChoice.Known}"));
        return LimitChoice.Pack(LimitChoice.Of(named, Environment.CurrentDirectory) ?? throw new UsageException($"'{Printable.Line(named)}' is no pack of limits. {LimitChoice.Known}"));
    }

    private static IEnumerable<string> Text(LimitReport report)
    {
        yield return $"{report.Period.Name} in {report.Zone}, {Printable.Line(report.Pack.Code)} ({Printable.Line(report.Pack.Name)}), for information";
        yield return "";
        if (report.Findings.Count == 0) yield return "nothing that is known is outside of the limits";
        else
        {
            var table = new TextTable(1, 2).Row("", "rule", "law", "limit", "found", "difference");
            foreach (var finding in report.Findings)
            {
                // Rounded away from the limit, so that a line adds up and a microsecond too much is seen.
                var difference = (finding.Difference + Micros.PerSecond - 1) / Micros.PerSecond * Micros.PerSecond * Math.Sign(finding.Found - finding.Limit);
                table.Row(finding.When.Name, finding.Rule.Id, finding.Rule.Law, Hours.WithSeconds(finding.Limit), Hours.WithSeconds(finding.Limit + difference),
                    $"{(difference > 0 ? "+" : "")}{Hours.WithSeconds(difference)}");
            }
            foreach (var line in table.Lines()) yield return line;
            yield return "";
            foreach (var rule in report.Findings.Select(f => f.Rule).Distinct().OrderBy(r => report.Pack.Rules.ToList().IndexOf(r)))
                yield return $"{Printable.Line(rule.Id)}: {Printable.Line(rule.Name)}";
        }
        yield return "";
        yield return $"hours a week on average, up to {report.LastWeek.Name}";
        foreach (var (weeks, average) in report.Averages)
            yield return $"  {weeks,2} weeks  {(average is null ? "not known: the ledger does not reach back so far" : average.Value.Micros is { } micros ? Hours.WithSeconds(micros) : "all days are left out")}";
        if (report.WithoutTimes.Count == 0) yield break;
        yield return "";
        yield return report.WithoutTimes.Count > MostNamed
            ? $"only the total is known of {CommandContext.Number(report.WithoutTimes.Count)} days from {Period.Iso(report.WithoutTimes[0])} to {Period.Iso(report.WithoutTimes[^1])}: rests and breaks say nothing of them"
            : $"only the total is known of {string.Join(", ", report.WithoutTimes.Select(Period.Iso))}: rests and breaks say nothing of it";
    }

    private static string Json(LimitReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("period", report.Period.Name);
            json.WriteString("zone", report.Zone);
            json.WriteString("pack", report.Pack.Code);
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("when", finding.When.Name);
                json.WriteString("rule", finding.Rule.Id);
                json.WriteString("name", finding.Rule.Name);
                json.WriteString("law", finding.Rule.Law);
                json.WriteNumber("limit_us", finding.Limit);
                json.WriteNumber("found_us", finding.Found);
                json.WriteNumber("difference_us", finding.Difference);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("averages_until", report.LastWeek.Name);
            json.WriteStartArray("averages");
            foreach (var (weeks, average) in report.Averages)
            {
                json.WriteStartObject();
                json.WriteNumber("weeks", weeks);
                if (average?.Micros is { } micros) json.WriteNumber("week_us", micros);
                else json.WriteNull("week_us");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("without_times");
            foreach (var date in report.WithoutTimes) json.WriteStringValue(Period.Iso(date));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
