using System.Buffers;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Mapped;

/// <summary>Makes one row of a file into a time entry.</summary>
internal sealed class MappedRow(Mapping mapping, MappedColumns columns, TableHead head, Dated<NodaTime.DateTimeZone> zones, Given given, DateOrder? order)
{
    // Some files round to minutes, here the length and there the times.
    private const long RoundedAway = Micros.PerMinute;

    private readonly Dictionary<string, IReadOnlyList<string>> _tags = new(StringComparer.Ordinal);
    private readonly int[] _known = [columns.Start, columns.StartDate, columns.StartTime, columns.HasStart ? -1 : columns.Date, columns.Project, columns.Task, columns.Note, .. columns.Person];
    private readonly int[] _said = [.. new[] { columns.Start, columns.StartDate, columns.StartTime, columns.End, columns.EndDate, columns.EndTime, columns.Date, columns.Length }.Where(c => c >= 0)];
    private readonly IReadOnlyList<string> _keys = ColumnName.EachOnce([.. head.Columns.Select((name, i) => name.Length > 0 ? name : $"column {i + 1}")]);
    private readonly StringBuilder _text = new();
    private readonly ArrayBufferWriter<byte> _extra = new();
    private (string[] Cells, string? Text) _lastExtra = ([], null);

    /// <summary>The entry, or null with what is wrong with the row or why it is left out.</summary>
    /// <param name="doubt">What is odd about an entry that counts all the same.</param>
    /// <param name="left">Why the row is no time, where it is none and need not be.</param>
    public TimeEntry? Read(TableRow row, out Flaw? flaw, out string? doubt, out string? left)
    {
        (flaw, doubt, left) = (TableFlaws.Of(row), null, null);
        if (flaw is not null) return null;
        foreach (var (column, skip) in columns.Skips)
            if (skip.Is.Contains(row[column], StringComparer.OrdinalIgnoreCase))
                return Left(out left, skip.Because);
        var time = Time(row, out flaw, out doubt, out left);
        if (time is null) return null;
        var work = Work(row, out flaw);
        if (flaw is not null) return null;
        long? stamp = null;
        if (row[columns.Stamp] is { Length: > 0 } changed)
        {
            if (!MomentText.TryParse(changed, order, out var moment) || LocalSpan.Resolve(moment, zones, out var at) is not null)
                return Bad(out flaw, $"'{changed}' is not a date and time", null, columns.Stamp);
            stamp = at;
        }
        var start = time is EntryTime.Interval interval ? Micros.ToInstant(interval.Start) : (NodaTime.Instant?)null;
        return new TimeEntry(time, Identity(row), row.At(0))
        {
            UpstreamId = row[columns.Id] is { Length: > 0 } id ? id : null,
            Stamp = stamp,
            Person = Person(row),
            Work = work,
            Zone = mapping.Zone ?? (start is { } s && !IsInstant(row) ? zones.On(s.InUtc().Date).Id : null),
            Said = Said(row),
            Extra = Extra(row),
        };
    }

