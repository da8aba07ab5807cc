using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Running;

/// <summary>Seals what is complete, up to yesterday.</summary>
internal static class CloseRun
{
    public static StageResult Do(RunWork work)
    {
        var result = new CloseStage(work.Ledger, work.Settings, work.Context.Now).Close(null);
        if (result.Held is { } held)
            foreach (var reason in held.Reasons) work.Say($"{Period.Iso(held.Date)} stays open: {Printable.Line(reason)}");
        return StageResult.Done(new("days", result.Days.Count), new("weeks", result.Weeks.Count), new("late", result.Late.Count));
    }
}
