using System.CommandLine;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Stages;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook today</c></summary>
internal static class TodayCommand
{
    public static Command Create(Surroundings world) =>
        new Command("today", "Print today's time by project, as far as the ledger knows it.").Doing(world, "daybook today", Run);

    /// <summary>The clock's day.</summary>
    /// <exception cref="Store.LedgerException">There is no ledger, or it cannot be used.</exception>
    public static Slice Read(CommandContext context) => SliceStage.Read(context.Settings, context.Now, (source, person, by) =>
    {
        var today = Period.Containing(PeriodKind.Day, by.Cut.DayOf(Micros.From(context.Now)));
        return NameDays.ToSlice(source.Read(person.Id, today, 0), person.Name, today, context.Now, by.Zone);
    });

    private static ExitCode Run(CommandContext context)
    {
        var slice = Read(context);
        var projects = slice.By(Dimension.Project);
        var rest = projects.Unattributed > Duration.Zero ? projects.Unattributed : Duration.Zero;
        if (context.IsJson) context.World.Output.WriteLine(Json(slice, projects, rest));
        else
        {
            var table = new TextTable().Row(slice.Period.Name, Hours.Text(slice.Worked));
            foreach (var line in projects.Lines) table.Row($"  {Printable.Line(line.Name)}", Hours.Text(line.Worked));
            if (rest > Duration.Zero) table.Row("  (no project)", Hours.Text(rest));
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        }
        return ExitCode.Done;
    }

    private static string Json(Slice slice, DimensionSum projects, Duration rest) => WrittenJson.Object(json =>
    {
        json.WriteString("date", slice.Period.Name);
        json.WriteString("zone", slice.Zone);
        Write(json, "total", slice.Worked);
        json.WriteStartArray("projects");
        foreach (var line in projects.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            Write(json, "worked", line.Worked);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write(json, "no_project", rest);
    });

    private static void Write(Utf8JsonWriter json, string key, Duration length)
    {
        json.WriteStartObject(key);
        json.WriteNumber("exact", Micros.From(length));
        json.WriteString("text", Hours.Text(length));
        json.WriteEndObject();
    }
}
