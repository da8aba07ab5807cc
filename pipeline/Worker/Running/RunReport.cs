using Daybook.Model;
using Daybook.Worker.Commands;

namespace Daybook.Worker.Running;

/// <summary>Tells what the stages of a run came to: a line each, of those that had something to do.</summary>
internal static class RunReport
{
    public static void Say(RunWork work, IReadOnlyList<StageDone> stages)
    {
        var context = work.Context;
        if (context.IsJson)
        {
            context.World.Output.WriteLine(work.Imports.Json(work.IsRehearsal, work.Pulls, stages));
            return;
        }
        var table = new TextTable(1, 2);
        var busy = stages.Where(s => s.Result.State != "nothing").ToList();
        foreach (var stage in busy) table.Row(stage.Name, Word(stage, work.IsRehearsal), Text(stage));
        foreach (var line in table.Lines()) context.Say(line);
        if (busy.Count == 0) context.Say("nothing to do");
    }

    private static string Word(StageDone stage, bool isRehearsal) => stage.Result.State switch { "partial" => "partly", "done" when isRehearsal => "would", var state => state };

    private static string Text(StageDone stage)
    {
        var counts = stage.Result.Counts.Where(c => c.Count > 0).Select(c => c.ToString());
        return string.Join(", ", stage.Result.Trouble is { } trouble ? counts.Append(Printable.Line(trouble.Split('\n')[0])) : counts);
    }
}
