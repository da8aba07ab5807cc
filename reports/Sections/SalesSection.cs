using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Time under a client and project at a rate, and what it comes to; every column sums to its last row.</summary>
internal static class SalesSection
{
    private const int MostLines = 60;

    /// <param name="name">What programs call the section.</param>
    /// <param name="notes">Under the table.</param>
    public static Section? Of(string name, string title, IReadOnlyList<SaleLine> lines, ReportStyle style, params IReadOnlyList<Note> notes) => Of(name, title, lines, style, false, notes);

    /// <summary>Likewise, of an invoice: with the hours that the amounts are worked out from.</summary>
    public static Section? OfInvoice(string name, string title, IReadOnlyList<SaleLine> lines, ReportStyle style, params IReadOnlyList<Note> notes) => Of(name, title, lines, style, true, notes);

    private static Section? Of(string name, string title, IReadOnlyList<SaleLine> lines, ReportStyle style, bool withHours, IReadOnlyList<Note> notes)
    {
        if (lines.Count == 0) return null;
        var words = style.Words;
        var currencies = lines.Select(l => l.Amount?.Currency).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        long[] exact = [.. lines.Select(l => l.Micros)];
        var units = style.Cut(exact);
        List<Row> all = [.. lines.Select((line, i) => Row(line, units[i]))];
        var shown = lines.Count <= MostLines + 1 ? lines.Count : MostLines;
        List<Row> rows = [.. all.Take(shown)];
        if (shown < lines.Count) rows.Add(Together("others", words.Count("name.others", lines.Count - shown), shown));
        return new Section(name, title)
        {
            Table = new Table(words["column.project"],
                [
                    new Column("client", words["column.client"], ""), new Column("rate", words["column.rate"], ""), new Column("time", words["column.time"]),
                    .. withHours ? new Column[] { new("hours", words["column.hours"], "hours/1000000") } : [],
                    .. currencies.Select(c => new Column($"amount_{c.ToLowerInvariant()}", currencies.Count == 1 ? words["column.amount"] : words.Say("column.amount.of", c), c)),
                ], rows, Together("total", words["total"], 0))
            { All = all },
            Notes = lines.Any(l => l.Rate is null) ? [new Note(words.Say("sales.no-rate", style.Hours(units.Where((_, i) => lines[i].Rate is null).Sum()))), .. notes] : notes,
        };

        IEnumerable<Cell> HoursOf(long millionths) => withHours ? [new Cell(style.Millionths(millionths), millionths)] : [];

        Row Row(SaleLine line, long unit) => new($"{ShownName.Whole(line.Client)} / {ShownName.Whole(line.Project)}{(line.Task is { Length: > 0 } task ? $" / {ShownName.Whole(task)}" : "")}{(line.Date is { } on ? $" / {Period.Iso(on)}" : "")}{(line.Rate is { } rate ? $" / {style.Sum(rate)}" : "")}",
            NameOf(line, style),
            [
                new Cell(line.Client.Length == 0 ? ReportStyle.Unknown : ShownName.Of(line.Client, words)), new Cell(line.Rate is { } hour ? style.Sum(hour) : ReportStyle.Unknown), new Cell(style.Hours(unit), line.Micros), .. HoursOf(line.Hours),
                .. currencies.Select(c => line.Amount is { } amount && amount.Currency == c ? new Cell(style.Sum(amount), amount.Minor) : new Cell("")),
            ])
        {
            Known = [new("project", ShownName.Whole(line.Project)), new("first", Period.Iso(line.First)), new("last", Period.Iso(line.Last))],
        };

        Row Together(string key, string of, int from) => new(key, of,
            [
                new Cell(""), new Cell(""), new Cell(style.Hours(units[from..].Sum()), exact[from..].Sum()), .. HoursOf(lines.Skip(from).Sum(l => l.Hours)),
                .. currencies.Select(c => new Money(lines.Skip(from).Select(l => l.Amount).OfType<Money>().Where(a => a.Currency == c).Sum(a => a.Minor), c)).Select(sum => new Cell(style.Sum(sum), sum.Minor)),
            ]);
    }

    private static string NameOf(SaleLine line, ReportStyle style)
    {
        var project = ShownName.Of(line.Project, style.Words);
        if (line.Task is { Length: > 0 } task) project = $"{project}: {ShownName.Of(task, style.Words)}";
        return line.Date is { } date ? $"{style.Calendar.Short(date)}: {project}" : project;
    }
}
