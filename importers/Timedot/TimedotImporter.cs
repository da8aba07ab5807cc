using Daybook.Importers.Lines;

namespace Daybook.Importers.Timedot;

/// <summary>Reads hledger's timedot: dates, and under them accounts with lengths. Nobody knows when on the day.</summary>
public sealed class TimedotImporter : IImporter
{
    internal const string Source = "timedot";
    private const string CommentMarks = "#;";
    private const string CommentMarksBefore = "#;*";

    public string Name => Source;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        var lines = TextLines.OfHead(head).SkipWhile(l => !TimedotDay.IsDate(l) && (LedgerText.IsBlank(l, CommentMarksBefore) || TimedotLine.IsSure(l))).ToList();
        if (lines.Count == 0 || !TimedotDay.IsDate(lines[0]) || lines.Exists(TimedotLine.IsOfKlog)) return null;
        return lines.Find(l => !LedgerText.IsBlank(l, CommentMarks) && !TimedotDay.IsDate(l) && TimedotLine.IsSure(l)) is { } line
            ? new Claim("timedot", $"dates such as '{Model.Printable.Short(lines[0].Trim(), 40)}' with lines such as '{Model.Printable.Short(line.Trim(), 60)}'")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var lines = new TextLines(file);
        TimedotDay? day = null;
        TimedotLine? line = null;
        var mayComment = false;
        foreach (var text in lines.All())
        {
            if (mayComment && day is { Flaw: null } && LedgerText.IsMoreComment(text.Text))
            {
                if (line is null) day.AddComment(text.Text);
                else line = line.With(text);
                continue;
            }
            foreach (var extracted in Outcome(file.Name, day, line)) yield return extracted;
            line = null;
            mayComment = false;
            var next = TimedotDay.Of(text);
            if (next is null && LedgerText.IsBlank(text.Text, day is null ? CommentMarksBefore : CommentMarks)) continue;
            if (next?.Flaw is not null && !text.IsEnded || next is null && IsCut(text, day))
            {
                lines.Cut(text.Place);
                continue;
            }
            if (next is not null)
            {
                foreach (var extracted in BadDay(file.Name, day)) yield return extracted;
                day = next;
            }
            else if (day is null)
            {
                foreach (var extracted in RowOutcome.Bad(text.IsGarbled ? TextLine.Garbled : new Flaw("the line stands before the first date", "Under a line with a date: 2026-10-21.")).At(file.Name, text.Place, text.Text)) yield return extracted;
            }
            else if (day.Flaw is not null) day.Add(text);
            else line = TimedotLine.Of(text);
            mayComment = true;
        }
        foreach (var extracted in Outcome(file.Name, day, line)) yield return extracted;
        foreach (var extracted in BadDay(file.Name, day)) yield return extracted;
        foreach (var extracted in lines.End()) yield return extracted;
    }

    private static bool IsCut(TextLine text, TimedotDay? day) =>
        !text.IsEnded && (day is null || text.IsGarbled || TimedotLine.Of(text) is var line && (line.Account.Length == 0 || line.Amount.Length > 0 && TimedotAmount.Read(line.Amount, out _) is not null));

    private static IEnumerable<Extracted> Outcome(string file, TimedotDay? day, TimedotLine? line) =>
        day is null || line is null ? [] : day.Entries(line).SelectMany(outcome => outcome.At(file, line.Place, line.Raw));

    private static IEnumerable<Extracted> BadDay(string file, TimedotDay? day) =>
        day?.Flaw is { } flaw ? RowOutcome.Bad(flaw).At(file, day.Place, day.Raw) : [];
}
