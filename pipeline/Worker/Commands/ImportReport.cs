using System.Text;
using System.Text.Json;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Running;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Commands;

/// <summary>Imports files and tells what became of each, for the commands that take files in.</summary>
internal sealed class ImportReport(CommandContext context)
{
    private readonly List<FileOutcome> _outcomes = [];

    public IReadOnlyList<FileOutcome> Outcomes => _outcomes;

    private RowCounts Total => _outcomes.Aggregate(default(RowCounts), (sum, o) => sum + (o.Result?.Counts ?? default));

    /// <summary>Imports as one run of the journal and says a line for each file.</summary>
    /// <param name="settings">Other than the command's own, or null.</param>
    public ExitCode Import(Ledger ledger, IEnumerable<Found> found, string command, ImportWishes wishes, Settings? settings = null) => JournalRun.Do(ledger, command, Micros.From(context.Now), run =>
    {
        var before = _outcomes.Count;
        using var progress = new ProgressLine(context);
        foreach (var outcome in new ImportStage(ledger, run, context.Now, settings ?? context.Settings, wishes, progress, context.World.Stop).Run(found))
        {
            progress.Clear();
            Add(outcome);
        }
        return ExitCodes.OfMany([.. _outcomes.Skip(before).Select(o => o.Code)]);
    });

    /// <summary>Says what became of a file.</summary>
    public void Add(FileOutcome outcome)
    {
        _outcomes.Add(outcome);
        Say(outcome);
    }

    /// <summary>The last line: what all files together came to.</summary>
    /// <param name="pulls">What was asked for at services, where it was.</param>
    public void SayTotal(bool isRehearsal, IReadOnlyList<PullOutcome>? pulls = null)
    {
        if (context.IsJson) context.World.Output.WriteLine(Json(isRehearsal, pulls));
        else context.Say($"{(isRehearsal ? "would be: " : "")}{Counted(Total)}");
    }

    public static string Counted(RowCounts counts) =>
        $"{CommandContext.Number(counts.New)} new, {CommandContext.Number(counts.Same)} same, {CommandContext.Number(counts.Changed)} changed, "
        + $"{CommandContext.Number(counts.Rejected)} rejected{(counts.Gone > 0 ? $", {CommandContext.Number(counts.Gone)} gone upstream" : "")}";

    private void Say(FileOutcome outcome)
    {
        foreach (var diagnostic in outcome.Diagnostics) context.Complain(diagnostic.ToString());
        if (outcome.MoreDiagnostics > 0) context.Complain($"{Printable.Line(outcome.Path)}: and {CommandContext.Number(outcome.MoreDiagnostics)} more like these; all rejected rows are in quarantine");
        if (outcome.Result is not { } result || context.IsJson) return;
        var known = result.KnownSince is null ? "" : $" (the same content as in {result.KnownSince})";
        var leftOut = result.LeftOut == 0 ? "" : $", {CommandContext.Number(result.LeftOut)} left out that were purged (--again brings them back)";
        context.Say($"{Printable.Line(outcome.Path)}: {outcome.Claim!.Kind}: {Counted(result.Counts)}{leftOut}{known}");
    }

    /// <param name="stages">Of a run, or null.</param>
    public string Json(bool isRehearsal, IReadOnlyList<PullOutcome>? pulls, IReadOnlyList<StageDone>? stages = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("dry_run", isRehearsal);
            Write(json, Total);
            json.WriteStartArray("files");
            foreach (var outcome in _outcomes)
            {
                json.WriteStartObject();
                json.WriteString("path", outcome.Path);
                json.WriteString("kind", outcome.Claim?.Kind);
                Write(json, outcome.Result?.Counts ?? default);
                if (outcome.Result is { LeftOut: > 0 and var leftOut }) json.WriteNumber("left_out", leftOut);
                json.WriteStartArray("diagnostics");
                foreach (var diagnostic in outcome.Diagnostics) json.WriteStringValue(diagnostic.ToString());
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (pulls is not null) Write(json, pulls);
            if (stages is not null) Write(json, stages);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<PullOutcome> pulls)
    {
        json.WriteStartArray("sources");
        foreach (var pull in pulls)
        {
            json.WriteStartObject();
            json.WriteString("source", pull.Source);
            json.WriteNumber("requests", pull.Requests);
            json.WriteNumber("gone", pull.Gone);
            json.WriteString("read_back_to", pull.Back is { } day ? Model.Period.Iso(day) : null);
            json.WriteString("trouble", pull.Trouble?.Message);
            json.WriteNumber("exit_code", (int)pull.Code);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<StageDone> stages)
    {
        json.WriteStartArray("stages");
        foreach (var stage in stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteString("state", stage.Result.State);
            json.WriteNumber("exit_code", (int)stage.Result.Code);
            json.WriteNumber("took_us", stage.TookMicros);
            foreach (var counted in stage.Result.Counts.Where(c => c.Count > 0)) json.WriteNumber(counted.What.Replace(' ', '_'), counted.Count);
            json.WriteString("trouble", stage.Result.Trouble);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RowCounts counts)
    {
        json.WriteNumber("new", counts.New);
        json.WriteNumber("same", counts.Same);
        json.WriteNumber("changed", counts.Changed);
        json.WriteNumber("rejected", counts.Rejected);
        json.WriteNumber("gone", counts.Gone);
    }
}
