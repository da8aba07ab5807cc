using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Whose client time is: what its entry says, else what a source says of its project, its own source before others.</summary>
internal sealed class ClientNames
{
    private readonly Dictionary<(string Source, string Project), string> _ofSource = [];
    private readonly Dictionary<string, string> _ofProject = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<LocalDate>> _dates = new(StringComparer.Ordinal);
    private readonly Dictionary<(LocalDate Date, string Source), List<DatedLength>> _lengths = [];

    public static ClientNames None { get; } = new();

    /// <summary>Those of entries and those of projects.</summary>
    public IReadOnlyList<string> All => [.. _dates.Keys.Concat(_ofProject.Values).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static ClientNames Of(PieceStage pieces)
    {
        var names = new ClientNames();
        foreach (var project in pieces.Ledger.Terms.Of(pieces.Person.Person, [AccountFact.Project]).Select(ProjectThere.Of).OfType<ProjectThere>().Where(p => p.Client is { Length: > 0 }))
        {
            names._ofSource.TryAdd((project.Source, project.Name), project.Client!);
            names._ofProject.TryAdd(project.Name, project.Client!);
        }
        foreach (var source in pieces.Ledger.Sources.All().Where(s => s.Person == pieces.Person.Person))
            foreach (var entry in pieces.Ledger.Entries.Current(source.Name))
                names.Take(source.Name, entry, pieces.Cut);
        return names;
    }

    /// <summary>Empty where nobody says.</summary>
    /// <param name="project">As its source gave it.</param>
    public string Of(PieceOwner? owner, string source, string project) =>
        owner is { Client.Length: > 0 } ? owner.Client : _ofSource.GetValueOrDefault((source, project)) ?? Of(project);

    /// <summary>Of a project whose source is not known.</summary>
    public string Of(string project) => _ofProject.GetValueOrDefault(project) ?? "";

    /// <summary>A day that is known as a total only, by project and client; null where its total is of no entries.</summary>
    /// <param name="worked">The day's, microseconds.</param>
    public IReadOnlyList<DatedLength>? Dated(LocalDate date, long worked) =>
        _lengths.Where(l => l.Key.Date == date).OrderBy(l => l.Key.Source, StringComparer.Ordinal).FirstOrDefault(l => l.Value.Sum(e => e.Micros) == worked).Value;

    /// <summary>Days that entries of a client begin on.</summary>
    public IEnumerable<LocalDate> DatesOf(string client) => _dates.TryGetValue(client, out var dates) ? dates : [];

    private void Take(string source, TimeEntry entry, DayCut cut)
    {
        var (project, client) = (entry.Work.Project ?? "", entry.Work.Client ?? "");
        var date = entry.Time is EntryTime.Interval time ? cut.DayOf(time.Start) : ((EntryTime.OnDate)entry.Time).Date;
        if (entry.Time is EntryTime.OnDate on)
        {
            if (!_lengths.TryGetValue((date, source), out var lengths)) _lengths[(date, source)] = lengths = [];
            lengths.Add(new DatedLength(project, client.Length > 0 ? client : _ofSource.GetValueOrDefault((source, project)) ?? Of(project), on.Micros));
        }
        if (client.Length == 0 || entry.Time.LengthMicros <= 0) return;
        if (!_dates.TryGetValue(client, out var dates)) _dates[client] = dates = [];
        dates.Add(date);
    }
}

/// <summary>A length without a time of day; the client is empty where nobody says.</summary>
internal sealed record DatedLength(string Project, string Client, long Micros);
