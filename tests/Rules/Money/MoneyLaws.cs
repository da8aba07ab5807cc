using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Rules.Sold;

namespace Daybook.Tests.Rules;

/// <summary>What holds whatever was worked: nothing is lost or made between time, lines, sums and invoices.</summary>
public sealed class MoneyLaws
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    public static TheoryData<int, SalesBy> Lined => new(from seed in Enumerable.Range(1, 40) from lines in Enum.GetValues<SalesBy>() select (seed, lines));

    [Theory, MemberData(nameof(Lined))]
    public void Lines_sum_to_the_time_and_each_is_hours_times_rate(int seed, SalesBy by)
    {
        var times = Any(seed);
        var lines = Sales.Lines(times, by);
        lines.Sum(l => l.Micros).ShouldBe(times.Sum(t => t.Micros));
        foreach (var group in times.GroupBy(t => (t.Client, t.Project, t.Rate)))
            lines.Where(l => (l.Client, l.Project, l.Rate) == group.Key).Sum(l => l.Micros).ShouldBe(group.Sum(t => t.Micros));
        foreach (var line in lines)
        {
            line.Hours.ShouldBe(Amounts.Hours(line.Micros));
            line.Amount.ShouldBe(line.Rate is { } rate ? Amounts.Of(line.Hours, rate) : null);
            line.First.ShouldBeLessThanOrEqualTo(line.Last);
        }
        lines.Select(l => (l.Client, l.Project, l.Task, l.Date, l.Rate)).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Lined))]
    public void Sums_are_those_of_the_lines(int seed, SalesBy by)
    {
        var lines = Sales.Lines(Any(seed), by);
        var totals = Amounts.Totals(lines);
        totals.Select(t => t.Currency).ShouldBe(lines.Where(l => l.Amount is not null).Select(l => l.Amount!.Value.Currency).Distinct().Order(StringComparer.Ordinal));
        foreach (var total in totals) lines.Where(l => l.Amount?.Currency == total.Currency).Sum(l => l.Amount!.Value.Minor).ShouldBe(total.Minor);
    }

    /// <summary>Of each day and project: however the billed part came about, and whatever became of the time since.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Unbilled_and_billed_are_what_is_sold(int seed)
    {
        var (sold, billed) = (Any(seed), Billed(seed));
        var left = Sales.Unbilled(sold, billed);
        left.ShouldAllBe(l => l.IsBillable && l.Micros != 0);
        foreach (var key in sold.Select(s => (s.Date, s.Project)).Concat(billed.Select(b => (b.Date, b.Project))).Distinct())
            left.Where(l => (l.Date, l.Project) == key).Sum(l => l.Micros).ShouldBe(
                sold.Where(s => s.IsBillable && (s.Date, s.Project) == key).Sum(s => s.Micros) - billed.Where(b => (b.Date, b.Project) == key).Sum(b => b.Micros), $"{key}");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Whoever_bills_what_is_left_leaves_nothing(int seed)
    {
        var (sold, billed) = (Any(seed), Billed(seed));
        // By one invoice a client, as they are written, over one part of the period after the other.
        foreach (var until in (LocalDate[])[Monday.PlusDays(9), Monday.PlusDays(20)])
            foreach (var client in (string[])["Acme", "Bolt", "Gone", ""])
                billed.AddRange(Sales.Unbilled(sold.Where(s => s.Date <= until), billed.Where(b => b.Date <= until)).Where(u => u.Client == client)
                    .Select(AsBilled));
        Sales.Unbilled(sold, billed).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_order_of_rows_changes_anything(int seed)
    {
        var (sold, billed) = (Any(seed), Billed(seed));
        var (left, lines) = (Sales.Unbilled(sold, billed), Sales.Lines(sold, SalesBy.Task));
        var budget = new Budget(null, "Acme", null, Eur(500), LocalDate.MinIsoValue, null, BudgetFor.All, [10, 50]).On(Week(Monday.PlusDays(14)), sold)!;
        for (var order = 1; order < 6; order++)
        {
            Sales.Unbilled(Shuffled(sold, order), Shuffled(billed, order)).ShouldBe(left);
            Sales.Lines(Shuffled(sold, order), SalesBy.Task).ShouldBe(lines);
            var again = new Budget(null, "Acme", null, Eur(500), LocalDate.MinIsoValue, null, BudgetFor.All, [10, 50]).On(Week(Monday.PlusDays(14)), Shuffled(sold, order))!;
            again.Days.ShouldBe(budget.Days);
            again.Marks.ShouldBe(budget.Marks);
        }
    }

    /// <summary>What a budget of an amount has used is what the same days' billing report adds up.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void A_budget_uses_what_its_lines_come_to(int seed)
    {
        var sold = Any(seed);
        foreach (var currency in (string[])["EUR", "CHF", "JPY"])
        {
            var used = new Budget(null, "Acme", null, Of(100, currency), LocalDate.MinIsoValue, null, BudgetFor.All, [100]).On(Week(Monday.PlusDays(14)), sold)!.Used;
            used.ShouldBe(Amounts.Totals(Sales.Lines(sold.Where(s => s.IsBillable && s.Client == "Acme"))).Where(t => t.Currency == currency).Sum(t => t.Minor));
        }
        var hours = new Budget("api", null, Micros.PerHour, null, LocalDate.MinIsoValue, null, BudgetFor.All, [100]).On(Week(Monday.PlusDays(14)), sold)!;
        hours.Used.ShouldBe(sold.Where(s => s.Project == "api").Sum(s => s.Micros));
        hours.UsedBefore.ShouldBe(sold.Where(s => s.Project == "api" && s.Date < Monday.PlusDays(14)).Sum(s => s.Micros));
        hours.Days.Select(d => d.Value).ShouldBe(hours.Days.Select(d => d.Value).Order());
    }

    private static Daybook.Model.Period Week(LocalDate date) => Daybook.Model.Period.Containing(PeriodKind.Week, date);

    /// <summary>Some of the time as it is, some of it more, less, given back, of a client, project or task that is none any more.</summary>
    private static List<BilledTime> Billed(int seed)
    {
        var random = new Random(-seed);
        return
        [
            .. Any(seed).Where(_ => random.Next(2) == 0).Select(s => AsBilled(s) with { Micros = s.Micros + random.Next(3) switch { 0 => 0, 1 => random.NextInt64(-Micros.PerHour, Micros.PerHour), _ => -2 * s.Micros } })
                .Select(b => random.Next(7) switch { 0 => b with { Client = "Gone" }, 4 => b with { Rate = Eur(1) }, 1 => b with { Task = "gone" }, 2 => b with { Project = "gone" }, 3 => b with { Date = b.Date.PlusDays(1) }, _ => b }).Where(b => b.Date < Monday.PlusDays(21)),
        ];
    }
}
