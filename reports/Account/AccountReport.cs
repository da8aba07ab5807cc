using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>
/// The working-time account over a span of days: opening balance, what was planned and came of it, closing balance. A pure
/// function from a slice to text: the same slice gives the same bytes. It is no <see cref="IReport"/>: it looks at other data.
/// </summary>
public static class AccountReport
{
    private const int MostComplaints = 6;
    private const int LongestComplaint = 300;

    /// <summary>Where there is no length at all, as against one that prints as zero.</summary>
    internal const string Nothing = "–";

    public static IReadOnlyList<Format> Formats { get; } = [Format.Text, Format.Html, Format.Csv, Format.Json];

    /// <param name="by">What a line is; JSON has all of them.</param>
    public static string Render(AccountSlice slice, Format format, AccountBy by) => format switch
    {
        Format.Text => AccountText.Of(View(slice, by)),
        Format.Html => Renderer.Html("Account/account.html.hbs", View(slice, by)),
        Format.Csv => AccountCsv.Of(slice, by),
        Format.Json => AccountJson.Of(slice),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "an account is text, HTML, CSV or JSON"),
    };

    public static AccountView View(AccountSlice slice, AccountBy by)
    {
        var parts = new AccountParts(slice);
        var whole = parts.Whole;
        // Where all is open or all is closed a mark would tell nothing.
        var hasMarks = whole is { IsClosed: false } && whole.Days.Any(d => d.IsClosed);
        var tables = whole is null ? [] : Tables(parts, whole, by, hasMarks);
        var balances = parts.By(by == AccountBy.Day ? AccountBy.Week : by);
        return new(
            "Account", slice.To < slice.From ? $"from {CalendarText.Range(slice.From, slice.From)} on" : CalendarText.Range(slice.From, slice.To), ShownName.Of(slice.Person),
            whole is null ? "" : Hours.Signed(whole.Printed.Closing), Facts(slice, whole, hasMarks),
            balances.Count > 1 ? Balances(balances) : [], tables,
            tables.Count > 1 ? Line("Total", whole!, isMarked: false, note: "") : null,
            [.. slice.Late.Select(late => Late(slice, late))], Notes(slice, hasMarks),
            $"Made {CalendarText.Utc(slice.Now)} by Daybook. Days are cut in {ShownName.Of(slice.Zone)}. " +
            "Times are hours:minutes, cut so that every row and column adds up: worked + credited + adjusted - should = difference.");
    }

    private static IReadOnlyList<Fact> Facts(AccountSlice slice, AccountPart? whole, bool hasMarks)
    {
        if (whole is null) return [new("Days", "none", "none of the account's days lie in it")];
        return
        [
            new("Opening", Hours.Signed(whole.Printed.Opening), $"as {Dated(whole.From)} begins"),
            new("Closing", Hours.Signed(whole.Printed.Closing), $"when {Dated(whole.To)} has ended"),
            slice.ClosedThrough is { } closed
                ? new("Closed through", Model.Period.Iso(closed), hasMarks ? "later days are open" : "")
                : new("Closed through", "–", "nothing is closed"),
        ];
    }

    private static IReadOnlyList<string> Notes(AccountSlice slice, bool hasMarks) =>
    [
        .. hasMarks ? ["Marked with * or open: not closed yet, and may still change."] : Array.Empty<string>(),
        .. slice.Complaints.Take(MostComplaints).Select(Sentence),
        .. slice.Complaints.Count > MostComplaints ? [$"And {slice.Complaints.Count - MostComplaints} more facts that could not be used."] : Array.Empty<string>(),
    ];

    private static string Sentence(string text) => Printable.Line(ShownName.Whole(Printable.Short(text, LongestComplaint)));

    private static IReadOnlyList<AccountTable> Tables(AccountParts parts, AccountPart whole, AccountBy by, bool hasMarks)
    {
        if (by == AccountBy.Day)
            return [.. parts.Weeks.Select(week => new AccountTable(
                week.Name, CalendarText.Range(week.From, week.To), "day",
                [.. parts.DaysOf(week).Select(day => Line(CalendarText.Short(day.From), day, hasMarks && !day.IsClosed, AccountWords.Note(day)))],
                Line("Week", week, isMarked: false, note: "")))];
        var name = by == AccountBy.Week ? "Weeks" : "Months";
        return
        [
            new(name, CalendarText.Range(whole.From, whole.To), by == AccountBy.Week ? "week" : "month",
                [.. parts.By(by).Select(part => Line(part.Name, part, hasMarks && !part.IsClosed, NoteOfSpan(part)))],
                Line("Total", whole, isMarked: false, note: "")),
        ];
    }

    private static string NoteOfSpan(AccountPart part)
    {
        var note = AccountWords.Note(part);
        if (!part.IsCut) return note;
        var cut = $"only {CalendarText.Range(part.From, part.To)}";
        return note.Length == 0 ? cut : $"{cut}; {note}";
    }

    private static AccountLine Line(string name, AccountPart part, bool isMarked, string note)
    {
        var printed = part.Printed;
        return new(
            name, Length(printed.Planned, d => d.Planned), Length(printed.Should, d => d.Should), Length(printed.Worked, d => d.Worked),
            Length(printed.Credited, d => d.Credited), part.Days.All(d => d.Adjusted == 0) ? Nothing : Hours.Signed(printed.Adjusted),
            Hours.Signed(printed.Difference), Hours.Signed(printed.Closing), note, isMarked);

        string Length(long micros, Func<AccountDay, long> column) => part.Days.All(d => column(d) == 0) ? Nothing : Hours.Text(micros);
    }

    private static IReadOnlyList<BalanceLine> Balances(IReadOnlyList<AccountPart> parts)
    {
        var balances = parts.Select(p => p.Printed.Closing).ToArray();
        var bars = Printed.Bars([.. balances.Select(Math.Abs)]);
        return [.. parts.Select((p, i) => new BalanceLine(
            p.Name, Hours.Signed(balances[i]), balances[i] < 0 ? Width(bars[i]) : "", balances[i] > 0 ? Width(bars[i]) : ""))];
    }

    private static string Width(int perMille) => $"{perMille / 10}.{perMille % 10}%";

    private static LateLine Late(AccountSlice slice, LateTime late)
    {
        var day = slice.In(late.Date, late.Date).FirstOrDefault();
        return new(
            Dated(late.Date), day is null ? Nothing : Hours.WithSeconds(day.Worked), SignedSeconds(late.Micros),
            Sources(late), AccountWords.Of(late.Treatment));
    }

    /// <summary>Whose facts have changed; where none has, the settings have.</summary>
    internal static string Sources(LateTime late) => late.Sources.Count == 0 ? "other settings" : string.Join(", ", late.Sources.Select(ShownName.Of));

    private static string Dated(LocalDate date) => $"{CalendarText.Short(date)} {date.Year}";

    /// <summary><c>+7:30:05</c>, cut to whole seconds.</summary>
    internal static string SignedSeconds(long micros) => (micros >= Micros.PerSecond ? "+" : "") + Hours.WithSeconds(micros);
}
