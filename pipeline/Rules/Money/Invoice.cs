using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What was billed by a number.</summary>
/// <param name="From">First day that it is of.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="Lines">As they stand on it, whatever has become of the time since.</param>
/// <param name="Times">What of the ledger's time is billed by it.</param>
public sealed record Invoice(
    string Id, string Number, string Client, LocalDate Date, LocalDate From, LocalDate Until, IReadOnlyList<SaleLine> Lines, IReadOnlyList<BilledTime> Times, string? Note)
{
    /// <summary>Those of these facts that hold and can be read, by date and number.</summary>
    public static IReadOnlyList<Invoice> AllOf(IEnumerable<TermFact> facts) =>
        [.. facts.Where(f => f.Kind == AccountFact.Invoice).Select(Of).OfType<Invoice>().OrderBy(i => i.Date).ThenBy(i => i.Number, StringComparer.Ordinal)];

    private static Invoice? Of(TermFact fact)
    {
        var keys = FactKeys.Of(fact.Json);
        if (keys.IsDeleted || fact.Date is not { } date || keys.Text("number") is not { } number || keys.Date("from") is not { } from || keys.Date("until") is not { } until) return null;
        var client = keys.Text("client") ?? "";
        var lines = keys.Objects("lines").Select(l => Line(l, client)).OfType<SaleLine>().ToList();
        var times = keys.Objects("times").Select(t => Time(t, client)).OfType<BilledTime>().ToList();
        return new Invoice(fact.Identity, number, client, date, from, until, lines, times, keys.Text("note"));
    }

    private static SaleLine? Line(FactKeys keys, string client)
    {
        if (keys.Date("first") is not { } first || keys.Date("last") is not { } last || keys.Number("us") is not { } micros) return null;
        var currency = keys.Text("currency") ?? "";
        return new SaleLine(client, keys.Text("project") ?? "", keys.Text("task"), keys.Date("date"), first, last, micros, Amounts.Hours(micros),
            Rate(keys), keys.Number("amount") is { } amount ? new Money(amount, currency) : null);
    }

    private static BilledTime? Time(FactKeys keys, string client) =>
        keys.Date("date") is { } date && keys.Number("us") is { } micros ? new BilledTime(date, client, keys.Text("project") ?? "", keys.Text("task") ?? "", Rate(keys), micros) : null;

    private static Money? Rate(FactKeys keys) => keys.Number("rate") is { } rate ? new Money(rate, keys.Text("currency") ?? "") : null;
}
