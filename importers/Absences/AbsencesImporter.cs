using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Importers.Absences;

/// <summary>Reads a table of time off: a date, maybe the last day, what it is, maybe how much of it, maybe a note.</summary>
/// <remarks>
/// Without ids a row is known by its days, its kind and how much it is: the same table taken in again adds nothing. A row that
/// has changed otherwise is another; the import that brought the old one can be undone.
/// </remarks>
public sealed class AbsencesImporter : IImporter
{
    private static readonly string[] Date = ["date", "from", "start", "datum", "von"], Until = ["until", "to", "end", "bis"], Kind = ["kind", "type", "absence", "art", "grund"];
    private static readonly string[] Hours = ["hours", "length", "stunden"], Half = ["half", "halb"], Note = ["note", "comment", "notiz", "bemerkung"];
    private static readonly string[][] All = [Date, Until, Kind, Hours, Half, Note];

    public string Name => "absences";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (TableHead.Of(head) is not { } table || Find(table, Date) < 0 || Find(table, Kind) < 0) return null;
        // Anyone's table may have a date and a kind: one that has anything else is none of these.
        return table.Folded.All(c => All.Any(names => names.Contains(c))) && All.All(names => table.Folded.Count(names.Contains) <= 1)
            ? new Claim("absences-table", $"columns: {string.Join(", ", table.Columns)}")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head)
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "the file has no columns"));
            yield break;
        }
        var (date, until) = (Find(head, Date), Find(head, Until));
        var dates = opened.Survey(until < 0 ? [date] : [date, until]);
        var order = reading.Given.DateOrder ?? dates.Order;
        if (order is null && (dates.IsUndecided || dates.IsContradictory))
        {
            yield return new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, dates.IsUndecided ? "no date of the file tells day from month" : "dates are written in two orders",
                "Nothing of the file was taken in; say which comes first: --date-order dmy or mdy."));
            yield break;
        }
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
        {
            Flaw? flaw = null;
            if (Absence(row, head, order, ref flaw) is { } fact)
            {
                var number = met[fact.Identity] = met.GetValueOrDefault(fact.Identity) + 1;
                yield return new Extracted.Fact(number == 1 ? fact : fact with { Identity = $"{fact.Identity}|{number}" });
            }
            else foreach (var bad in RowOutcome.Bad(flaw!).At(file.Name, row.At(0), row.Raw)) yield return bad;
        }
        if (table.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, table.BrokenAt, Severity.Error, broken));
        yield return table.End();
    }

    private static AccountFact? Absence(TableRow row, TableHead head, DateOrder? order, ref Flaw? flaw)
    {
        string Cell(string[] names) => row[Find(head, names)];
        if (row.IsGarbled) flaw = new Flaw($"the row holds bytes that are no {head.Encoding}");
        else if (row.HasNul) flaw = new Flaw("the row holds a NUL character", "Take it out of the text.");
        var from = DateOf(Cell(Date), order, ref flaw);
        var until = Cell(Until).Length > 0 ? DateOf(Cell(Until), order, ref flaw) : null;
        if (until < from) flaw ??= new Flaw($"it ends on {Period.Iso(until.Value)}, before it begins");
        var kind = AbsenceWords.Of(Cell(Kind));
        if (kind is null) flaw ??= new Flaw($"'{Printable.Short(Cell(Kind), 60)}' is no kind of time off", "It is vacation, sick, holiday, overtime, other or workday.");
        long? length = null;
        if (Cell(Hours).Length > 0)
        {
            if (LengthText.TryParse(Cell(Hours), LengthUnit.Hours, null, out var micros) && micros > 0) length = micros;
            else flaw ??= new Flaw($"'{Printable.Short(Cell(Hours), 60)}' is not a length", "Lengths are written 3:30 or 3.5.");
        }
        var isHalf = IsSaid(Cell(Half), ref flaw);
        if (isHalf && length is not null) flaw ??= new Flaw("it has both a length and half a day", "Say one of them.");
        if (isHalf && until > from) flaw ??= new Flaw("half a day is of one day", "Say how many hours, or write the half day on a line of its own.");
        if (flaw is not null || from is not { } date) return null;
        var note = EntryText.NullIfEmpty(Cell(Note));
        return new AccountFact(AccountFact.Absence, EntryText.Raw("absence", Period.Iso(date), until is { } end ? Period.Iso(end) : null, kind, length?.ToString(CultureInfo.InvariantCulture), isHalf ? "half" : null), null, date,
            FactJson.Of(json => Said(json, row, head), ("kind", kind), ("until", until is { } last && last > date ? Period.Iso(last) : null), ("length_us", length), ("half_first", isHalf ? 1L : null), ("note", note)), row.At(0));
    }

    private static void Said(Utf8JsonWriter json, TableRow row, TableHead head)
    {
        for (var i = 0; i < head.Columns.Count; i++)
            if (row[i].Length > 0) json.WriteString(head.Columns[i], row[i]);
    }

    private static LocalDate? DateOf(string text, DateOrder? order, ref Flaw? flaw)
    {
        if (DateText.TryParse(text, order, out var date)) return date;
        flaw ??= new Flaw($"'{Printable.Short(text, 60)}' is not a date", order is null ? "Dates are written 2026-10-21; where the day comes first, say --date-order dmy." : "Dates are written 2026-10-21.");
        return null;
    }

    private static bool IsSaid(string text, ref Flaw? flaw)
    {
        switch (text.ToLowerInvariant())
        {
            case "" or "0" or "no" or "false" or "nein":
                return false;
            case "1" or "yes" or "true" or "ja" or "x" or "half" or "½" or "0.5" or "0,5":
                return true;
            default:
                flaw ??= new Flaw($"'{Printable.Short(text, 60)}' does not say whether it is half a day", "Write yes or no.");
                return false;
        }
    }

    private static int Find(TableHead head, string[] names)
    {
        for (var i = 0; i < head.Folded.Count; i++)
            if (names.Contains(head.Folded[i])) return i;
        return -1;
    }
}
