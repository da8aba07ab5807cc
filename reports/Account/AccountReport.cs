using Daybook.Model;
using Period = Daybook.Model.Period;

namespace Daybook.Reports;

/// <summary>
/// The working-time account over a span of days: opening balance, what was planned and came of it, closing balance. A pure function from a slice: the
/// same slice gives the same bytes. It is no <see cref="IReport"/>: it looks at other data.
/// </summary>
public static class AccountReport
{
    private const int MostComplaints = 6;
    private const int LongestComplaint = 300;

    private static readonly string[] Columns = ["planned", "should", "worked", "credited", "adjusted", "difference", "balance"];

    public static IReadOnlyList<Format> Formats { get; } = [Format.Text, Format.Html, Format.Md, Format.Csv, Format.Json];

    /// <param name="by">What a line is; JSON has all of them.</param>
    /// <param name="writer">Null for one with the shipped templates.</param>
    public static string Render(AccountSlice slice, Format format, AccountBy by, ReportStyle style, PageWriter? writer = null) => format switch
    {
        Format.Csv => AccountCsv.Of(slice, by, style),
        Format.Json => AccountJson.Of(slice),
        _ => (writer ?? new PageWriter(style.Words)).Write(View(slice, by, style), format),
    };

    public static PageView View(AccountSlice slice, AccountBy by, ReportStyle style)
    {
        var (parts, words) = (new AccountParts(slice, style.Unit), style.Words);
        var whole = parts.Whole;
        // Where all is open or all is closed a mark would tell nothing.
        var hasMarks = whole is { IsClosed: false } && whole.Days.Any(d => d.IsClosed);
        List<Section> tables = whole is null ? [] : [.. Tables(parts, whole, by, hasMarks, style)];
        var balances = parts.By(by == AccountBy.Day ? AccountBy.Week : by);
        var range = slice.To < slice.From ? words.Say("account.from", style.Calendar.Range(slice.From, slice.From)) : style.Calendar.Range(slice.From, slice.To);
        return new PageView
        {
            Report = "account",
            Period = $"{Period.Iso(slice.From)}..{(slice.To < slice.From ? "" : Period.Iso(slice.To))}",
            From = Period.Iso(slice.From),
            To = Period.Iso(slice.To),
            Language = words.Language,
            Title = words["account"],
            Range = range,
            Person = ShownName.Of(slice.Person, words),
            Kicker = ShownName.Of(slice.Person, words),
            Subject = $"{words["account"]}: {range}",
            Total = whole is null ? "" : style.Signed(whole.Printed.Closing),
            TotalMicros = whole?.Exact.Closing,
            Sections =
            [
                new Section("summary", "") { Facts = Facts(slice, whole, hasMarks, style) },
                .. balances.Count > 1 ? [new Section("balance", words["account.balance"]) { Chart = BalanceChart.Of(balances, style) }] : Array.Empty<Section>(),
                .. tables,
                .. tables.Count > 1 ? [new Section("total", "") { Table = new Table("", Headings(style), [], Line("total", words["total"], whole!, isMarked: false, "", style)) }] : Array.Empty<Section>(),
                Late(slice, style),
                new Section("notes", words["notes"]) { Notes = [.. Notes(slice, hasMarks, words).Select(n => new Note(n))] },
            ],
            Footer = Footer.Of(slice.Now, slice.Zone, style, words["account.adds-up"]),
            Zone = slice.Zone,
            MadeAt = CalendarText.Iso(slice.Now),
        };
    }

    private static IReadOnlyList<Fact> Facts(AccountSlice slice, AccountPart? whole, bool hasMarks, ReportStyle style)
    {
        var words = style.Words;
        if (whole is null) return [new(words["days"], words["account.no-days"], words["account.no-days.detail"]) { Key = "days" }];
        return
        [
            new(words["account.opening"], style.Signed(whole.Printed.Opening), words.Say("account.opening.at", style.Calendar.Dated(whole.From))) { Key = "opening", Exact = whole.Exact.Opening },
            new(words["account.closing"], style.Signed(whole.Printed.Closing), words.Say("account.closing.at", style.Calendar.Dated(whole.To))) { Key = "closing", Exact = whole.Exact.Closing },
            slice.ClosedThrough is { } closed
                ? new(words["account.closed-through"], Period.Iso(closed), hasMarks ? words["account.later-open"] : "") { Key = "closed_through" }
                : new(words["account.closed-through"], ReportStyle.Unknown, words["account.nothing-closed"]) { Key = "closed_through" },
        ];
    }

