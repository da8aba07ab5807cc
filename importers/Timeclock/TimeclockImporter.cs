using Daybook.Importers.Lines;

namespace Daybook.Importers.Timeclock;

/// <summary>Reads time logs of clock-ins and clock-outs as hledger does. Times are local.</summary>
public sealed class TimeclockImporter : IImporter
{
    internal const string Source = "timeclock";
    private const string CommentMarks = "#;*";

    public string Name => Source;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        var lines = TextLines.OfHead(head).Where(l => !LedgerText.IsBlank(l, CommentMarks)).ToList();
        return lines.Count > 0 && ClockLine.IsCoded(lines[0]) && lines.Find(ClockLine.IsSound) is { } line
            ? new Claim("timeclock", $"lines such as '{Model.Printable.Short(line.Trim(), 60)}'")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var lines = new TextLines(file);
        var sessions = new ClockSessions(file.Name, reading.Given);
        foreach (var line in Clocked(lines))
        {
            if (!line.IsEnded && (line.Flaw is not null || !sessions.Fits(line)))
            {
                lines.Cut(line.Place);
                break;
            }
            foreach (var extracted in sessions.Take(line))
            {
                yield return extracted;
                if (extracted is Extracted.Refused) yield break;
            }
        }
        foreach (var extracted in sessions.Rest()) yield return extracted;
        foreach (var extracted in lines.End()) yield return extracted;
    }

    private static IEnumerable<ClockLine> Clocked(TextLines lines)
    {
        ClockLine? last = null;
        foreach (var line in lines.All())
        {
            if (last is not null && LedgerText.IsMoreComment(line.Text))
            {
                last = last.With(line);
                continue;
            }
            if (last is not null) yield return last;
            last = LedgerText.IsBlank(line.Text, CommentMarks) ? null : ClockLine.Of(line);
        }
        if (last is not null) yield return last;
    }
}
