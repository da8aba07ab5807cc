using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Gets of the ledger what time is sold for, what of it was billed, and how far budgets are.</summary>
public sealed class MoneyStage
{
    private readonly SliceSource _source;
    private readonly int _person;
    private readonly MoneySettings _settings;
    private readonly IReadOnlyList<TermFact> _projects;
    private readonly Lazy<Pricing> _pricing;
    private readonly Lazy<IReadOnlyList<Invoice>> _invoices;
    private readonly Lazy<IReadOnlyList<SoldTime>> _all;

    /// <param name="person">Id in the ledger.</param>
    public MoneyStage(SliceSource source, int person, Settings settings)
    {
        (_source, _person, _settings) = (source, person, settings.Money);
        _projects = source.Terms(person, AccountFact.Project);
        _pricing = new Lazy<Pricing>(() => new Pricing(_settings.Rates, _settings.Clients, _projects.Select(ProjectThere.Of).OfType<ProjectThere>(), settings.Person, _settings.Currency));
        _all = new Lazy<IReadOnlyList<SoldTime>>(() => Sold(LocalDate.MinIsoValue, LocalDate.MaxIsoValue));
        _invoices = new Lazy<IReadOnlyList<Invoice>>(() => Invoice.AllOf(source.Terms(person, AccountFact.Invoice)));
    }

    /// <summary>Whether anything says of time more than its project: else nothing needs to be asked.</summary>
    public bool IsAny => _settings.Rates.Count > 0 || _settings.Clients.Count > 0 || (_projects.Count > 0 && _pricing.Value.KnowsProjects) || _source.Engagements.IsAny;

    public IReadOnlyList<Invoice> Invoices => _invoices.Value;

    public string ClientOf(string project) => _pricing.Value.ClientOf(project);

    /// <summary>All time of projects that there is.</summary>
    public IReadOnlyList<SoldTime> All => _all.Value;

    /// <summary>All time of projects over some days, both inclusive.</summary>
    public IReadOnlyList<SoldTime> Sold(LocalDate first, LocalDate last) => [.. _source.Engagements.Of(_person, first, last).Select(_pricing.Value.Of)];

    /// <summary>What could be billed up to a day, and was not.</summary>
    public IReadOnlyList<SoldTime> Unbilled(LocalDate last)
    {
        var first = _settings.InvoicesFrom ?? LocalDate.MinIsoValue;
        return Sales.Unbilled(All.Where(s => s.Date >= first && s.Date <= last), Invoices.SelectMany(i => i.Times).Where(t => t.Date >= first && t.Date <= last));
    }

    /// <summary>Projects and clients that the configuration names and no time is of: slips of the pen, or work to come.</summary>
    public IReadOnlyList<string> UnknownNames()
    {
        var (projects, clients) = (All.Select(s => s.Project).ToHashSet(StringComparer.Ordinal), All.Select(s => s.Client).ToHashSet(StringComparer.Ordinal));
        var named = _settings.Rates.Select(r => (r.Project, r.Client)).Concat(_settings.Budgets.Select(b => (b.Project, b.Client))).Concat(_settings.Clients.Select(c => ((string?)c.Key, (string?)null)));
        return [.. named.SelectMany(n => new[] { n.Item1 is { } project && !projects.Contains(project) ? project : null, n.Item2 is { } client && !clients.Contains(client) ? client : null })
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a period tells of each, in the order of the configuration.</summary>
    public IReadOnlyList<BudgetFigure> Budgets(Period period)
    {
        var firsts = _settings.Budgets.Select(b => b.FirstFor(period)).OfType<LocalDate>().ToList();
        if (firsts.Count == 0) return [];
        var sold = Sold(firsts.Min(), period.To);
        return [.. _settings.Budgets.SelectMany(b => b.Within(period, sold))];
    }

    /// <summary>The slice with what a report needs to know of money.</summary>
    public static Slice With(SliceParts needs, Slice slice, SliceSource source, int person, Settings settings)
    {
        var stage = new MoneyStage(source, person, settings);
        if (needs.HasFlag(SliceParts.Budgets) && settings.Money.Budgets.Count > 0) slice = slice with { Budgets = stage.Budgets(slice.Period) };
        if (!stage.IsAny) return slice;
        if (needs.HasFlag(SliceParts.Sold))
        {
            var sold = stage.Sold(slice.Period.From, slice.Period.To);
            slice = slice with { Sold = sold, Sales = Sales.Lines(sold.Where(s => s.IsBillable)) };
        }
        return needs.HasFlag(SliceParts.Unbilled) ? slice with { Unbilled = Sales.Lines(stage.Unbilled(slice.Period.To)), UnknownNames = stage.UnknownNames() } : slice;
    }
}
