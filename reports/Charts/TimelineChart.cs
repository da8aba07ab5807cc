using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One day by the clock: a row for each project, a box for each piece of time; on a terminal a sign for each half hour, the fuller the higher.</summary>
internal static class TimelineChart
{
    private const int MostRows = 7, Left = 130, Step = 22, Row = 20, Top = 18, Hours = 24;
    private const long Day = Hours * Micros.PerHour, HalfHour = Micros.PerHour / 2;
    private const string Levels = "·▁▂▃▄▅▆▇█";

    /// <returns>Null where no times are known.</returns>
    public static Section? Of(Slice slice, ReportStyle style)
    {
        var pieces = Joined(slice.Pieces);
        if (pieces.Count == 0) return null;
        var sums = pieces.GroupBy(p => p.Project, StringComparer.Ordinal).Select(g => (Name: g.Key, Micros: g.Sum(p => p.Micros))).OrderByDescending(s => s.Micros).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        // One more where "1 other" would take its row anyway.
        var shown = sums.Count <= MostRows + 1 ? sums.Count : MostRows;
        var rowOf = sums.Select((s, i) => (s.Name, Row: Math.Min(i, shown))).ToDictionary(r => r.Name, r => r.Row, StringComparer.Ordinal);
        List<string> names = [.. sums.Take(shown).Select(s => ShownName.Of(s.Name, style.Words)), .. shown < sums.Count ? [style.Words.Count("name.others", sums.Count - shown)] : Array.Empty<string>()];
        var (boxes, labels) = (new List<ChartBox>(), names.Select((n, i) => Plane.Label(0, Top + i * Row + 13, "start", DisplayWidth.Cut(n, 18))).ToList());
        var filled = names.ConvertAll(_ => new long[Hours * 2]);
        foreach (var piece in pieces)
        {
            var row = rowOf[piece.Project];
            foreach (var (from, to) in OnTheClock(piece))
            {
                var says = $"{ShownName.Of(piece.Project, style.Words)}, {Clock(from)}: {style.Hours(to - from)}";
                boxes.Add(Plane.Box(X(from), Top + row * Row, Math.Max(1, X(to) - X(from)), Row - 4, $"c{row}", says));
                for (var at = from; at < to; at += HalfHour - at % HalfHour) filled[row][at / HalfHour] += Math.Min(to, at + HalfHour - at % HalfHour) - at;
            }
        }
        for (var hour = 0; hour < Hours; hour += 3) labels.Add(Plane.Label(Left + hour * Step, Top - 5, "start", $"{hour}:00"));
        return new Section("timeline", style.Words["timeline"])
        {
            Chart = new Chart(style.Words.Say("chart.timeline", Clock(pieces[0].Clock), Clock(pieces[^1].Clock + pieces[^1].Micros), style.Hours(pieces.Max(p => p.Micros))), Left + Hours * Step, Top + names.Count * Row)
            {
                Boxes = boxes,
                Labels = labels,
                Strips = [new Strip("", string.Concat(Enumerable.Range(0, Hours / 3).Select(h => $"{h * 3}".PadRight(6)))), .. names.Select((n, i) => new Strip(n, string.Concat(filled[i].Select(Sign))))],
            },
            Table = new Table("", [new Column("project", style.Words["column.project"], ""), new Column("worked", style.Words["column.worked"])], [])
            {
                All = [.. pieces.Zip(style.Cut([.. pieces.Select(p => p.Micros)]), (p, unit) => new Reports.Row(Key(p.Clock), Clock(p.Clock), [new Cell(ShownName.Whole(p.Project)), new Cell(style.Hours(unit), p.Micros)]))],
            },
        };
    }

    /// <summary>Neighbours of one project, whatever their source.</summary>
    private static List<WorkedPiece> Joined(IReadOnlyList<WorkedPiece> pieces)
    {
        var joined = new List<WorkedPiece>();
        foreach (var piece in pieces)
            if (joined.Count > 0 && joined[^1] is var last && last.Project == piece.Project && last.Clock + last.Micros == piece.Clock) joined[^1] = last with { Micros = last.Micros + piece.Micros };
            else joined.Add(piece);
        return joined;
    }

    /// <summary>Between midnights: a day may begin at another hour.</summary>
    private static IEnumerable<(long From, long To)> OnTheClock(WorkedPiece piece)
    {
        for (var (at, left) = (piece.Clock % Day, piece.Micros); left > 0; at = 0)
        {
            var part = Math.Min(left, Day - at);
            yield return (at, at + part);
            left -= part;
        }
    }

    private static long X(long clock) => Left + clock * Step / Micros.PerHour;

    private static char Sign(long micros) => micros <= 0 ? Levels[0] : Levels[(int)Math.Clamp((micros * 8 + HalfHour - 1) / HalfHour, 1, 8)];

    private static string Clock(long micros) => $"{micros / Micros.PerHour % Hours}:{micros / Micros.PerMinute % 60:00}";

    private static string Key(long micros) => $"{micros / Micros.PerHour % Hours:00}:{micros / Micros.PerMinute % 60:00}:{micros / Micros.PerSecond % 60:00}";
}
