using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Mapped;

/// <summary>Reads delimited files of one kind as a mapping says.</summary>
public sealed class MappedImporter(Mapping mapping) : IImporter
{
    private const int MostNamed = 5;
    private const string Delimited = "columns: ";

    public string Name => mapping.Source;

    public Mapping Mapping => mapping;

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (TableHead.Of(head) is not { } table || !Signs.Fit(mapping.Recognise, table)) return null;
        var seen = mapping.Recognise.Columns.Select(names => table.Columns[Signs.Find(table, names)]).Concat(mapping.Recognise.Exactly).Distinct(StringComparer.Ordinal);
        return new Claim(mapping.Kind, $"{Delimited}{string.Join(", ", seen)}", mapping.Refuse)
        {
            ReadOff = [("delimiter", table.DelimiterName)],
        };
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var opened = OpenedTable.Of(file);
        var given = mapping.Zone is { } zone ? reading.Given with { Zones = Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb[zone]) } : reading.Given;
        if (opened.Head is not { } head)
        {
            yield return TableFlaws.NoColumns(file.Name);
            yield break;
        }
        var columns = new MappedColumns(mapping, head);
        var survey = columns.Dates.Any() ? opened.Survey(columns.Dates) : new DateOrderEvidence();
        var order = given.DateOrder ?? survey.Order;
        if ((WhyNot(file, columns, survey, given) ?? WithoutZone(opened, columns, order, given)) is { } refusal)
        {
            yield return new Extracted.Refused(refusal);
            yield break;
        }
        if (TableFlaws.Encoding(file.Name, head) is { } guessed) yield return guessed;
        foreach (var unknown in columns.Unknown) reading.Unexpected.Meet(unknown);
        var rows = new MappedRow(mapping, columns, head, given.Zones ?? Dated<DateTimeZone>.Always(DateTimeZone.Utc), given, order);
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
        {
            var entry = rows.Read(row, out var flaw, out var doubt, out var left);
            if (doubt is not null) yield return Note(file, row.At(0), Severity.Warning, doubt);
            if (left is not null) yield return Note(file, row.At(0), Severity.Note, $"left out: {left}");
            if (entry is not null) yield return new Extracted.Entry(entry);
            else if (flaw is not null) yield return TableFlaws.Rejected(file.Name, row, flaw);
        }
        if (table.Broken is { } broken) yield return Note(file, table.BrokenAt, Severity.Error, broken);
        yield return table.End();
    }

    public IReadOnlyList<(string What, string Is)> Survey(SourceFile file)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head) return [];
        var columns = new MappedColumns(mapping, head);
        var dates = opened.Survey(columns.Dates);
        var said = new List<(string What, string Is)> { ("encoding", head.HasMark ? $"{head.Encoding} with mark, certain" : $"{head.Encoding}, by all its bytes") };
        if (dates.IsContradictory) said.Add(("dates", $"two orders: line {dates.DayFirstAt} has the day first, line {dates.MonthFirstAt} the month"));
        else if (dates.Order == DateOrder.DayMonthYear) said.Add(("dates", $"day first, certain by line {dates.DayFirstAt}"));
        else if (dates.Order == DateOrder.MonthDayYear) said.Add(("dates", $"month first, certain by line {dates.MonthFirstAt}"));
        else if (dates.IsUndecided) said.Add(("dates", $"day or month first: line {dates.EitherAt} can be read both ways and no other line tells; say --date-order dmy or mdy"));
        if (columns.HasStart) said.Add(("zone", mapping.Zone ?? (WithoutZone(opened, columns, dates.Order ?? DateOrder.DayMonthYear, Given.Nothing) is null ? "instants, each with its own" : "local times: the person's zone, or say --zone")));
        else said.Add(("times", "none: lengths on dates"));
        if (columns.Unknown.Count > 0) said.Add(("unknown", $"columns kept with each row: {string.Join(", ", columns.Unknown)}"));
        return said;
    }

    /// <summary>What must be settled before any row can be read.</summary>
    private static Diagnostic? WhyNot(SourceFile file, MappedColumns columns, DateOrderEvidence dates, Given given)
    {
        Diagnostic Error(int line, string message, string hint) => new(file.Name, new Place(line, 1, 0), Severity.Error, message, hint);
        if (columns.Doubled.Count > 0) return TableFlaws.Doubled(file.Name, columns.Doubled[0]);
        if (given.DateOrder is { } said)
            return dates.Order is not null && dates.Order != said && !dates.IsContradictory
                ? Error(Math.Max(dates.DayFirstAt, dates.MonthFirstAt), $"its dates are not {DateOrders.NameOf(said)}, as was said", "Nothing of the file was taken in; say which comes first: --date-order dmy or mdy.")
                : null;
        if (dates.IsContradictory)
            return Error(dates.MonthFirstAt, $"dates are written in two orders: line {dates.DayFirstAt} has the day first, line {dates.MonthFirstAt} the month", "Nothing of the file was taken in; export it anew, or say which: --date-order dmy or mdy.");
        return dates.IsUndecided
            ? Error(dates.EitherAt, "no date of the file tells day from month", "Nothing of the file was taken in; say which comes first: --date-order dmy or mdy.")
            : null;
    }

    /// <summary>Times of day mean nothing without a zone; lengths on a date and instants need none.</summary>
    private static Diagnostic? WithoutZone(OpenedTable opened, MappedColumns columns, DateOrder? order, Given given)
    {
        if (given.Zones is not null || !columns.HasStart) return null;
        if (columns.Start >= 0)
        {
            // One local time among instants is enough: read as if it were of UTC, it would be wrong without a word.
            var (isAny, areInstants) = (false, true);
            using var table = new TableReader(opened.File, opened.Head!);
            table.Show([columns.Start], (text, _) => areInstants = !MomentText.TryParse(text, order, out var moment) || ((isAny = true) && moment.OffsetMicros is not null));
            if (isAny && areInstants) return null;
        }
        return new Diagnostic(opened.File.Name, Place.WholeFile, Severity.Error, "its times are local and nobody has said of which zone",
            "Nothing of the file was taken in; say it: --zone Europe/Berlin, or Zones in the configuration.");
    }

    private static Extracted.Noted Note(SourceFile file, Place place, Severity severity, string message) => new(new Diagnostic(file.Name, place, severity, message));
}