    private EntryTime? Time(TableRow row, out Flaw? flaw, out string? doubt, out string? left)
    {
        (flaw, doubt, left) = (null, null, null);
        long? length = null;
        if (row[columns.Length] is { Length: > 0 } text)
        {
            if (!LengthText.TryParse(text, mapping.Length!.Unit, given.DecimalSeparator, out var micros))
                return Flawed(out flaw, $"'{text}' is not a length of time", "Such as 1:30, 1.5 or 1h 30m; 1,500 can be read two ways: say which with the source's decimal separator.", columns.Length);
            if (micros < 0) return Flawed(out flaw, $"the length '{text}' is less than nothing", null, columns.Length);
            length = micros;
        }
        if (!columns.HasStart) return OnDate(row, length, out flaw);
        if (Moment(row, columns.Start, columns.StartDate, columns.StartTime, null, out var start) is { } badStart)
        {
            flaw = badStart;
            return null;
        }
        if (!columns.HasEnd || row[columns.End >= 0 ? columns.End : columns.EndTime].Length == 0)
        {
            if (columns.HasEnd && length is null or 0) return Running(out left);
            if (length is null) return Flawed(out flaw, "the row has neither an end nor a length", null, columns.Length);
            if (LocalSpan.Resolve(start, zones, out var only) is { } never) { flaw = never; return null; }
            return new EntryTime.Interval(only, only + length.Value);
        }
        if (Moment(row, columns.End, columns.EndDate, columns.EndTime, start, out var end) is { } badEnd)
        {
            flaw = badEnd;
            return null;
        }
        if (LocalSpan.Resolve(start, end, zones, length, out var from, out var to) is { } gap)
        {
            flaw = gap;
            return null;
        }
        if (to < from) return Flawed(out flaw, "the end lies before the start", "Perhaps the dates are read the wrong way round: set the source's date order.", columns.End >= 0 ? columns.End : columns.EndTime);
        if (mapping.Length is { Counts: true, RoundedTo: var step } && length is { } counted && Math.Abs(counted - (to - from)) * 2 > step * Micros.PerSecond)
            return new EntryTime.Interval(from, from + counted, counted == to - from ? null : to);
        if (mapping.Length is not { Counts: true } && length is { } said && Math.Abs(said - (to - from)) > RoundedAway)
            doubt = $"start and end are {Hours.Text(to - from)} apart, but the length says {Hours.Text(said)}; start and end count";
        return new EntryTime.Interval(from, to);
    }

    private EntryTime? OnDate(TableRow row, long? length, out Flaw? flaw)
    {
        flaw = null;
        if (!DateText.TryParse(row[columns.Date], order, out var date) && !(MomentText.TryParse(row[columns.Date], order, out var moment) && (date = moment.Date) != default))
            return Flawed(out flaw, row[columns.Date].Length == 0 ? "the row has no date" : $"'{row[columns.Date]}' is not a date", null, columns.Date);
        return length is { } micros ? new EntryTime.OnDate(date, micros) : Flawed(out flaw, "the row has no length", null, columns.Length);
    }

    private Flaw? Moment(TableRow row, int at, int date, int time, Moment? after, out Moment moment)
    {
        moment = default;
        if (at >= 0)
        {
            if (row[at].Length == 0) return new Flaw("the row has no start", null, at);
            if (MomentText.TryParse(row[at], order, out moment)) return InZone(ref moment);
            return new Flaw($"'{row[at]}' is not a date and time", "Such as 2026-11-21 09:30; dates with the year last are read in one order for the whole file.", at);
        }
        var day = after?.Date ?? default;
        if (date >= 0 && !DateText.TryParse(row[date], order, out day))
            return new Flaw(row[date].Length == 0 ? "the row has no date" : $"'{row[date]}' is not a date", "All dates of a file are read in one order; set the source's date order if it was taken wrongly.", date);
        if (!ClockText.TryParse(row[time], out var clock)) return new Flaw(row[time].Length == 0 ? "the row has no time" : $"'{row[time]}' is not a time of day", null, time);
        // Only the start's date is written: earlier on the clock is the next day.
        if (after is { } start && date < 0 && mapping.EndMayBeNextDay && clock < start.Clock) day = day.PlusDays(1);
        moment = new Moment(day, clock, null);
        return InZone(ref moment);
    }

    private Flaw? InZone(ref Moment moment)
    {
        if (mapping.Zone is { } zone && moment.OffsetMicros is null)
            moment = moment with { OffsetMicros = zone == "UTC" ? 0 : null };
        return null;
    }

    private bool IsInstant(TableRow row) =>
        mapping.Zone == "UTC" || (columns.Start >= 0 && MomentText.TryParse(row[columns.Start], order, out var moment) && moment.OffsetMicros is not null);

