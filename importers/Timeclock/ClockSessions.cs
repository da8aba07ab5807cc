using Daybook.Importers.Lines;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Timeclock;

/// <summary>Pairs clock-ins and clock-outs in the order of the file, as hledger does from 1.50 on.</summary>
/// <remarks>
/// A clock-out with an account ends the session of that account, one without the session begun last. Where hledger refuses
/// the whole file, the lines that do not fit are rejected. A line whose time cannot be read still has its part in the
/// pairing, so that the lines after it meet their own.
/// </remarks>
/// <example><code>
/// i a    i b    o      o a
/// [a------------------]
///        [b----]
/// </code></example>
internal sealed class ClockSessions(string file, Given given)
{
    private readonly Dictionary<string, Session> _byAccount = new(StringComparer.Ordinal);
    private readonly List<Session> _open = [];

    /// <summary>Whether an account that is clocked out is clocked in.</summary>
    public bool Fits(ClockLine line) => line.Code != 'o' || string.IsNullOrEmpty(line.Account) || _byAccount.ContainsKey(line.Account);

    /// <summary>Ends with a refusal where the zone is not known.</summary>
    public IEnumerable<Extracted> Take(ClockLine line) => line.Code switch
    {
        'i' => Begin(line),
        'o' => End(line),
        'b' => RowOutcome.LeftOut("a balance carried forward is no time").At(file, line.Place, line.Raw),
        'h' => RowOutcome.LeftOut("the hours a day should have are no time").At(file, line.Place, line.Raw),
        'O' => RowOutcome.LeftOut("O ends no session, hledger passes over it; write o to clock out").At(file, line.Place, line.Raw),
        _ => RowOutcome.Bad(line.Flaw!).At(file, line.Place, line.Raw),
    };

    /// <summary>What becomes of the sessions that nothing has ended.</summary>
    public IEnumerable<Extracted> Rest() => _open.Where(s => s.IsOpen).SelectMany(s =>
        (s.In.Flaw is { } flaw ? RowOutcome.Bad(flaw) : RowOutcome.LeftOut("it is still running")).At(file, s.In.Place, s.In.Raw));

    private IEnumerable<Extracted> Begin(ClockLine line)
    {
        IEnumerable<Extracted> lost = [];
        if (line.Account is not null)
        {
            if (_byAccount.GetValueOrDefault(line.Account) is { } before)
            {
                before.IsOpen = false;
                lost = RowOutcome.Bad(before.In.Flaw ?? new Flaw($"the session has no end: line {line.Place.Line} clocks in to the same account again", "Add the clock-out that is missing: o, date, time, account."))
                    .At(file, before.In.Place, before.In.Raw);
            }
            _byAccount[line.Account] = new Session(line);
        }
        DropClosed();
        _open.Add(line.Account is null ? new Session(line) : _byAccount[line.Account]);
        return lost;
    }

    private IEnumerable<Extracted> End(ClockLine line)
    {
        DropClosed();
        var session = string.IsNullOrEmpty(line.Account) ? _open.LastOrDefault() : _byAccount.GetValueOrDefault(line.Account);
        if (session is null) return RowOutcome.Bad(line.Flaw ?? NotBegun(line.Account!)).At(file, line.Place, line.Raw);
        session.IsOpen = false;
        if (session.In.Account is { } account) _byAccount.Remove(account);
        var raw = $"{session.In.Raw}\n{line.Raw}";
        if (session.In.Flaw is { } begin) return RowOutcome.Bad(begin).At(file, session.In.Place, raw);
        if (line.Flaw is { } end) return RowOutcome.Bad(end).At(file, line.Place, raw);
        return given.Zones is { } zones ? Entry(session.In, line, zones).At(file, session.In.Place, raw) : [EntryText.NoZone(file, session.In.Place)];
    }

    private void DropClosed()
    {
        while (_open.Count > 0 && !_open[^1].IsOpen) _open.RemoveAt(_open.Count - 1);
    }

    private static Flaw NotBegun(string account) => account.Length == 0
        ? new Flaw("nothing is clocked in that this could end")
        : new Flaw($"'{Printable.Short(account, 60)}' is not clocked in", "What follows a clock-out is the account whose session ends; before other words goes a semicolon.");

    private static RowOutcome Entry(ClockLine begin, ClockLine end, Dated<NodaTime.DateTimeZone> zones)
    {
        var shown = NodaTime.Period.Between(begin.When.Local, end.When.Local, NodaTime.PeriodUnits.Ticks).Ticks / 10;
        if (LocalSpan.Resolve(begin.When, end.When, zones, shown >= 0 ? shown : null, out var from, out var to) is { } flaw) return RowOutcome.Bad(flaw);
        if (to < from) return RowOutcome.Bad($"the clock-out, {end.Said}, lies before the clock-in");
        var entry = new TimeEntry(new EntryTime.Interval(from, to), EntryText.Raw(TimeclockImporter.Source, begin.Said, begin.Account, begin.Description), begin.Place)
        {
            Zone = zones.On(begin.When.Local.Date).Id,
            Said = $"{begin.Said} - {end.Said}",
            Work = new EntryWork
            {
                Project = EntryText.NullIfEmpty(begin.Account),
                Note = EntryText.NullIfEmpty(begin.Description) ?? EntryText.NullIfEmpty(begin.Comment) ?? EntryText.NullIfEmpty(end.Comment),
                Tags = [.. LedgerText.Tags([begin.Comment, end.Comment])],
            },
            Extra = EntryText.Extra([("comment", begin.Comment), ("out_comment", end.Comment), ("out_description", end.Description)]),
        };
        return RowOutcome.Counts(entry, to - from == shown ? null : $"clocks were changed meanwhile: {Hours.Text(to - from)} passed; what passed counts, not what hledger makes of the clock");
    }

    private sealed class Session(ClockLine begin)
    {
        public ClockLine In => begin;
        public bool IsOpen = true;
    }
}
