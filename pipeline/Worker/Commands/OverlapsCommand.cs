using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook overlaps [WEEK|DAY]</c></summary>
internal static class OverlapsCommand
{
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "A week, day or month: 2026-W47, 2026-11-21, 2026-11; without it the last whole week.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("overlaps", "Show what several sources claim at once, what none does, and what is only evidence.") { Which }
            .Doing(world, "daybook overlaps 2026-W47", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Week, PeriodKind.Day, PeriodKind.Month);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var overlaps = OverlapsStage.Run(ledger, context.Settings, zone => period ?? SliceStage.LastWhole(PeriodKind.Week, zone, context.Now));
        if (context.IsJson) context.World.Output.WriteLine(Json(overlaps));
        else
            foreach (var line in Text(overlaps))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Text(Overlaps overlaps)
    {
        yield return $"{overlaps.Period.Name} in {overlaps.Zone}";
        yield return "";
        var table = new TextTable().Row("", "counted", "once", "twice", "nobody", "evidence only");
        foreach (var day in overlaps.Days) Row(Model.Period.Iso(day.Date), d => d(day));
        Row("total", overlaps.Days.Sum);
        foreach (var line in table.Lines()) yield return line;
        if (Together(overlaps) is { Count: > 0 } together)
        {
            yield return "";
            yield return "claimed at once";
            foreach (var ((winner, other), micros) in together)
                yield return $"  {Hours.WithSeconds(micros)}  {Claim(overlaps, winner, other)}";
        }

        void Row(string name, Func<Func<DayOverlaps, long>, long> sum) => table.Row(name,
            Hours.WithSeconds(sum(d => d.Counted)), Hours.WithSeconds(sum(d => d.Once)), Hours.WithSeconds(sum(d => d.Twice)), Hours.WithSeconds(sum(d => d.Nobody)), Hours.WithSeconds(sum(d => d.EvidenceOnly)));
    }

    private static string Claim(Overlaps overlaps, int winner, int other) => winner == other
        ? $"{Printable.Line(overlaps.Sources[winner])} with itself"
        : $"{Printable.Line(overlaps.Sources[winner])} and {Printable.Line(overlaps.Sources[other])}; {Printable.Line(overlaps.Sources[winner])} counts";

    /// <summary>The longest first.</summary>
    private static List<KeyValuePair<(int Winner, int Other), long>> Together(Overlaps overlaps) =>
        [.. overlaps.Days.SelectMany(d => d.Together).GroupBy(t => t.Key).Select(g => KeyValuePair.Create(g.Key, g.Sum(t => t.Value))).OrderByDescending(t => t.Value).ThenBy(t => t.Key)];

    private static string Json(Overlaps overlaps)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("period", overlaps.Period.Name);
            json.WriteString("zone", overlaps.Zone);
            json.WriteStartArray("days");
            foreach (var day in overlaps.Days)
            {
                json.WriteStartObject();
                json.WriteString("date", Model.Period.Iso(day.Date));
                json.WriteNumber("counted_us", day.Counted);
                json.WriteNumber("once_us", day.Once);
                json.WriteNumber("twice_us", day.Twice);
                json.WriteNumber("nobody_us", day.Nobody);
                json.WriteNumber("evidence_only_us", day.EvidenceOnly);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("at_once");
            foreach (var ((winner, other), micros) in Together(overlaps))
            {
                json.WriteStartObject();
                json.WriteString("counts", overlaps.Sources[winner]);
                json.WriteString("with", overlaps.Sources[other]);
                json.WriteNumber("us", micros);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
