using System.Text;
using System.Text.RegularExpressions;
using Daybook.Importers.Lines;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Timedot;

/// <summary>A line with a date, under which stand the lines of that day.</summary>
internal sealed partial class TimedotDay
{
    private readonly StringBuilder _raw = new();

    // Without a year it is no date either, but it is no account above all.
    [GeneratedRegex(@"^(?:\*+[ \t]+)?(?:([0-9]+[-/.][0-9]+[-/.][0-9]+)(.*)|[0-9]{1,4}[-/.][0-9]{1,2}(?:[ \t;].*)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    private TimedotDay(TextLine line, Match form)
    {
        Place = line.Place;
        Said = form.Groups[1].Value;
        var rest = form.Groups[2].Value;
        Comment = LedgerText.TakeComment(ref rest);
        Description = rest;
        if (line.IsGarbled) Flaw = TextLine.Garbled;
        else if (Said.IndexOfAny(['-', '/', '.']) != 4 || !DateText.TryParse(Said, null, out var date))
            Flaw = new Flaw($"'{Printable.Short(line.Text.Trim(), 40)}' does not begin with a date", "A date has its year first: 2026-10-21. All the lines under it were left out.");
        else Date = date;
        Add(line);
    }

    public LocalDate Date { get; }

    /// <summary>The date as written.</summary>
    public string Said { get; }

    public string Description { get; }

    public string Comment { get; private set; }

    /// <summary>Why the day cannot be read; its lines are part of it then.</summary>
    public Flaw? Flaw { get; }

    public Place Place { get; }

    public string Raw => _raw.ToString();

    public static bool IsDate(string line) => Form().IsMatch(line);

    /// <summary>Null where the line is no date and does not look like one.</summary>
    public static TimedotDay? Of(TextLine line) => Form().Match(line.Text) is { Success: true } form ? new TimedotDay(line, form) : null;

    public void AddComment(string line) => Comment = LedgerText.Join(Comment, line);

    /// <summary>Keeps a line of a day that cannot be read.</summary>
    public void Add(TextLine line)
    {
        if (_raw.Length > Rejection.LongestRaw) return;
        if (_raw.Length > 0) _raw.Append('\n');
        _raw.Append(line.Text);
    }

    public IEnumerable<RowOutcome> Entries(TimedotLine line)
    {
        if (line.IsGarbled) return [RowOutcome.Bad(TextLine.Garbled)];
        if (line.Account.Length == 0) return [RowOutcome.Bad("the line has no account")];
        if (line.Amount.Length == 0) return [RowOutcome.LeftOut("it says no time")];
        if (TimedotAmount.Read(line.Amount, out var parts) is { } flaw) return [RowOutcome.Bad(flaw)];
        return parts.Select(p => RowOutcome.Counts(Entry(line, p.Micros, p.Letter), p.Micros > 24 * Micros.PerHour ? "it is more than a day has" : null));
    }

    private TimeEntry Entry(TimedotLine line, long micros, char? letter)
    {
        var date = Model.Period.Iso(Date);
        IEnumerable<string> tags = LedgerText.Tags([Comment, line.Comment]);
        if (letter is not null) tags = tags.Append($"t:{letter}").Distinct(StringComparer.Ordinal);
        return new TimeEntry(new EntryTime.OnDate(Date, micros), EntryText.Raw(TimedotImporter.Source, date, line.Account, letter?.ToString(), line.Comment), line.Place)
        {
            Said = $"{Said} {line.Amount}",
            Work = new EntryWork { Project = line.Account, Note = EntryText.NullIfEmpty(line.Comment), Tags = [.. tags] },
            Extra = EntryText.Extra([("date_description", Description), ("date_comment", Comment)]),
        };
    }
}
