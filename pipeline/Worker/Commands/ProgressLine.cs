using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary>One line on a terminal that says how far a long import has come; silent everywhere else.</summary>
internal sealed class ProgressLine(CommandContext context) : IProgress<ImportProgress>, IDisposable
{
    private const long Step = 16L << 20;
    private const int Widest = 78;
    private long _shown;
    private bool _isShowing;

    public void Report(ImportProgress value)
    {
        if (!context.World.IsTerminal || context.IsQuiet || value.Bytes < _shown + Step) return;
        _shown = value.Bytes;
        _isShowing = true;
        context.World.Error.Write($"\r{Printable.Short($"{Printable.Line(Path.GetFileName(value.Path))}: {value.Bytes >> 20} MiB read", Widest)}");
    }

    /// <summary>Makes room for a real line.</summary>
    public void Clear()
    {
        if (_isShowing) context.World.Error.Write($"\r{new string(' ', Widest)}\r");
        _isShowing = false;
        _shown = 0;
    }

    public void Dispose() => Clear();
}
