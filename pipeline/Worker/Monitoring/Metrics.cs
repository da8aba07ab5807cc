using System.Globalization;
using System.Text;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Running;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Monitoring;

/// <summary>A text file as Prometheus' node exporter reads it: how the last run went, and when each source was last read. No names but those of stages and sources.</summary>
internal static class Metrics
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void Write(string path, CommandContext context, ExitCode code, IReadOnlyList<StageDone> stages, long tookMicros)
    {
        var text = Text(context, code, stages, tookMicros);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
            // Somebody else reads it, and there is nothing in it that is nobody's business.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, ForAll);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Complain($"metrics were not written: {e.Message}");
        }
    }

    private static string Text(CommandContext context, ExitCode code, IReadOnlyList<StageDone> stages, long tookMicros)
    {
        var text = new StringBuilder();
        void Kind(string name, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP daybook_{name} {help}\n# TYPE daybook_{name} gauge\n");
        void Value(string name, string labels, string value) => text.Append(CultureInfo.InvariantCulture, $"daybook_{name}{labels} {value}\n");

        Kind("run_exit_code", "Of the last run; 0 and 3 are good.");
        Value("run_exit_code", "", ((int)code).ToString(CultureInfo.InvariantCulture));
        Kind("run_timestamp_seconds", "When the last run began.");
        Value("run_timestamp_seconds", "", Seconds(Micros.From(context.Now)));
        Kind("run_duration_seconds", "How long it took.");
        Value("run_duration_seconds", "", Seconds(tookMicros));
        Kind("stage_exit_code", "Of each stage of the last run.");
        foreach (var stage in stages) Value("stage_exit_code", $"{{stage=\"{stage.Name}\"}}", ((int)stage.Result.Code).ToString(CultureInfo.InvariantCulture));
        Kind("stage_count", "What each stage of the last run counted.");
        foreach (var stage in stages)
            foreach (var counted in stage.Result.Counts) Value("stage_count", $"{{stage=\"{stage.Name}\",what=\"{counted.What}\"}}", counted.Count.ToString(CultureInfo.InvariantCulture));
        Kind("source_read_timestamp_seconds", "When something of a source was last read.");
        foreach (var (source, at) in Reads(context)) Value("source_read_timestamp_seconds", $"{{source=\"{Label(source)}\"}}", Seconds(at));
        return text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, long>> Reads(CommandContext context)
    {
        try
        {
            using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
            return ledger.Runs.LastReads().OrderBy(r => r.Key, StringComparer.Ordinal);
        }
        catch (LedgerException)
        {
            return [];
        }
    }

    private static string Seconds(long micros) => string.Create(CultureInfo.InvariantCulture, $"{micros / Micros.PerSecond}.{micros % Micros.PerSecond:000000}");

    private static string Label(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
