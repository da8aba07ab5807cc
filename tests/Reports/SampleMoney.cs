using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Reports;

/// <summary>What the time of a slice is worth: two currencies, time that is sold at no rate, some that is not sold, budgets below and over what they have.</summary>
internal static class SampleMoney
{
    public const string Acme = "Acme <b>", Bolt = "Bolt & Sons";

    /// <summary>The slice with whatever reports say of money, made by the rules themselves from its projects.</summary>
    public static Slice With(Slice slice)
    {
        var middle = slice.Period.From.PlusDays(2);
        List<RateRule> rates =
        [
            new(null, Acme, null, new Money(805_000, "EUR"), null, LocalDate.MinIsoValue), new(null, Acme, null, new Money(840_000, "EUR"), null, middle),
            new(null, Bolt, null, new Money(1_102_500, "CHF"), null, LocalDate.MinIsoValue),
        ];
        var names = slice.Days.SelectMany(d => d.Parts).Where(p => p.Dimension == Dimension.Project).Select(p => p.Name).Distinct().ToList();
        var pricing = new Pricing(rates, names.Where(n => ClientOf(n).Length > 0).ToDictionary(n => n, ClientOf), [], slice.Person, "EUR");
        List<SoldTime> sold =
        [
            .. slice.Days.SelectMany(d => d.Parts.Where(p => p.Dimension == Dimension.Project && p.Worked > Duration.Zero)
                .Select(p => pricing.Of(new EngagedTime(d.Date, p.Name, "", "", ClientOf(p.Name).Length == 0 && p.Name.Length % 2 == 0 ? true : null, null, Micros.From(p.Worked))))),
        ];
        // The first day was billed, and an hour more than there is by now.
        var billed = sold.Where(s => s.IsBillable && s.Date == sold[0].Date).Select((s, i) => new BilledTime(s.Date, s.Client, s.Project, s.Task, s.Rate, s.Micros + (i == 0 ? Micros.PerHour : 0)));
        Budget[] budgets =
        [
            new(null, Acme, 16 * Micros.PerHour, null, LocalDate.MinIsoValue, null, BudgetFor.Month, Budget.StandardPercents),
            new(null, Bolt, null, new Money(20_000_000, "CHF"), slice.Period.From.PlusDays(-30), slice.Period.To.PlusDays(30), BudgetFor.All, Budget.StandardPercents),
        ];
        return slice with { Sold = sold, Sales = Sales.Lines(sold.Where(s => s.IsBillable)), Unbilled = Sales.Lines(Sales.Unbilled(sold, billed)), Budgets = [.. budgets.SelectMany(b => b.Within(slice.Period, sold))] };
    }

    /// <summary>An invoice of the slice's time of a client, by task and at two rates.</summary>
    public static InvoiceSlice Invoice(string client, string project, string task, string? number, LineRounding? rounded = null)
    {
        var (monday, at) = (new LocalDate(2026, 6, 1), new Money(805_000, "EUR"));
        SoldTime[] sold =
        [
            new(monday, client, project, "", true, at, 5 * Micros.PerHour + 59_000_001), new(monday, client, project, task, true, at, 20 * Micros.PerMinute), new(monday.PlusDays(1), client, project, task, true, new Money(12_000_000, "JPY"), 50 * Micros.PerMinute),
            new(monday.PlusDays(2), client, "letters", "", true, at, -Micros.PerHour), new(monday.PlusDays(3), client, "letters", task, true, null, 3 * Micros.PerHour), new(monday.PlusDays(4), client, "letters", "", true, new Money(840_000, "EUR"), 1234 * Micros.PerHour),
        ];
        return new InvoiceSlice("Ada Lovelace", client, number, monday, monday.PlusDays(29), Instant.FromUtc(2026, 7, 1, 6, 0), "Europe/Berlin", Sales.Lines(sold, SalesBy.Task)) { Rounded = rounded is null ? [] : [rounded] };
    }

    private static string ClientOf(string project) => project switch
    {
        "daybook" => Acme,
        "letters" or "Observatory scheduling and night plans" => Bolt,
        "garden" or "thesis" => "",
        _ => (project.Sum(c => c) % 3) switch { 0 => Acme, 1 => Bolt, _ => "" },
    };
}
