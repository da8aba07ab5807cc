using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Makes of a slice of all time one of a single project or client.</summary>
/// <param name="money">Knows whose client time is.</param>
internal sealed class FocusStage(PieceStage pieces, MoneyStage money, FocusKind kind, string name)
{
    private const int MostNearest = 3, LongestName = 60;

    // All there is: when a client's time began, and what it was before, is asked of it as well.
    private readonly ILookup<LocalDate, SoldTime> _sold = (kind == FocusKind.Client ? money.All : []).ToLookup(s => s.Date);

    /// <param name="all">Of all time.</param>
    /// <exception cref="LedgerException">The ledger has no time of it.</exception>
    public Slice Of(Slice all)
    {
        var known = pieces.Ledger.Derived.ByProject(pieces.Person.Person, LocalDate.MinIsoValue, LocalDate.MaxIsoValue);
        var dates = DatesWithTime(known);
        if (dates.Count == 0) throw Unknown(known);
        var (days, stretches) = Days(all);
        return all with
        {
            Days = days,
            Stretches = stretches,
            Earlier = [.. all.Earlier.Select(e => e with { Worked = Sum(e.Period, known) })],
            LastYear = all.LastYear is { } last ? last with { Worked = Sum(last.Period, known) } : null,
            Longest = Longest(stretches),
            Streak = default,
            Controls = [],
            Sold = [.. all.Sold.Where(s => IsOf(s.Client, s.Project))],
            Sales = [.. all.Sales.Where(s => IsOf(s.Client, s.Project))],
            Unbilled = all.Unbilled?.Where(s => IsOf(s.Client, s.Project)).ToList(),
            Budgets = [.. all.Budgets.Where(b => kind == FocusKind.Project ? b.Project == name : b.Client == name || (b.Client is null && all.Sold.Any(s => s.Project == b.Project && s.Client == name)))],
            Focus = new Focus(kind, name, all.Worked, dates[0], dates[^1]),
        };
    }

    private (List<DaySum> Days, List<DatedStretch> Stretches) Days(Slice all)
    {
        var (found, stretches) = (new Dictionary<LocalDate, DayOfFocus>(), new List<DatedStretch>());
        foreach (var (first, last) in PieceStage.Parts(all.Period.From, all.Period.To))
        {
            var owners = kind == FocusKind.Project ? new PieceOwners(pieces.Ledger, pieces.Person, first, last) : null;
            foreach (var day in pieces.Days(first, last))
                foreach (var piece in day.Pieces)
                {
                    var (project, language, at) = (pieces.ProjectOf(piece), pieces.LanguageOf(piece), piece.Start);
                    if (!IsOf(piece, project)) continue;
                    if (!found.TryGetValue(day.Date, out var sum)) found[day.Date] = sum = new DayOfFocus();
                    Lengthen(stretches, day.Date, at, piece.Length);
                    if (owners is null) sum.Add(at, piece.Length, [(Dimension.Project, NameParts.Of(Dimension.Project, project)), (Dimension.Language, NameParts.Of(Dimension.Language, language))]);
                    else
                        foreach (var (owner, micros) in owners.Of(pieces.SourceOf(piece), project, piece.Start, piece.End))
                        {
                            sum.Add(at, micros, [(Dimension.Language, NameParts.Of(Dimension.Language, language)), (Dimension.Branch, owner?.Branch ?? ""), (Dimension.Entity, owner?.Entity ?? "")]);
                            at += micros;
                        }
                }
        }
        return ([.. all.Days.Select(d => d.Basis == DayBasis.Total ? OfTotal(d) : found.TryGetValue(d.Date, out var sum) ? sum.ToDay(d, pieces.Cut) : Without(d))], stretches);
    }

    private void Lengthen(List<DatedStretch> stretches, LocalDate date, long at, long micros)
    {
        if (stretches.Count > 0 && stretches[^1] is var last && last.Stretch.End == at && last.Date == date) stretches[^1] = last with { Stretch = new Stretch(last.Stretch.Start, at + micros) };
        else stretches.Add(new DatedStretch(date, pieces.Cut.ClockOf(at), new Stretch(at, at + micros)));
    }

    private bool IsOf(in TimelineSlice piece, string project)
    {
        if (kind == FocusKind.Project) return NameParts.Of(Dimension.Project, project) == name;
        return (pieces.ClientOf(piece) is { Length: > 0 } client ? client : money.ClientOf(NameParts.Of(Dimension.Project, project))) == name;
    }

    private bool IsOf(string client, string project) => kind == FocusKind.Client ? client == name : project == name;

    /// <summary>A total says of projects how long, and no more.</summary>
    private DaySum OfTotal(DaySum day) => OfParts(day, kind == FocusKind.Project ? [.. day.Parts.Where(p => p.Dimension == Dimension.Project && p.Name == name)]
        : [.. _sold[day.Date].Where(s => s.Client == name).GroupBy(s => s.Project, StringComparer.Ordinal)
            .Select(g => new DayPart(Dimension.Project, g.Key, Micros.ToDuration(g.Sum(s => s.Micros))))]);