    private EntryWork Work(TableRow row, out Flaw? flaw)
    {
        flaw = null;
        Money? rate = null;
        if (row[columns.HourlyRate] is { Length: > 0 } price)
        {
            if (!DecimalText.TryParse(price, given.DecimalSeparator, out var amount) || Math.Abs(amount) > 1_000_000_000)
                flaw = new Flaw($"'{price}' is not a price", null, columns.HourlyRate);
            else if (amount != 0)
                rate = new Money((long)decimal.Round(amount * Money.PerUnit), NullIfEmpty(row[columns.Currency]) ?? columns.RateCurrency ?? "");
        }
        return new EntryWork
        {
            Project = Text(row, columns.Project) ?? mapping.Constants.Project,
            Client = Text(row, columns.Client) ?? mapping.Constants.Client,
            Task = Text(row, columns.Task),
            Note = Text(row, columns.Note),
            Category = Text(row, columns.Category) ?? mapping.Constants.Category,
            Entity = Text(row, columns.Entity),
            Language = Text(row, columns.Language),
            Machine = Text(row, columns.Machine),
            Branch = Text(row, columns.Branch),
            Tags = Tags(Text(row, columns.Tags) ?? ""),
            IsBillable = YesOrNo(row[columns.Billable]),
            HourlyRate = rate,
        };
    }

    private string? Text(TableRow row, int column) => NullIfEmpty(mapping.FormulaSafe ? FormulaSafe.Read(row[column]) : row[column]);

    private IReadOnlyList<string> Tags(string text)
    {
        if (text.Length == 0) return mapping.Constants.Tags;
        if (_tags.TryGetValue(text, out var known)) return known;
        return _tags[text] = [.. mapping.Constants.Tags, .. text.Split(mapping.Tags!.SplitBy.Trim() is { Length: > 0 } mark ? mark : " ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private string? Person(TableRow row) =>
        columns.Person.Count == 0 ? null : columns.Person.Count == 1 ? NullIfEmpty(row[columns.Person[0]]) : NullIfEmpty(string.Join(' ', columns.Person.Select(c => row[c]).Where(c => c.Length > 0)));

    /// <summary>What an entry is known by where it has no id: when it began, whose it is and what it was. The rest may be edited.</summary>
    private string Identity(TableRow row)
    {
        _text.Clear().Append(mapping.Source).Append("/1");
        foreach (var column in _known)
        {
            var cell = row[column];
            _text.Append('|').Append(cell.AsSpan().ContainsAny('\\', '|') ? cell.Replace("\\", "\\\\").Replace("|", "\\|") : cell);
        }
        return _text.ToString();
    }

    private string Said(TableRow row)
    {
        _text.Clear();
        foreach (var column in _said)
            if (row[column] is { Length: > 0 } cell)
                (_text.Length > 0 ? _text.Append(' ') : _text).Append(cell);
        return _text.ToString();
    }

    /// <summary>The columns that mean nothing to the mapping, as JSON; the row above has mostly said the same.</summary>
    private string? Extra(TableRow row)
    {
        var count = Math.Max(row.Cells.Length, head.Columns.Count);
        var cells = new string[count];
        for (var i = 0; i < count; i++) cells[i] = i < head.Columns.Count && !columns.Others.Contains(i) ? "" : row[i];
        if (cells.AsSpan().SequenceEqual(_lastExtra.Cells)) return _lastExtra.Text;
        _lastExtra = (cells, Array.TrueForAll(cells, c => c.Length == 0) ? null : Json(cells));
        return _lastExtra.Text;
    }

    private string Json(string[] cells)
    {
        _extra.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_extra);
        json.WriteStartObject();
        for (var i = 0; i < cells.Length; i++)
            if (cells[i].Length > 0)
                json.WriteString(i < _keys.Count ? _keys[i] : $"column {i + 1}", cells[i]);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(_extra.WrittenSpan);
    }

    private static bool? YesOrNo(string text) => text.Length == 0 ? null : text.ToLowerInvariant() switch
    {
        "yes" or "true" or "1" or "y" or "x" or "ja" or "oui" or "sí" or "si" or "sim" or "billable" => true,
        "no" or "false" or "0" or "n" or "nein" or "non" or "não" or "nee" => false,
        _ => null,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static TimeEntry? Bad(out Flaw? flaw, string message, string? hint = null, int column = -1)
    {
        flaw = new Flaw(message, hint, column);
        return null;
    }

    private static EntryTime? Flawed(out Flaw? flaw, string message, string? hint, int column)
    {
        flaw = new Flaw(message, hint, column);
        return null;
    }

    private static TimeEntry? Left(out string? left, string because)
    {
        left = because;
        return null;
    }

    private static EntryTime? Running(out string? left)
    {
        left = "it is still running";
        return null;
    }
}
