using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook profiles [WEEK]</c></summary>
internal static class ProfilesCommand
{
    private static readonly Argument<string?> Which = new("WEEK") { Description = "2026-W47; without it the last whole week.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("profiles", "Show side by side what WakaTime, Wakapi and Hackatime make of a week's heartbeats.") { Which }
            .Doing(world, "daybook profiles 2026-W47", Run);

    private static ExitCode Run(CommandContext context)
    {
        var week = CommandContext.PeriodOf(context.Get(Which), PeriodKind.Week);
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var comparison = ProfilesStage.Run(ledger, context.Settings, zone => week ?? SliceStage.LastWhole(PeriodKind.Week, zone, context.Now));
        if (context.IsJson) context.World.Output.WriteLine(Json(comparison));
        else
            foreach (var line in Text(comparison))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Text(ProfileComparison comparison)
    {
        yield return $"{comparison.Period.Name} in {comparison.Zone}, heartbeats only";
        yield return "";
        var table = new TextTable();
        table.Row(["", .. comparison.Sums.Select(s => s.Profile.Name)]);
        table.Row(["timeout", .. comparison.Sums.Select(s => Length(s.Profile.Timeout))]);
        table.Row(["total", .. comparison.Sums.Select(s => Length(s.Sums.Total))]);
        for (var i = 0; i < comparison.Sums[0].Sums.ByDay.Count; i++)
        {
            var day = i;
            table.Row([Model.Period.Iso(comparison.Sums[0].Sums.ByDay[day].Date), .. comparison.Sums.Select(s => Length(s.Sums.ByDay[day].Micros))]);
        }
        foreach (var (id, name) in Projects(comparison))
            table.Row([name, .. comparison.Sums.Select(s => Length(s.Sums.ByProject.FirstOrDefault(p => p.Project == id).Micros))]);
        foreach (var line in table.Lines()) yield return line;
        yield return "";
        yield return "Hackatime counts gaps within each project, and cuts long ones instead of leaving them out: its projects do not sum to its total.";
    }

    private static IEnumerable<KeyValuePair<int, string>> Projects(ProfileComparison comparison) =>
        comparison.ProjectNames
            .OrderByDescending(p => comparison.Sums[0].Sums.ByProject.FirstOrDefault(s => s.Project == p.Key).Micros)
            .ThenBy(p => p.Value, StringComparer.Ordinal);

    private static string Length(long micros)
    {
        var seconds = micros / Micros.PerSecond;
        return $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}";
    }

    private static string Json(ProfileComparison comparison)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("week", comparison.Period.Name);
            json.WriteString("zone", comparison.Zone);
            json.WriteStartObject("profiles");
            foreach (var (profile, sums) in comparison.Sums)
            {
                json.WriteStartObject(profile.Name);
                json.WriteNumber("timeout_us", profile.Timeout);
                json.WriteNumber("total_us", sums.Total);
                json.WriteStartObject("by_day_us");
                foreach (var day in sums.ByDay) json.WriteNumber(Model.Period.Iso(day.Date), day.Micros);
                json.WriteEndObject();
                json.WriteStartObject("by_project_us");
                foreach (var project in sums.ByProject) json.WriteNumber(comparison.ProjectNames[project.Project], project.Micros);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