    private DaySum OfParts(DaySum day, IReadOnlyList<DayPart> parts) => parts.Count == 0 ? Without(day)
        : day with { Worked = Micros.ToDuration(parts.Sum(p => Micros.From(p.Worked))), CoveredTwice = Duration.Zero, Parts = kind == FocusKind.Client ? parts : [] };

    private static DaySum Without(DaySum day) => day with { Basis = day.Basis == DayBasis.None ? DayBasis.None : DayBasis.Empty, Worked = Duration.Zero, First = null, Last = null, CoveredTwice = Duration.Zero, Parts = [] };

    private static LongestStretch? Longest(List<DatedStretch> stretches)
    {
        DatedStretch? longest = null;
        for (var i = 0; i < stretches.Count; i++)
        {
            var run = stretches[i];
            while (i + 1 < stretches.Count && stretches[i + 1].Stretch.Start == run.Stretch.End) run = run with { Stretch = new Stretch(run.Stretch.Start, stretches[++i].Stretch.End) };
            if (longest is null || run.Stretch.Length > longest.Stretch.Length) longest = run;
        }
        return longest is null ? null : new LongestStretch(longest.Date, LocalTime.FromTicksSinceMidnight(longest.Clock * 10), Micros.ToDuration(longest.Stretch.Length));
    }

    private Duration Sum(Period period, IReadOnlyDictionary<(LocalDate Date, string Project), long> known) => Micros.ToDuration(kind == FocusKind.Client
        ? period.Dates.Sum(d => _sold[d].Where(s => s.Client == name).Sum(s => s.Micros))
        : known.Where(k => period.Contains(k.Key.Date) && NameParts.Of(Dimension.Project, k.Key.Project) == name).Sum(k => k.Value));

    private List<LocalDate> DatesWithTime(IReadOnlyDictionary<(LocalDate Date, string Project), long> known) => [.. (kind == FocusKind.Client
        ? _sold.Where(d => d.Any(s => s.Client == name && s.Micros > 0)).Select(d => d.Key)
        : known.Where(k => k.Value > 0 && NameParts.Of(Dimension.Project, k.Key.Project) == name).Select(k => k.Key.Date)).Distinct().Order()];

    private LedgerException Unknown(IReadOnlyDictionary<(LocalDate Date, string Project), long> known)
    {
        IReadOnlyList<string> names = kind == FocusKind.Client ? [.. _sold.SelectMany(d => d).Select(s => s.Client).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [.. known.Keys.Select(k => NameParts.Of(Dimension.Project, k.Project)).Distinct(StringComparer.Ordinal)];
        var what = kind == FocusKind.Client ? "client" : "project";
        var near = Nearest.Of(name, names, MostNearest).Select(n => $"'{Printable.Short(Printable.Line(n), LongestName)}'").ToList();
        return new LedgerException(LedgerTrouble.Refused, $"the ledger has no time of a {what} '{Printable.Line(name)}'. "
            + (near.Count == 0 ? kind == FocusKind.Client ? "It knows of no clients: time entries name them, and the projects that a source lists." : "It has no time of any project." : $"The nearest {(near.Count == 1 ? "name is" : "names are")} {string.Join(", ", near)}."));
    }

    /// <summary>What a day has of it.</summary>
    private sealed class DayOfFocus
    {
        private readonly Dictionary<(Dimension, string), long> _parts = [];
        private long _worked, _first = long.MaxValue, _last = long.MinValue;

        public void Add(long at, long micros, IReadOnlyList<(Dimension, string)> names)
        {
            (_worked, _first, _last) = (_worked + micros, Math.Min(_first, at), Math.Max(_last, at + micros));
            foreach (var name in names)
                if (name.Item2.Length > 0)
                    _parts[name] = _parts.GetValueOrDefault(name) + micros;
        }

        public DaySum ToDay(DaySum day, DayCut cut) => day with
        {
            Worked = Micros.ToDuration(_worked),
            First = Clock(cut, _first),
            Last = Clock(cut, Math.Min(_last, cut.SpanOf(day.Date).End - 1)),
            CoveredTwice = Duration.Zero,
            Parts = [.. _parts.OrderBy(p => p.Key.Item1).ThenByDescending(p => p.Value).ThenBy(p => p.Key.Item2, StringComparer.Ordinal).Select(p => new DayPart(p.Key.Item1, p.Key.Item2, Micros.ToDuration(p.Value)))],
        };

        private static LocalTime Clock(DayCut cut, long at) => LocalTime.FromTicksSinceMidnight(cut.ClockOf(at) * 10);
    }
}
