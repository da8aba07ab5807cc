using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Stages;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook goals [WEEK]</c></summary>
internal static class GoalsCommand
{
    private static readonly Argument<string?> Which = new("WEEK") { Description = "2026-W47; without it the one that is under way.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("goals", "Show how far a week is with the hours you set out to reach, and how many days in a row have time.") { Which }
            .Doing(world, "daybook goals 2026-W47", Run);

    private static ExitCode Run(CommandContext context)
    {
        var report = GoalsStage.Run(context.Settings, CommandContext.PeriodOf(context.Get(Which), PeriodKind.Week), context.Now);
        if (context.IsJson) context.World.Output.WriteLine(Json(report));
        else
            foreach (var line in Text(report))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Text(GoalReport report)
    {
        yield return $"{report.Week.Name} in {report.Zone}, as of {Period.Iso(report.AsOf)}";
        yield return "";
        if (report.Goals.Count == 0) yield return "no goals hold in this week; Goals in the settings name some: docs/goals.md";
        else
        {
            var table = new TextTable(6).Row("", "goal", "worked", "", "remaining", "needed a day", "");
            foreach (var goal in report.Goals)
                table.Row(goal.Goal.Project ?? "all time", Hours.Text(goal.Goal.WeekMicros), Hours.Text(goal.Worked), Percent(goal.ShownTenths), Hours.Text(UpToMinutes(goal.Remaining)),
                    Needed(goal), State(goal.State));
            foreach (var line in table.Lines()) yield return line;
        }
        yield return "";
        foreach (var line in new TextTable(3).Row("days in a row", Days(report.Days.Current), "longest", Days(report.Days.Longest))
            .Row("without weekends", Days(report.Weekdays.Current), "longest", Days(report.Weekdays.Longest)).Lines())
            yield return line;
    }

    private static string Needed(GoalProgress goal) =>
        goal.State != GoalState.Active ? "" : goal.NeededADay is { } needed ? $"{Hours.Text(UpToMinutes(needed))} on {Count(goal.DaysLeft, "day")}" : "no day left";

    // What is missing is rounded up: 0:00 would say that nothing is.
    private static long UpToMinutes(long micros) => (micros + Micros.PerMinute - 1) / Micros.PerMinute * Micros.PerMinute;

    private static string Percent(long tenths) => string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10} %");

    private static string Days(Streak streak) => streak.Since is { } since ? $"{Count(streak.Days, "day")} since {Period.Iso(since)}" : "none";

    private static string Count(int number, string of) => string.Create(CultureInfo.InvariantCulture, $"{number} {of}{(number == 1 ? "" : "s")}");

    private static string State(GoalState state) => state switch
    {
        GoalState.Completed => "completed",
        GoalState.Failed => "failed",
        _ => "active",
    };

    private static string Json(GoalReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("week", report.Week.Name);
            json.WriteString("zone", report.Zone);
            json.WriteString("as_of", Period.Iso(report.AsOf));
            json.WriteStartArray("goals");
            foreach (var goal in report.Goals)
            {
                json.WriteStartObject();
                json.WriteString("project", goal.Goal.Project);
                json.WriteNumber("goal_us", goal.Goal.WeekMicros);
                json.WriteNumber("worked_us", goal.Worked);
                json.WriteNumber("per_mille", goal.Tenths);
                json.WriteNumber("remaining_us", goal.Remaining);
                json.WriteNumber("days_left", goal.DaysLeft);
                if (goal.NeededADay is { } needed) json.WriteNumber("needed_a_day_us", needed);
                else json.WriteNull("needed_a_day_us");
                json.WriteString("state", State(goal.State));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            foreach (var (name, streaks) in new[] { ("days_in_a_row", report.Days), ("weekdays_in_a_row", report.Weekdays) })
            {
                json.WriteStartObject(name);
                Streak(json, "current", streaks.Current);
                Streak(json, "longest", streaks.Longest);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Streak(Utf8JsonWriter json, string name, Streak streak)
    {
        json.WriteStartObject(name);
        json.WriteNumber("days", streak.Days);
        json.WriteString("since", streak.Since is { } since ? Period.Iso(since) : null);
        json.WriteEndObject();
    }
}
