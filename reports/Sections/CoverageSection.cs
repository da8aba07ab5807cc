using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What each source knows of each day.</summary>
internal static class CoverageSection
{
    private const int Left = 120, Row = 18, Top = 18, MostStripDays = 31;

    private static readonly Knowledge[] Order = [Knowledge.Complete, Knowledge.Partial, Knowledge.Empty, Knowledge.None];

    /// <summary>How many days each source knows how much of; the columns of a row sum to the days of the period.</summary>
    public static Section? Of(Slice slice, QualityFigures quality, ReportStyle style) => quality.Sources.Count == 0 ? null
        : new Section("coverage", style.Words["coverage"])
        {
            Table = new Table(style.Words["quality.source"], [.. Order.Select(k => new Column(Key(k), style.Words[$"coverage.{Key(k)}"], "days"))],
                [.. quality.Sources.Select(s => new Row(ShownName.Whole(s.Source), ShownName.Of(s.Source, style.Words), [.. Order.Select(k => Count(s, k))]))]),
        };

    /// <summary>Day by day as a picture and for programs; a terminal shows a sign for each day.</summary>
    public static Section? Days(Slice slice, QualityFigures quality, ReportStyle style)
    {
        if (quality.Sources.Count == 0 || slice.Days.Count < 2) return null;
        var (boxes, labels) = (new List<ChartBox>(), new List<ChartLabel>());
        for (var i = 0; i < quality.Sources.Count; i++)
        {
            var name = ShownName.Of(quality.Sources[i].Source, style.Words);
            labels.Add(Plane.Label(0, Top + i * Row + 12, "start", DisplayWidth.Cut(name, 18)));
            for (var day = 0; day < slice.Days.Count; day++)
            {
                var (from, to) = (X(day), X(day + 1));
                boxes.Add(Plane.Box(from, Top + i * Row, Math.Max(1, to - from - (slice.Days.Count > MostStripDays ? 0 : 2)), Row - 3, Tone(quality.Sources[i].Days[day]),
                    $"{name}, {style.Calendar.Short(slice.Days[day].Date)}: {style.Words[$"coverage.{Key(quality.Sources[i].Days[day])}"]}"));
            }
        }
        foreach (var day in new[] { 0, slice.Days.Count - 1 })
            labels.Add(Plane.Label(day == 0 ? Left : Plane.Width, Top - 5, day == 0 ? "start" : "end", style.Calendar.Short(slice.Days[day].Date)));
        var holes = Enumerable.Range(0, slice.Days.Count).Count(d => quality.Sources.All(s => s.Days[d] == Knowledge.None));
        return new Section("coverage-days", style.Words["coverage.days"])
        {
            Chart = new Chart(style.Words.Say("chart.coverage", quality.Sources.Count, style.Days(slice.Days.Count), style.Days(holes)), Plane.Width, Top + quality.Sources.Count * Row)
            {
                Boxes = boxes,
                Labels = labels,
                Strips = slice.Days.Count > MostStripDays ? [] : [.. quality.Sources.Select(s => new Strip(ShownName.Of(s.Source, style.Words), string.Concat(s.Days.Select(Sign))))],
            },
            Table = new Table("", [.. quality.Sources.Select((_, i) => new Column($"source_{i + 1}", "", ""))], [])
            {
                All = [.. slice.Days.Select((d, day) => new Daybook.Reports.Row(Model.Period.Iso(d.Date), style.Calendar.Short(d.Date),
                    [.. quality.Sources.Select(s => new Cell($"{ShownName.Whole(s.Source)}: {Key(s.Days[day])}"))]))],
            },
            Notes = slice.Days.Count > MostStripDays ? [] : [new Note(style.Words["coverage.signs"])],
        };

        long X(int day) => Left + (long)day * (Plane.Width - Left) / slice.Days.Count;
    }

    private static Cell Count(SourceCoverage source, Knowledge knowledge)
    {
        var days = source.Days.Count(k => k == knowledge);
        return new Cell(days == 0 ? ReportStyle.Unknown : $"{days}", days);
    }

    private static string Key(Knowledge knowledge) => knowledge.ToString().ToLowerInvariant();

    private static string Tone(Knowledge knowledge) => knowledge switch { Knowledge.Complete => "t4", Knowledge.Partial => "t2", Knowledge.Empty => "t1", _ => "t0" };

    private static char Sign(Knowledge knowledge) => knowledge switch { Knowledge.Complete => '█', Knowledge.Partial => '▒', Knowledge.Empty => '_', _ => '·' };
}
