using System.Text.Json;
using Daybook.Model;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary>What sources know of a period's days, a line a week and a letter a day.</summary>
internal static class CoverageText
{
    public static IEnumerable<string> Lines(PeriodCoverage coverage)
    {
        yield return $"{coverage.Period.Name}: C complete, P partial, 0 empty, - nothing known; weeks from Monday";
        if (coverage.Sources.Count == 0)
        {
            yield return "no source knows anything of it";
            yield break;
        }
        var table = new TextTable([.. Enumerable.Range(1, coverage.Sources.Count)]).Row(["", .. coverage.Sources.Select(s => s.Name)]);
        foreach (var week in coverage.Period.Dates.GroupBy(d => d.PlusDays(IsoDayOfWeek.Monday - d.DayOfWeek)))
            table.Row([Model.Period.Containing(PeriodKind.Week, week.Key).Name, .. coverage.Sources.Select(s => Letters(week.Key, date => coverage.Period.Contains(date) ? Letter(coverage.Of(s, date)) : ' '))]);
        foreach (var line in table.Lines()) yield return line;
    }

    public static void Write(Utf8JsonWriter json, PeriodCoverage coverage)
    {
        json.WriteStartObject("coverage");
        foreach (var source in coverage.Sources)
        {
            json.WriteStartObject(source.Name);
            foreach (var date in coverage.Period.Dates) json.WriteString(Model.Period.Iso(date), Word(coverage.Of(source, date)));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string Letters(LocalDate monday, Func<LocalDate, char> letter) => string.Concat(Enumerable.Range(0, 7).Select(i => letter(monday.PlusDays(i))));

    private static char Letter(Knowledge knowledge) => knowledge switch
    {
        Knowledge.Complete => 'C',
        Knowledge.Partial => 'P',
        Knowledge.Empty => '0',
        _ => '-',
    };

    private static string Word(Knowledge knowledge) => knowledge switch
    {
        Knowledge.Complete => "complete",
        Knowledge.Partial => "partial",
        Knowledge.Empty => "empty",
        _ => "none",
    };
}
