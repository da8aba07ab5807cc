using System.Text;
using Daybook.Worker.Commands;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Monitoring;

/// <summary>In which form lines are printed.</summary>
internal enum LogForm
{
    /// <summary>As they are.</summary>
    Human,
    /// <summary>A JSON object a line.</summary>
    Json,
    /// <summary>With the priority before them that the journal of systemd reads.</summary>
    Journald,
}

/// <summary>Prints what commands say line by line in another form.</summary>
/// <param name="isComplaint">Whether what comes through it went wrong.</param>
/// <param name="now">The clock.</param>
internal sealed class LogWriter(TextWriter to, LogForm form, bool isComplaint, Func<Instant> now) : TextWriter
{
    private readonly StringBuilder _line = new();
    private readonly Lock _lock = new();

    /// <summary>The world with its lines in the form that the arguments ask for: commands are made with the world that they print to, so it is looked for before they are.</summary>
    public static Surroundings Around(Surroundings world, IReadOnlyList<string> args)
    {
        var said = args.SkipWhile(a => a != CommonOptions.Log.Name).Skip(1).FirstOrDefault() ?? args.FirstOrDefault(a => a.StartsWith($"{CommonOptions.Log.Name}=", StringComparison.Ordinal))?[(CommonOptions.Log.Name.Length + 1)..];
        if (!Enum.TryParse<LogForm>(said, ignoreCase: true, out var form) || form == LogForm.Human) return world;
        var now = world.Present ?? (() => world.Clock);
        return world with { Output = new LogWriter(world.Output, form, isComplaint: false, now), Error = new LogWriter(world.Error, form, isComplaint: true, now), IsTerminal = false };
    }

    public override Encoding Encoding => to.Encoding;

    public override void Write(char value)
    {
        lock (_lock)
        {
            if (value == '\r') return;
            if (value != '\n') _line.Append(value);
            else Print();
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            if (_line.Length > 0) Print();
            to.Flush();
        }
    }

    private void Print()
    {
        var text = _line.ToString();
        _line.Clear();
        // RFC 5424: 3 error, 4 warning, 6 information.
        var priority = !isComplaint ? 6 : text.Contains(": error: ", StringComparison.Ordinal) || text.StartsWith("daybook", StringComparison.Ordinal) ? 3 : 4;
        to.Write(form == LogForm.Journald ? $"<{priority}>{text}\n" : $"{Json(text, priority)}\n");
    }

    private string Json(string text, int priority) => WrittenJson.Object(json =>
    {
        json.WriteString("ts", InstantPattern.ExtendedIso.Format(now()));
        json.WriteString("level", priority switch { 3 => "error", 4 => "warning", _ => "info" });
        json.WriteString("message", text);
    });
}
