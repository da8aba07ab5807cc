using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Projects by language; the rows sum to the page's total.</summary>
internal static class CrossedSection
{
    /// <summary>The longest project first, and of it the longest language; the small ones together, then what is of no project.</summary>
    /// <param name="most">Rows of their own; one more where "1 other" would take its row anyway.</param>
    public static Section Of(Slice slice, int most, ReportStyle style)
    {
        var words = style.Words;
        var projects = slice.Crossed.GroupBy(c => c.Project, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Micros), StringComparer.Ordinal);
        var lines = slice.Crossed.OrderByDescending(c => projects[c.Project]).ThenBy(c => c.Project, StringComparer.Ordinal).ThenByDescending(c => c.Micros).ThenBy(c => c.Language, StringComparer.Ordinal).ToList();
        long[] exact = [.. lines.Select(l => l.Micros), Micros.From(slice.Worked) - lines.Sum(l => l.Micros)];
        var units = style.Cut(exact);
        var bars = Printed.Bars(units);
        List<Row> all = [.. lines.Select((line, i) => Row($"{ShownName.Whole(line.Project)} / {ShownName.Whole(line.Language ?? "")}", ShownName.Of(line.Project, words), Language(line, style), units[i], exact[i]) with { PerMille = bars[i], Known = [new("project", ShownName.Whole(line.Project))] })];
        var shown = lines.Count <= most + 1 ? lines.Count : most;
        List<Row> rows = [.. all.Take(shown)];
        if (shown < lines.Count) rows.Add(Row("others", words.Count("name.others", lines.Count - shown), "", units[shown..^1].Sum(), exact[shown..^1].Sum()));
        if (exact[^1] != 0)
        {
            // It has no name: a project may well be called so.
            all.Add(Row("", words["name.unattributed"], "", units[^1], exact[^1]));
            rows.Add(all[^1]);
        }
        return new Section("projects", words["crossed"])
        {
            Table = new Table(words["column.project"], [new Column("language", words["column.language"], ""), new Column("worked", words["column.worked"])], rows,
                Row("total", words["total"], "", units.Sum(), exact.Sum()))
            { All = all },
            Notes = slice.Crossed.Any(c => c.Language is null) ? [new Note(words["crossed.totals"])] : [],
        };

        Row Row(string key, string name, string language, long unit, long micros) => new(key, name, [new Cell(language), new Cell(style.Hours(unit), micros)]);
    }

    private static string Language(CrossedTime line, ReportStyle style) => line.Language is { } language ? ShownName.Of(language, style.Words) : style.Words["day.total"];
}
