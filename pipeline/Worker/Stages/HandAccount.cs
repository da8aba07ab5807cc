using System.Text.Json.Nodes;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What a person's account is worked out by now, and would be with what they say.</summary>
public sealed class HandAccount(HandStage hand, Settings settings)
{
    private readonly LocalDate? _firstDay = hand.FirstDay;
    private readonly Dictionary<string, ShortIds> _ids = new(StringComparer.Ordinal);
    private (AccountTerms Terms, IReadOnlyList<string> Problems)? _read;

    public HandStage Hand => hand;

    /// <summary>By all of the person's sources.</summary>
    public AccountTerms Terms => Read.Terms;

    /// <summary>Facts that cannot be used, a sentence each.</summary>
    public IReadOnlyList<string> Problems => Read.Problems;

    /// <summary>What is made by hand and was not dropped.</summary>
    /// <param name="list">A list of the format.</param>
    public IReadOnlyList<DaybookTerm> Own(string list) => [.. hand.Terms.Where(t => t.List == list && !t.IsDropped)];

    /// <summary>The terms with these in place of what they were.</summary>
    public AccountTerms TermsWith(params IReadOnlyList<DaybookTerm> changed) => TermsOfFacts.Of(FactsWith(changed), hand.Clock.Cut, _firstDay, settings.SourceOrder).Terms;

    /// <summary>The person's own contracts with these in place of what they were; null where they cannot be so.</summary>
    public Contracts? ContractsWith(out string? why, params IReadOnlyList<DaybookTerm> changed) => TermsOfFacts.ContractsOf(FactsWith(changed), hand.Source, _firstDay, out why);

    /// <summary>A row with an id and a stamp of its own.</summary>
    /// <exception cref="Store.LedgerException">It makes no sense.</exception>
    public DaybookTerm New(string list, JsonObject row)
    {
        row["id"] = hand.NewId();
        row["changed"] = NodaTime.Text.InstantPattern.ExtendedIso.Format(Micros.ToInstant(hand.Stamp));
        return DaybookTerm.Of(list, row, out var flaw) ?? throw HandStage.Refused($"{flaw!.Message}{(flaw.Hint is null ? "" : $". {flaw.Hint}")}");
    }

    /// <exception cref="Store.LedgerException">It is a date that clocks passed over.</exception>
    public void RefuseIfNeverWas(LocalDate date)
    {
        var (start, end) = hand.Clock.Cut.SpanOf(date);
        if (start == end) throw HandStage.Refused($"{Period.Iso(date)} never was in {hand.Clock.Cut.ZoneOn(date).Id}: clocks went on to the day after. Say another date.");
    }

    /// <summary>What something is, with the end of its id.</summary>
    public string Shown(DaybookTerm term) =>
        $"{TermText.Of(term)} [{Printable.Line(ShortId(term))}]";

    public string ShortId(DaybookTerm term) => (_ids.TryGetValue(term.List, out var ids) ? ids : _ids[term.List] = new ShortIds(Own(term.List).Select(t => t.Id))).Of(term.Id);

    /// <summary>A version of it that counts no more.</summary>
    public HandPlan Drop(string id, string list, HandKind kind, Func<DaybookTerm, IEnumerable<LocalDate>> days)
    {
        var plan = new HandPlan();
        var before = HandIds.Find(id, Own(list), kind, Shown);
        plan.Days.AddRange(days(before));
        plan.Changes.Add(new HandChange("dropped", before.With(hand.Stamp, ("deleted", true))));
        return plan;
    }

    /// <summary>Dates from one to another, but none that has not come.</summary>
    public IEnumerable<LocalDate> UntilToday(LocalDate from, LocalDate? until)
    {
        yield return from;
        for (var date = from.PlusDays(1); date <= LocalDate.Min(until ?? LocalDate.MaxIsoValue, hand.Clock.Today); date = date.PlusDays(1)) yield return date;
    }

    private (AccountTerms Terms, IReadOnlyList<string> Problems) Read => _read ??= TermsOfFacts.Of(hand.Facts, hand.Clock.Cut, _firstDay, settings.SourceOrder);

    private List<TermFact> FactsWith(IReadOnlyList<DaybookTerm> changed) =>
    [
        .. hand.Facts.Where(f => f.Source != hand.Source || !changed.Any(c => c.Fact.Kind == f.Kind && c.Id == f.Identity)),
        .. changed.Select(c => new TermFact(hand.Source, c.Fact.Kind, c.Id, c.Fact.Date, c.Fact.AtMicros, c.Fact.Json)),
    ];
}
