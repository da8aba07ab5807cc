using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Finds whose client time is, whether it can be billed, and what an hour of it is worth.</summary>
/// <remarks>A rule that is set goes before what the entry says, and that before what a source says of its project. Of the rules the closest holds, of those the newest.</remarks>
public sealed class Pricing
{
    private readonly List<RateRule> _rates, _flags;
    private readonly Dictionary<string, Money> _projectRates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _projectFlags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _clients = new(StringComparer.Ordinal);
    private readonly string _person, _currency;

    /// <param name="clients">By project, as reports call it: whose it is where no entry says.</param>
    /// <param name="projects">What sources say of theirs; of several of one name the first that says it.</param>
    /// <param name="currency">Of rates that sources give without one; may be empty.</param>
    public Pricing(IReadOnlyList<RateRule> rules, IReadOnlyDictionary<string, string> clients, IEnumerable<ProjectThere> projects, string person, string currency)
    {
        (_person, _currency) = (person, currency);
        _rates = Closest(rules.Where(r => r.Hour is not null));
        _flags = Closest(rules.Where(r => r.IsBillable is not null));
        foreach (var (project, client) in clients) _clients.Add(project, client);
        foreach (var project in projects)
        {
            if (project.Rate is { } rate) _projectRates.TryAdd(project.Name, rate);
            if (project.IsBillable is { } flag) _projectFlags.TryAdd(project.Name, flag);
            if (project.Client is { Length: > 0 } client) _clients.TryAdd(project.Name, client);
        }
    }

    /// <summary>Whether anyone says more of a project than its name.</summary>
    public bool KnowsProjects => _clients.Count > 0 || _projectRates.Count > 0 || _projectFlags.Count > 0;

    public SoldTime Of(EngagedTime time)
    {
        var project = NameParts.Of(Dimension.Project, time.Project);
        var client = time.Client.Length > 0 ? time.Client : ClientOf(project);
        var rate = Find(_rates, time.Date, project, client)?.Hour ?? InCurrency(time.Rate ?? RateOf(time.Project));
        var isBillable = Find(_flags, time.Date, project, client)?.IsBillable ?? time.IsBillable ?? FlagOf(time.Project) ?? rate is not null;
        return new SoldTime(time.Date, client, project, time.Task, isBillable, isBillable ? rate : null, time.Micros);
    }

    /// <summary>Of a project whose entries do not say; empty where nobody does.</summary>
    /// <param name="project">As reports call it.</param>
    public string ClientOf(string project) => _clients.GetValueOrDefault(project) ?? "";

    private Money? RateOf(string project) => _projectRates.TryGetValue(project, out var rate) ? rate : null;

    private bool? FlagOf(string project) => _projectFlags.TryGetValue(project, out var flag) ? flag : null;

    private Money? InCurrency(Money? rate) => rate is { Currency.Length: 0 } bare ? bare with { Currency = _currency } : rate;

    private RateRule? Find(List<RateRule> rules, LocalDate date, string project, string client) => rules.Find(r => r.Holds(date, project, client, _person));

    private static List<RateRule> Closest(IEnumerable<RateRule> rules) => [.. rules.OrderByDescending(r => r.Closeness).ThenByDescending(r => r.From)];
}
