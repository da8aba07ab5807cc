using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Counted time piece by piece, worked out again from the facts of the days that are asked for.</summary>
internal sealed class PieceStage : IDisposable
{
    // Heartbeats of more days at once would only take more memory.
    private const int DaysAtOnce = 31;

    private readonly LedgerNames _names;
    private readonly IReadOnlyDictionary<int, string> _sources;

    public PieceStage(Ledger ledger, Settings settings)
    {
        Ledger = ledger;
        Person = PersonRules.Of(ledger, settings).First(p => p.Name == settings.Person);
        _names = ledger.Names();
        _sources = ledger.Sources.All().ToDictionary(s => s.Id, s => s.Name);
    }

    public Ledger Ledger { get; }

    public PersonRules Person { get; }

    public DayCut Cut => Person.Derive.Cut;

    /// <summary>The days of a range in parts small enough to be worked on at once, both ends inclusive.</summary>
    public static IEnumerable<(LocalDate First, LocalDate Last)> Parts(LocalDate first, LocalDate last)
    {
        for (var from = first; from <= last; from = from.PlusDays(DaysAtOnce)) yield return (from, LocalDate.Min(last, from.PlusDays(DaysAtOnce - 1)));
    }

    public IEnumerable<LaidDay> Days(LocalDate first, LocalDate last) => LaidDays.Between(first, last, DeriveStage.Facts(Ledger, Person, first, last), Person.Derive, _names);

    /// <summary>As its source gave it; empty where it gives none.</summary>
    public string ProjectOf(in TimelineSlice piece) => piece.Labels.Project == 0 ? "" : _names.TextOf(piece.Labels.Project);

    public string LanguageOf(in TimelineSlice piece) => piece.Labels.Language == 0 ? "" : _names.TextOf(piece.Labels.Language);

    /// <summary>Of its entry, as its source gave it; empty where it gives none.</summary>
    public string ClientOf(in TimelineSlice piece) => piece.Labels.Engagement == 0 || _names.EngagementOf(piece.Labels.Engagement).Client is not (> 0 and var client) ? "" : _names.TextOf(client);

    public string SourceOf(in TimelineSlice piece) => _sources[Person.Derive.SourceOrder[piece.Source]];

    /// <summary>Project by language: from pieces where the hours are known, else from what a total says of projects.</summary>
    /// <param name="days">Of the period, with their parts.</param>
    public IReadOnlyList<CrossedTime> Crossed(IReadOnlyList<DaySum> days)
    {
        var sums = new Dictionary<(string Project, string? Language), long>();
        void Add(string project, string? language, long micros) => sums[(project, language)] = sums.GetValueOrDefault((project, language)) + micros;
        foreach (var (first, last) in Parts(days[0].Date, days[^1].Date))
            foreach (var day in Days(first, last))
                foreach (var piece in day.Pieces)
                    Add(NameParts.Of(Dimension.Project, ProjectOf(piece)), NameParts.Of(Dimension.Language, LanguageOf(piece)), piece.Length);
        foreach (var day in days.Where(d => d.Basis == DayBasis.Total))
            foreach (var part in day.Parts.Where(p => p.Dimension == Dimension.Project))
                Add(part.Name, null, Micros.From(part.Worked));
        return [.. sums.Where(s => s.Value != 0).Select(s => new CrossedTime(s.Key.Project, s.Key.Language, s.Value))
            .OrderBy(c => c.Project, StringComparer.Ordinal).ThenBy(c => c.Language, StringComparer.Ordinal)];
    }

    public IReadOnlyList<WorkedPiece> Pieces(Period period)
    {
        var pieces = new List<WorkedPiece>();
        foreach (var day in Days(period.From, period.To))
            foreach (var piece in day.Pieces)
                pieces.Add(new WorkedPiece(day.Date, NameParts.Of(Dimension.Project, ProjectOf(piece)), SourceOf(piece), Cut.ClockOf(piece.Start), piece.Length));
        return pieces;
    }

    public void Dispose() => _names.Dispose();
}
