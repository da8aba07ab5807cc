using Daybook.Importers.Mapped;
using Daybook.Importers.Tables;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// The report on time entries: day, start, person where several may be seen, end, hours, project, task, notes, billed,
/// client. Names are translated, so columns are known by what stands in them; the person may stand before or after the end.
/// </summary>
internal static class TranslatedReport
{
    // Hours have two decimals.
    private const int RoundedTo = 36;
    private const int LookedAt = 20;

    private static readonly string[] English = ["date", "start", "end", "duration (hours)", "project", "task", "notes", "billed", "client"];

    /// <param name="Person">Index of its column, or -1.</param>
    internal sealed record Places(int End, int Person, string Evidence)
    {
        public int Hours => Math.Max(End, Person) + 1;
    }

    /// <param name="file">Its first row is looked at.</param>
    public static Places? Columns(TableHead head, SourceFile file)
    {
        if (head.Columns.Count != English.Length && head.Columns.Count != English.Length + 1) return null;
        var named = new Places(IndexOf(head, "end"), IndexOf(head, "user"), "columns");
        if (English.All(head.Folded.Contains) && head.Folded[named.Hours] == "duration (hours)") return named;
        using var table = new TableReader(file, head);
        return table.Rows().Take(LookedAt).Select(row => OfRow(row, head.Columns.Count)).FirstOrDefault(places => places is not null);
    }

    public static Mapping MappingOf(TableHead head, Places places)
    {
        IReadOnlyList<string> At(int column) => column < 0 ? [] : [head.Columns[column]];
        return new Mapping
        {
            Source = "timetracker",
            Kind = "timetracker-time-entries",
            Title = "TimeTracker, report on time entries",
            Recognise = new MappingSigns(),
            Person = places.Person < 0 ? [] : [At(places.Person)],
            Start = new MappedMoment { At = At(1) },
            End = new MappedMoment { At = At(places.End) },
            Length = new MappedLength { Columns = At(places.Hours), Counts = true, RoundedTo = RoundedTo },
            Project = At(places.Hours + 1),
            Task = At(places.Hours + 2),
            Note = At(places.Hours + 3),
            Client = At(places.Hours + 5),
            Known = [head.Columns[0], head.Columns[places.Hours + 4]],
        };
    }

    private static Places? OfRow(TableRow row, int columns)
    {
        if (row.Cells.Length != columns || !row[1].StartsWith(row[0] + "T", StringComparison.Ordinal) || !IsMoment(row[1])) return null;
        var end = columns == English.Length ? 2 : IsMoment(row[2]) ? 2 : 3;
        var places = new Places(end, columns == English.Length ? -1 : 5 - end, "columns by their content");
        var isHours = row[places.Hours].Length == 0 || DecimalText.TryParse(row[places.Hours], '.', out _);
        return (row[end].Length == 0 || IsMoment(row[end])) && isHours ? places : null;
    }

    private static bool IsMoment(string text) => MomentText.TryParse(text, null, out var moment) && moment.OffsetMicros is null && text.Contains('T');

    private static int IndexOf(TableHead head, string name)
    {
        for (var i = 0; i < head.Folded.Count; i++)
            if (head.Folded[i] == name)
                return i;
        return -1;
    }
}
