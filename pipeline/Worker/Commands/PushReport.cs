using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Stages.Pushing;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary>What is pushed, for a person and for machines.</summary>
internal static class PushReport
{
    public static IEnumerable<string> Plan(PushStage stage, IReadOnlyList<PushDay> days)
    {
        foreach (var day in days.Where(d => !d.IsComplete || d.SentElsewhere.Count > 0))
        {
            yield return $"{Model.Period.Iso(day.Date)}{(day.IsSentElsewhere ? "  sent by claude-tracker" : "")}";
            var table = new TextTable(2);
            foreach (var step in day.Steps.Where(s => s.Action != PushAction.Nothing)) Row(table, Verb(step.Action), step.Row, stage);
            foreach (var line in table.Lines()) yield return line;
            foreach (var target in day.SentElsewhere.Where(t => t.Length > 0 && !day.IsSentElsewhere)) yield return $"  sent by claude-tracker: {Printable.Line(target)}";
        }
        var steps = days.SelectMany(d => d.Steps).ToList();
        yield return $"to send to {stage.Destination}: {Count(steps, PushAction.Create)} new, {Count(steps, PushAction.Update)} changed, {Count(steps, PushAction.Delete)} deleted"
            + $"{(steps.Any(s => s.Action == PushAction.LookFor) ? $", {Count(steps, PushAction.LookFor)} to look for" : "")}; {Complete(days.Count(d => d.IsComplete), days.Count)}";
    }

    public static IEnumerable<string> Day(PushedDay day, PushStage stage)
    {
        yield return Model.Period.Iso(day.Plan.Date);
        var table = new TextTable(2);
        foreach (var row in day.Rows.Where(r => r.Action != PushAction.Nothing || r.Row.State != PushState.Done)) Row(table, Became(row), row.Row, stage);
        foreach (var line in table.Lines()) yield return line;
    }

    /// <summary>What is not as it should be, with its place.</summary>
    public static IEnumerable<string> Complaints(PushOutcome outcome)
    {
        foreach (var day in outcome.Days)
        {
            var date = Model.Period.Iso(day.Plan.Date);
            if (day.Held is { } held) yield return $"{date}: {held}";
            foreach (var row in day.Rows.Where(r => r.Row is { Message: not null, State: PushState.Blocked or PushState.Unknown }))
                yield return $"{date}: {Printable.Line(row.Row.Key.Target)}: {Printable.Line(row.Row.Message!)}";
        }
        if (outcome.Trouble is { } trouble) yield return trouble.ToString();
    }

    public static string Total(IReadOnlyList<PushDay> plan, PushOutcome outcome)
    {
        var rows = outcome.Days.SelectMany(d => d.Rows).ToList();
        var (waiting, doubts) = (rows.Count(r => r.Row.State is PushState.Pending or PushState.Blocked), rows.Count(r => r.Row.IsInDoubt));
        return $"{Done(rows, PushAction.Create)} made, {Done(rows, PushAction.Update)} changed, {Done(rows, PushAction.Delete)} deleted, {Done(rows, PushAction.LookFor)} found as they should be"
            + $"{(waiting > 0 ? $", {waiting} not sent" : "")}{(doubts > 0 ? $", {doubts} in doubt" : "")}; {Complete(CompleteDays(plan, outcome), plan.Count)}; {CommandContext.Number(outcome.Requests)} requests";
    }

    /// <param name="outcome">Null for a plan.</param>
    public static string Json(PushStage stage, IReadOnlyList<PushDay> plan, PushOutcome? outcome)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("service", stage.Service);
            json.WriteString("workspace", stage.Workspace);
            json.WriteBoolean("dry_run", outcome is null);
            json.WriteStartArray("days");
            foreach (var day in plan) Day(json, day, outcome?.Days.FirstOrDefault(d => d.Plan == day));
            json.WriteEndArray();
            if (outcome is not null)
            {
                json.WriteNumber("requests", outcome.Requests);
                json.WriteString("trouble", outcome.Trouble?.Message);
                json.WriteNumber("exit_code", (int)outcome.Code);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Day(Utf8JsonWriter json, PushDay day, PushedDay? became)
    {
        json.WriteStartObject();
        json.WriteString("date", Model.Period.Iso(day.Date));
        json.WriteBoolean("complete", became?.IsComplete ?? day.IsComplete);
        json.WriteBoolean("sent_elsewhere", day.IsSentElsewhere);
        json.WriteString("held", became?.Held);
        json.WriteStartArray("entries");
        foreach (var (row, action) in became?.Rows.Select(r => (r.Row, r.Action)) ?? day.Steps.Select(s => (s.Row, s.Action)))
        {
            json.WriteStartObject();
            json.WriteString("target", row.Key.Target);
            json.WriteNumber("slot", row.Key.Slot);
            json.WriteString("mark", row.Key.Mark);
            json.WriteString("action", action switch { PushAction.LookFor => "look_for", PushAction.Create => "create", PushAction.Update => "update", PushAction.Delete => "delete", _ => "nothing" });
            json.WriteString("state", row.State switch { PushState.Pending => "pending", PushState.Sending => "sending", PushState.Done => "done", PushState.Unknown => "unknown", _ => "blocked" });
            json.WriteString("remote_id", row.RemoteId);
            json.WriteString("start", row.Wanted is { } wanted ? Instants(wanted.Start) : null);
            json.WriteString("end", row.Wanted is { } until ? Instants(until.End) : null);
            json.WriteString("message", row.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Row(TextTable table, string verb, PushRow row, PushStage stage)
    {
        var content = row.Wanted ?? row.Tried ?? row.Sent;
        table.Row($"  {verb}", content is null ? "" : $"{Clock(content.Start, stage)}-{Clock(content.End, stage)}", content is null ? "" : Hours.WithSeconds((content.End - content.Start) * Micros.PerSecond), Printable.Line(row.Key.Target));
    }

    private static string Verb(PushAction action) => action switch
    {
        PushAction.Create => "new",
        PushAction.Update => "change",
        PushAction.Delete => "delete",
        _ => "look for",
    };

    private static string Became(PushedRow row) => row.Row.State switch
    {
        PushState.Blocked => "left alone",
        PushState.Pending => "not sent",
        PushState.Sending or PushState.Unknown => "in doubt",
        _ => row.Action switch { PushAction.Create => "made", PushAction.Update => "changed", PushAction.Delete => "deleted", _ => "found" },
    };

    private static int CompleteDays(IReadOnlyList<PushDay> plan, PushOutcome outcome) =>
        plan.Count(d => outcome.Days.FirstOrDefault(o => o.Plan == d)?.IsComplete ?? d.IsComplete);

    private static string Complete(int complete, int days) => $"{complete} of {days} {(days == 1 ? "day" : "days")} complete";

    private static int Count(IEnumerable<PushStep> steps, PushAction action) => steps.Count(s => s.Action == action);

    private static int Done(IEnumerable<PushedRow> rows, PushAction action) => rows.Count(r => r.Row.State == PushState.Done && r.Action == action);

    private static string Clock(long seconds, PushStage stage) => LocalTimePattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(seconds).InZone(stage.Allocate.Zone).TimeOfDay);

    private static string Instants(long seconds) => InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(seconds));
}
