using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook vacation [YEAR]</c></summary>
internal static class VacationCommand
{
    private static readonly Argument<string?> Which = new("YEAR") { Description = "2026; without it all years up to this one.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("vacation", "Show by year what vacation was granted, carried over and taken, and what is left of it.") { Which }
            .Doing(world, "daybook vacation 2026", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Year);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
        var today = account.Hand.Clock.Today;
        var year = period?.From.Year ?? today.Year;
        var years = new VacationAccount(account.Terms).Through(year, today).Where(y => period is null || y.Year == year).ToList();
        if (context.IsJson)
        {
            context.World.Output.WriteLine(Json(years, Period.Iso(today)));
            return ExitCode.Done;
        }
        foreach (var line in Lines(years)) context.World.Output.WriteLine(line);
        if (years.Count == 0) context.Say("no vacation was agreed or taken. Say what is: daybook contract add --vacation \"30 days\"");
        foreach (var problem in account.Problems) context.Complain($"warning: {Printable.Line(problem)}");
        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(List<VacationYear> years)
    {
        if (years.Count == 0) return [];
        var table = new TextTable().Row("year", "granted", "by now", "carried", "expired", "taken", "planned", "left", "");
        foreach (var year in years)
        {
            string Text(long length) => year.IsInHours ? Hours.Text(length) : VacationText.Days(length);
            table.Row(Period.Containing(PeriodKind.Year, new(year.Year, 1, 1)).Name, Text(year.Entitled), Text(year.Accrued), Text(year.Carried), Text(year.Expired), Text(year.Taken), Text(year.Planned),
                Text(year.Left), year.IsInHours ? "hours" : "days");
        }
        return table.Lines();
    }

    private static string Json(List<VacationYear> years, string asOf)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("as_of", asOf);
            json.WriteStartArray("years");
            foreach (var year in years)
            {
                json.WriteStartObject();
                json.WriteNumber("year", year.Year);
                json.WriteString("unit", year.IsInHours ? "microseconds" : "millionths of a day");
                foreach (var (key, length) in (ReadOnlySpan<(string, long)>)
                [
                    ("granted", year.Entitled), ("granted_by_now", year.Accrued), ("carried", year.Carried), ("expired", year.Expired), ("taken", year.Taken), ("planned", year.Planned), ("left", year.Left),
                ])
                    json.WriteNumber(key, length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
