using Daybook.Model;

namespace Daybook.Reports;

/// <summary>How far a period's figures can be trusted: what each source knows of each day, and what is to be settled, each with its command.</summary>
public sealed class QualityReport : IReport
{
    private const int MostReasons = 10;

    public string Name => "quality";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week, PeriodKind.Day, PeriodKind.Month, PeriodKind.Year];

    public SliceParts Needs => SliceParts.Account | SliceParts.Questions | SliceParts.Quality;

    public PageView View(Slice slice, ReportStyle style)
    {
        var quality = slice.Quality ?? new QualityFigures([], [], []);
        var words = style.Words;
        var questions = QuestionsSection.Of(slice, style);
        return PeriodPage.Of(Name, slice, style,
        [
            questions.IsEmpty ? new Section("questions", words["questions"]) { Notes = [new Note(words["quality.none"])] } : questions,
            CoverageSection.Of(slice, quality, style), CoverageSection.Days(slice, quality, style), Together(quality, slice, style), Quarantined(quality, style),
            ControlsSection.Of(slice, style), RemarksSection.Of(slice, style, withControls: false),
        ]);
    }

    private static Section? Together(QualityFigures quality, Slice slice, ReportStyle style)
    {
        if (quality.Together.Count == 0) return null;
        var words = style.Words;
        var units = quality.Together.Select(t => style.Hours(t.Micros)).ToList();
        return new Section("overlaps", words["quality.overlaps"])
        {
            Table = new Table(words["quality.pair"], [new Column("claimed", words["column.worked"])],
                [.. quality.Together.Select((t, i) => new Row($"{ShownName.Whole(t.Winner)} / {ShownName.Whole(t.Other)}", Pair(t, words), [new Cell(units[i], t.Micros)]))]),
            Notes = [new Note(words["quality.overlaps.note"], $"daybook overlaps {slice.Period.Name}")],
        };
    }

    private static string Pair(ClaimedTwice twice, Words words) => words.Say("quality.pair.of", ShownName.Of(twice.Winner, words), ShownName.Of(twice.Other, words));

    private static Section? Quarantined(QualityFigures quality, ReportStyle style)
    {
        if (quality.Quarantined.Count == 0) return null;
        var words = style.Words;
        List<Row> all = [.. quality.Quarantined.Select(q => new Row(ShownName.Whole(q.Source), ShownName.Of(q.Source, words), [new Cell(style.Number(q.Rows), q.Rows)]) { Note = ShownName.Of(q.Reason, words) })];
        var shown = all.Count <= MostReasons + 1 ? all.Count : MostReasons;
        var (left, sum) = (quality.Quarantined.Skip(shown).Sum(q => q.Rows), quality.Quarantined.Sum(q => q.Rows));
        List<Row> rows = [.. all.Take(shown), .. shown < all.Count ? [new Row("others", words.Count("name.others", all.Count - shown), [new Cell(style.Number(left), left)])] : Array.Empty<Row>()];
        return new Section("quarantine", words["quality.quarantine"])
        {
            Table = new Table(words["quality.source"], [new Column("rows", words["quality.rows"], "rows")], rows, new Row("total", words["total"], [new Cell(style.Number(sum), sum)])) { All = all },
            Notes = [new Note(words["quality.quarantine.note"], "daybook quarantine list")],
        };
    }
}
