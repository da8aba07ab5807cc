using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Tokens that sessions with a language model took, by project and day: given to it, come from it, put into its cache, taken from there.</summary>
public sealed class TokensReport : IReport
{
    private static readonly string[] Counters = ["input", "output", "written", "read"];

    public string Name => "tokens";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week, PeriodKind.Day, PeriodKind.Month, PeriodKind.Year];

    public SliceParts Needs => SliceParts.Tokens;

    public PageView View(Slice slice, ReportStyle style)
    {
        var (tokens, words) = (slice.Tokens, style.Words);
        var title = words.Say("tokens.title", style.Calendar.Title(slice.Period));
        var all = tokens.Sum(t => Counts(t).Sum());
        var projects = tokens.GroupBy(t => t.Project, StringComparer.Ordinal).OrderByDescending(g => g.Sum(t => Counts(t).Sum())).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (ShownName.Whole(g.Key), ShownName.Of(g.Key, words), Sum(g)));
        var days = tokens.GroupBy(t => t.Date).OrderBy(g => g.Key).Select(g => (Model.Period.Iso(g.Key), style.Calendar.Short(g.Key), Sum(g)));
        return PeriodPage.Of(Name, slice, style,
            Table("projects", words[$"sums.{Dimension.Project}"], [.. projects], style), Table("days", words["days"], [.. days], style),
            tokens.Count == 0 ? null : new Section("notes", words["notes"]) { Notes = [new Note(words["tokens.note"])] }) with
        {
            Title = title,
            Subject = title,
            Preheader = "",
            Total = "",
            TotalMicros = null,
            Lead = tokens.Count == 0 ? words["tokens.nothing"] : words.Count("tokens.lead", tokens.Sum(t => t.Sessions), style.Number(all), style.Number(tokens.Sum(t => t.Sessions))),
        };
    }

    private static Section? Table(string section, string title, IReadOnlyList<(string Key, string Name, long[] Counts)> lines, ReportStyle style)
    {
        if (lines.Count == 0) return null;
        List<Row> all = [.. lines.Select(l => Row(l.Key, l.Name, l.Counts, style))];
        var shown = section == "days" || lines.Count <= PeriodPage.MostNames + 1 ? lines.Count : PeriodPage.MostNames;
        List<Row> rows = [.. all.Take(shown)];
        if (shown < lines.Count) rows.Add(Row("others", style.Words.Count("name.others", lines.Count - shown), Sum(lines.Skip(shown).Select(l => l.Counts)), style));
        return new Section(section, title)
        {
            Table = new Table("", [.. Counters.Select(c => new Column(c, style.Words[$"tokens.{c}"], "tokens"))], rows, Row("total", style.Words["total"], Sum(lines.Select(l => l.Counts)), style)) { All = all },
        };
    }

    private static Row Row(string key, string name, long[] counts, ReportStyle style) => new(key, name, [.. counts.Select(c => new Cell(style.Number(c), c))]);

    private static long[] Counts(TokenSum sum) => [sum.Input, sum.Output, sum.Written, sum.Read];

    private static long[] Sum(IEnumerable<TokenSum> sums) => Sum(sums.Select(Counts));

    private static long[] Sum(IEnumerable<long[]> counts)
    {
        var sum = new long[Counters.Length];
        foreach (var line in counts)
            for (var i = 0; i < sum.Length; i++) sum[i] += line[i];
        return sum;
    }
}
