using System.Globalization;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Contracts, absences and corrections in a line for people.</summary>
public static class TermText
{
    public static string Of(DaybookTerm term) => term.List switch
    {
        DaybookTerm.Contracts => Contract(term),
        DaybookTerm.Absences => Span(term.Date, term.Value("until")) + $" {term.Value("kind")}{HowMuch(term)}{Note(term)}",
        DaybookTerm.Invoices => Invoice(term),
        _ => $"{Period.Iso(term.Date)} {Length(term)}{(term.Value("paid_out") == "true" ? " paid out" : "")}{Note(term)}",
    };

    /// <summary>What a contract plans: <c>38:30 a week</c>, <c>40:00 and 20:00 a week, by turns</c>, <c>160:00 a month</c>.</summary>
    public static string HoursOf(Contract contract)
    {
        if (contract.MonthMicros is { } month) return $"{Hours.Text(month)} a month";
        var weeks = Enumerable.Range(0, Math.Max(1, contract.Pattern.Weeks)).Select(i => Hours.Text(contract.WeekHours(contract.WeekOf(contract.From).PlusDays(7 * i)))).ToList();
        return $"{string.Join(" and ", weeks)} a week{(weeks.Count > 1 ? ", by turns" : "")}";
    }

    /// <summary>What of an absence's days it takes, in words; empty where it is all of them.</summary>
    public static string HowMuch(Absence absence) => absence.LengthMicros is { } length ? Hours.Text(length)
        : (absence.IsHalfFirst, absence.IsHalfLast && absence.Until > absence.From) switch
        {
            (true, true) => "half at both ends",
            (true, false) => absence.Until > absence.From ? "half at first" : "half",
            (false, true) => "half at last",
            _ => absence.IsHalfLast ? "half" : "",
        };

    public static string Dates(LocalDate from, LocalDate until) => until == from ? Period.Iso(from) : $"{Period.Iso(from)}..{Period.Iso(until)}";

    private static string Contract(DaybookTerm term)
    {
        // What was dropped is shown as what it was.
        var kept = term.IsDropped ? term.With(term.Changed ?? 0, ("deleted", null)) : term;
        var fact = new TermFact("", AccountFact.Contract, term.Id, term.Date, null, kept.Fact.Json);
        var contract = TermsOfFacts.ContractsOf([fact], "", null, out _)?.All.FirstOrDefault();
        return $"contract from {Period.Iso(term.Date)}{(term.Value("until") is { } until ? $" to {until}" : "")}{(contract is null ? "" : $", {HoursOf(contract)}")}{Note(term)}";
    }

    private static string Invoice(DaybookTerm term)
    {
        var kept = term.IsDropped ? term.With(term.Changed ?? 0, ("deleted", null)) : term;
        var lines = Rules.Invoice.AllOf([new TermFact("", AccountFact.Invoice, term.Id, term.Date, null, kept.Fact.Json)]).SelectMany(i => i.Lines).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"invoice {Printable.Line(term.Value("number")!)}, {Printable.Line(term.Value("client") ?? "")} {Dates(Date(term, "from"), Date(term, "until"))}: {Hours.Text(lines.Sum(l => l.Micros))}{string.Concat(Amounts.Totals(lines).Select(t => $", {ReportStyle.English.Sum(t)}"))}{Note(term)}");
    }

    private static LocalDate Date(DaybookTerm term, string key) => Period.TryParse(term.Value(key)!, out var day) ? day.From : term.Date;

    private static string HowMuch(DaybookTerm term)
    {
        if (term.Value("length") is { } length) return $" {length}";
        var (first, last) = (term.Value("half_first") == "true", term.Value("half_last") == "true");
        return first && last ? " half at both ends" : !first && !last ? "" : term.Value("until") is null ? " half" : first ? " half at first" : " half at last";
    }

    private static string Span(LocalDate from, string? until) => until is null ? Period.Iso(from) : $"{Period.Iso(from)}..{until}";

    private static string Length(DaybookTerm term) => term.Value("balance") is { } balance ? $"balance {balance}" : term.Value("delta")!;

    private static string Note(DaybookTerm term) => term.Value("note") is { } note ? string.Create(CultureInfo.InvariantCulture, $", {Printable.Line(note)}") : "";
}
