using System.Text.RegularExpressions;
using Daybook.Importers.Lines;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Timeclock;

/// <summary>One line of a log, with the lines of comment that belong to it.</summary>
/// <param name="Code">i, o, b, h or O; blank where the line is none of them.</param>
/// <param name="Said">Date and time as written.</param>
/// <param name="When">What the clock showed; an offset is passed over, as hledger does.</param>
/// <param name="Account">Null where it cannot be told, "" where there is none.</param>
/// <param name="Flaw">Why it cannot be read, or null.</param>
/// <param name="IsEnded">False where the file's last line break lies before its end.</param>
internal sealed partial record ClockLine(char Code, string Said, Moment When, string? Account, string Description, string Comment, Flaw? Flaw, Place Place, string Raw, bool IsEnded)
{
    private const string Codes = "iobhO";

    [GeneratedRegex(@"^[iobhO][ \t]+([^\s;]+)[ \t]+([^\s;]+)(.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex(@"^([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[+-][0-9]{4})?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();

    /// <summary>Whether a line begins as a sound one does: a code, a date, a time.</summary>
    public static bool IsSound(string line) => Form().Match(line) is { Success: true } form && TryMoment(form, out _) is null;

    /// <summary>Whether the first letter is a code; perhaps nothing of the rest can be read.</summary>
    public static bool IsCoded(string line) => line.Length > 0 && Codes.Contains(line[0]) && (line.Length == 1 || line[1] is ' ' or '\t');

    public static ClockLine Of(TextLine line)
    {
        var read = new ClockLine(' ', "", default, null, "", "", null, line.Place, line.Text, line.IsEnded);
        if (!IsCoded(line.Text))
            return read with { Flaw = line.IsGarbled ? TextLine.Garbled : new Flaw("the line is no entry of a time log", "Such as 'i 2026-10-21 09:00:00 account  words' to clock in, 'o 2026-10-21 17:00:00' to clock out.") };
        read = read with { Code = line.Text[0] };
        if (Form().Match(line.Text) is not { Success: true } form)
            return read with { Account = read.Code == 'o' ? "" : null, Flaw = new Flaw("the line has no date and time", "Such as 2026-10-21 09:00:00.") };
        var rest = form.Groups[3].Value;
        var account = LedgerText.TakeAccount(ref rest);
        var comment = LedgerText.TakeComment(ref rest);
        var flaw = TryMoment(form, out var when);
        return read with
        {
            Said = $"{form.Groups[1].Value} {form.Groups[2].Value}",
            When = when,
            Account = account,
            Description = rest,
            Comment = comment,
            Flaw = line.IsGarbled ? TextLine.Garbled : flaw,
        };
    }

    /// <summary>With one more line of comment.</summary>
    public ClockLine With(TextLine more) => this with
    {
        Comment = LedgerText.Join(Comment, more.Text),
        Flaw = Flaw ?? (more.IsGarbled ? TextLine.Garbled : null),
        Raw = $"{Raw}\n{more.Text}",
        IsEnded = more.IsEnded,
    };

    private static Flaw? TryMoment(Match form, out Moment when)
    {
        when = default;
        var (date, clock) = (form.Groups[1].Value, Clock().Match(form.Groups[2].Value));
        if (date.IndexOfAny(['-', '/', '.']) != 4 || !DateText.TryParse(date, null, out var day))
            return new Flaw($"'{Printable.Short(date, 40)}' is not a date", "A date has its year first: 2026-10-21.");
        if (!clock.Success || !ClockText.TryParse(clock.Groups[1].Value, out var micros))
            return new Flaw($"'{Printable.Short(form.Groups[2].Value, 40)}' is not a time of day", "Hours, minutes and seconds have two digits: 09:00:00 or 09:00.");
        when = new Moment(day, micros, null);
        return null;
    }
}
