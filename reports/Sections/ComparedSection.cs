using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Two periods by one dimension, and the difference; each column sums to its last row.</summary>
internal static class ComparedSection
{
    /// <summary>What took longest in either of them first, then the rest in one row, then what is unattributed.</summary>
    /// <returns>Null where neither knows a name.</returns>
    public static Section? Of(Dimension dimension, Slice before, Slice after, int most, ReportStyle style)
    {
        var (was, now) = (before.By(dimension), after.By(dimension));
        var (of, nowOf) = (Sums(was), Sums(now));
        var names = of.Keys.Union(nowOf.Keys).OrderByDescending(n => Math.Max(of.GetValueOrDefault(n), nowOf.GetValueOrDefault(n))).ThenBy(n => n, StringComparer.Ordinal).ToList();
        if (names.Count == 0 || (dimension != Dimension.Project && names is [var only] && only == Unsaid.Of(dimension))) return null;
        var words = style.Words;
        long[] exact = [.. names.Select(n => of.GetValueOrDefault(n)), Micros.From(was.Unattributed)], exactNow = [.. names.Select(n => nowOf.GetValueOrDefault(n)), Micros.From(now.Unattributed)];
        var (units, unitsNow) = (style.Cut(exact), style.Cut(exactNow));
        List<Row> all = [.. names.Select((name, i) => Line(ShownName.Whole(name), ShownName.Of(name, words), i, i + 1))];
        var shown = names.Count <= most + 1 ? names.Count : most;
        List<Row> rows = [.. all.Take(shown)];
        if (shown < names.Count) rows.Add(Line("others", words.Count("name.others", names.Count - shown), shown, names.Count));
        if (exact[^1] != 0 || exactNow[^1] != 0)
        {
            // It has no name: a project may well be called so.
            all.Add(Line("", words["name.unattributed"], names.Count, names.Count + 1));
            rows.Add(all[^1]);
        }
        return new Section(SumSection.Name(dimension), words[$"sums.{dimension}"])
        {
            Table = new Table("", [new Column("before", before.Period.Name), new Column("after", after.Period.Name), new Column("difference", words["column.difference"])], rows,
                Line("total", words["total"], 0, names.Count + 1))
            { All = all },
        };

        Row Line(string key, string name, int from, int to)
        {
            var (unit, unitNow, micros, microsNow) = (units[from..to].Sum(), unitsNow[from..to].Sum(), exact[from..to].Sum(), exactNow[from..to].Sum());
            return new Row(key, name, [new Cell(style.Hours(unit), micros), new Cell(style.Hours(unitNow), microsNow), new Cell(style.Signed(unitNow - unit), microsNow - micros)]);
        }
    }

    private static Dictionary<string, long> Sums(DimensionSum sum) => sum.Lines.ToDictionary(l => l.Name, l => Micros.From(l.Worked), StringComparer.Ordinal);
}