    private static IEnumerable<string> Notes(AccountSlice slice, bool hasMarks, Words words)
    {
        if (hasMarks) yield return words["account.marked"];
        foreach (var complaint in slice.Complaints.Take(MostComplaints)) yield return Printable.Line(ShownName.Whole(Printable.Short(complaint, LongestComplaint)));
        if (slice.Complaints.Count > MostComplaints) yield return words.Count("account.more-complaints", slice.Complaints.Count - MostComplaints);
    }

    private static IEnumerable<Section> Tables(AccountParts parts, AccountPart whole, AccountBy by, bool hasMarks, ReportStyle style)
    {
        var words = style.Words;
        if (by == AccountBy.Day)
            return parts.Weeks.Select(week => new Section($"days-{week.Name}", week.Name)
            {
                Table = new Table("", Headings(style),
                    [.. parts.DaysOf(week).Select(day => Line(day.Name, style.Calendar.Short(day.From), day, hasMarks && !day.IsClosed, AccountWords.Note(day, style), style))],
                    Line("week", words["account.week"], week, isMarked: false, "", style)),
            });
        var name = by == AccountBy.Week ? "weeks" : "months";
        return
        [
            new Section(name, words[$"days.{name}"])
            {
                Table = new Table("", Headings(style),
                    [.. parts.By(by).Select(part => Line(part.Name, part.Name, part, hasMarks && !part.IsClosed, NoteOfSpan(part, style), style))],
                    Line("total", words["total"], whole, isMarked: false, "", style)),
            },
        ];
    }

    private static IReadOnlyList<Column> Headings(ReportStyle style) => [.. Columns.Select(c => new Column(c, style.Words[$"column.{c}"]))];

    private static string NoteOfSpan(AccountPart part, ReportStyle style)
    {
        var note = AccountWords.Note(part, style);
        if (!part.IsCut) return note;
        var cut = style.Words.Say("account.only", style.Calendar.Range(part.From, part.To));
        return note.Length == 0 ? cut : $"{cut}; {note}";
    }

    private static Row Line(string key, string name, AccountPart part, bool isMarked, string note, ReportStyle style)
    {
        var (printed, exact) = (part.Printed, part.Exact);
        return new Row(key, name,
        [
            Length(printed.Planned, exact.Planned, d => d.Planned), Length(printed.Should, exact.Should, d => d.Should), Length(printed.Worked, exact.Worked, d => d.Worked),
            Length(printed.Credited, exact.Credited, d => d.Credited),
            new(part.Days.All(d => d.Adjusted == 0) ? ReportStyle.Unknown : style.Signed(printed.Adjusted), exact.Adjusted),
            new(style.Signed(printed.Difference), exact.Difference), new(style.Signed(printed.Closing), exact.Closing),
        ])
        { Note = note, IsMarked = isMarked };

        // A dash where there is no length at all, as against one that prints as zero.
        Cell Length(long shown, long micros, Func<AccountDay, long> column) => new(part.Days.All(d => column(d) == 0) ? ReportStyle.Unknown : style.Hours(shown), micros);
    }

    private static Section Late(AccountSlice slice, ReportStyle style)
    {
        var words = style.Words;
        return new Section("late", words["account.late"])
        {
            Table = slice.Late.Count == 0 ? null : new Table(words["account.late.day"],
                [new("closed", words["account.late.closed"]), new("late", words["account.late.since"])],
                [.. slice.Late.Select(late => LateLine(slice, late, style))]),
        };
    }

    private static Row LateLine(AccountSlice slice, LateTime late, ReportStyle style)
    {
        var day = slice.In(late.Date, late.Date).FirstOrDefault();
        return new Row(Period.Iso(late.Date), style.Calendar.Dated(late.Date),
            [new(day is null ? ReportStyle.Unknown : Hours.WithSeconds(day.Worked), day?.Worked), new(SignedSeconds(late.Micros), late.Micros)])
        {
            Note = $"{Sources(late, style.Words)}: {AccountWords.Of(late.Treatment, style.Words)}",
        };
    }

    /// <summary>Whose facts have changed; where none has, the settings have.</summary>
    internal static string Sources(LateTime late, Words words) => late.Sources.Count == 0 ? words["account.late.settings"] : string.Join(", ", late.Sources.Select(s => ShownName.Of(s, words)));

    /// <summary><c>+7:30:05</c>, cut to whole seconds.</summary>
    internal static string SignedSeconds(long micros) => (micros >= Micros.PerSecond ? "+" : "") + Hours.WithSeconds(micros);
}
