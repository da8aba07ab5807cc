using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Timewarrior;

/// <summary>What both forms say of an interval.</summary>
internal static class TimewarriorTime
{
    private const string Form = "20261021T070000Z";

    /// <summary>Whether it is such a time between quotes.</summary>
    public static bool IsQuoted(string text) => text.Length == Form.Length + 2 && text[0] == '"' && text[^1] == '"' && IsTime(text[1..^1]);

    public static bool IsTime(string text) => text.Length == Form.Length && Read(text) is not null;

    /// <param name="end">Null or empty while the interval is under way.</param>
    public static RowOutcome Entry(string? start, string? end, IReadOnlyList<string> tags, string? annotation, Place place, string? extra)
    {
        if (start is null) return RowOutcome.Bad("the interval has no start");
        if (Read(start) is not { } from) return Bad(start);
        if (string.IsNullOrEmpty(end)) return RowOutcome.LeftOut("it is still running");
        if (Read(end) is not { } to) return Bad(end);
        if (to < from) return RowOutcome.Bad("the end lies before the start");
        return RowOutcome.Counts(new TimeEntry(new EntryTime.Interval(from, to), EntryText.Raw(TimewarriorImporter.Source, start, annotation), place)
        {
            Work = new EntryWork { Note = annotation, Tags = tags },
            Extra = extra,
        });
    }

    private static RowOutcome Bad(string text) => RowOutcome.Bad($"'{Printable.Short(text, 60)}' is not a time", $"Timewarrior writes {Form}.");

    private static long? Read(string text) => MomentText.TryParse(text, null, out var moment) ? moment.Instant : null;
}
