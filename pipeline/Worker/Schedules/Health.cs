using System.Text;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Schedules;

/// <summary>What a run of a schedule came to.</summary>
internal sealed record HealthOfRun(string Schedule, Instant Started, ExitCode Code);

/// <summary>A file that says how the process is, for whatever watches it: written whole, each time something changes.</summary>
internal sealed class Health(string path)
{
    private readonly SortedDictionary<string, HealthOfRun> _last = new(StringComparer.Ordinal);

    public void Write(Instant now, string state, HealthOfRun? run)
    {
        if (run is not null) _last[run.Schedule] = run;
        var text = WrittenJson.Object(json =>
        {
            json.WriteString("at", InstantPattern.General.Format(now));
            json.WriteNumber("process", Environment.ProcessId);
            json.WriteString("state", state);
            json.WriteBoolean("healthy", _last.Values.All(r => r.Code is ExitCode.Done or ExitCode.PartlyDone));
            json.WriteStartArray("last");
            foreach (var last in _last.Values)
            {
                json.WriteStartObject();
                json.WriteString("schedule", last.Schedule);
                json.WriteString("started", InstantPattern.General.Format(last.Started));
                json.WriteNumber("exit_code", (int)last.Code);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        try
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk or a folder that is gone is told by the runs themselves; not to be able to say so here must not end the process.
        }
    }
}
