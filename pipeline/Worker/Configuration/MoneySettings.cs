using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>What time is sold for, as the configuration says.</summary>
/// <param name="Currency">Of rates that sources give without one; may be empty.</param>
/// <param name="Clients">By project, as reports call it: whose it is where no entry says.</param>
/// <param name="InvoicesFrom">What was worked before counts as billed; null for nothing.</param>
public sealed record MoneySettings(string Currency, IReadOnlyDictionary<string, string> Clients, IReadOnlyList<RateRule> Rates, IReadOnlyList<Budget> Budgets, LocalDate? InvoicesFrom)
{
    public static MoneySettings None { get; } = new("", new Dictionary<string, string>(), [], [], null);
}

/// <summary>Checks what a configuration says of money.</summary>
/// <param name="wrong">Makes an error of what is wrong and a hint.</param>
/// <param name="date">Reads a date; without one it is always.</param>
internal sealed class MoneyReader(Func<string, string, SettingsException> wrong, Func<string?, LocalDate> date)
{
    private const decimal MostOfAnHour = 1_000_000, MostOfAll = 1_000_000_000, MostHours = 1_000_000;
    private const int MostPercent = 1000;

    private const string RateHint = "Each is written { \"Client\": \"Acme\", \"Hour\": 80.50, \"From\": \"2026-11-01\" }, with a Project, a Client, a Person, or none of them for all.";
    private const string BudgetHint = "Each is written { \"Project\": \"api\", \"Hours\": 120 } or { \"Client\": \"Acme\", \"Amount\": 9000 }.";

    public MoneySettings Read(SettingsFile.MoneyFile file)
    {
        if (file.Currency is { } currency) RefuseUnlessCurrency(currency);
        var rates = (file.Rates ?? []).Select(r => Rate(r, file.Currency)).ToList();
        foreach (var twice in rates.GroupBy(r => (r.Project, r.Client, r.Person, r.From)).Where(g => g.Count(r => r.Hour is not null) > 1 || g.Count(r => r.IsBillable is not null) > 1))
            throw wrong($"two rates for {Named(twice.Key.Project, twice.Key.Client, twice.Key.Person)} from {(twice.Key.From == LocalDate.MinIsoValue ? "the beginning" : Model.Period.Iso(twice.Key.From))}", "Each needs its own From.");
        var budgets = (file.Budgets ?? []).Select(b => Budget(b, file.Currency)).ToList();
        return new MoneySettings(file.Currency ?? "", Clients(file.Clients ?? []), rates, budgets, file.InvoicesFrom is null ? null : date(file.InvoicesFrom));
    }

    private Dictionary<string, string> Clients(IReadOnlyList<SettingsFile.ClientFile> clients)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            if (client.Projects.Count == 0) throw wrong("a client has no projects", "Each is written { \"Client\": \"Acme\", \"Projects\": [\"api\"] }.");
            RefuseEmpty([client.Client, .. client.Projects]);
            foreach (var project in client.Projects)
                if (!all.TryAdd(project, client.Client)) throw wrong($"'{project}' is of two clients", "A project has one; what entries say of themselves goes before it.");
        }
        return all;
    }

    private RateRule Rate(SettingsFile.RateFile rate, string? currency)
    {
        if (rate is { Hour: null, Billable: null }) throw wrong("a rate says neither what an hour is sold for nor whether it is", RateHint);
        RefuseEmpty(rate.Project, rate.Client, rate.Person);
        var hour = rate.Hour is { } amount ? Money(amount, rate.Currency ?? currency, MostOfAnHour) : (Money?)null;
        return new RateRule(rate.Project, rate.Client, rate.Person, hour, rate.Billable, date(rate.From));
    }

    private Budget Budget(SettingsFile.BudgetFile budget, string? currency)
    {
        RefuseEmpty(budget.Project, budget.Client);
        if (budget is { Project: null, Client: null }) throw wrong("a budget is of no project and no client", BudgetHint);
        if ((budget.Hours is null) == (budget.Amount is null)) throw wrong($"a budget for {Named(budget.Project, budget.Client)} has {(budget.Hours is null ? "neither Hours nor Amount" : "both Hours and Amount")}", BudgetHint);
        if (budget.Hours is <= 0 or > MostHours) throw wrong($"a budget of {budget.Hours} hours", BudgetHint);
        if (budget.Amount is 0) throw wrong("a budget of 0", BudgetHint);
        var (from, until) = (date(budget.From), budget.Until is null ? (LocalDate?)null : date(budget.Until));
        if (until < from) throw wrong($"a budget ends on {budget.Until}, before it begins on {budget.From}", "Until is the later date of the two.");
        var percents = budget.Percents ?? Rules.Budget.StandardPercents;
        if (percents.Count == 0 || percents.Any(p => p is < 1 or > MostPercent) || percents.Distinct().Count() != percents.Count) throw wrong($"a budget tells at {string.Join(", ", percents)} percent", "Percents are different whole numbers from 1 to 1000; without them 80, 100 and 105.");
        var each = budget.Each switch
        {
            null => BudgetFor.All,
            "month" => BudgetFor.Month,
            "year" => BudgetFor.Year,
            var other => throw wrong($"a budget for each '{other}'", "Each is month or year; without it a budget is for all of its time."),
        };
        return new Budget(budget.Project, budget.Client, budget.Hours is { } hours ? (long)(hours * Micros.PerHour) : null, budget.Amount is { } amount ? Money(amount, budget.Currency ?? currency, MostOfAll) : null, from, until, each, [.. percents.Order()]);
    }

    private Money Money(decimal amount, string? currency, decimal most)
    {
        if (amount < 0 || amount > most || amount * Model.Money.PerUnit % 1 != 0) throw wrong($"{amount} is no sum of money", "It is not below zero, and has up to four decimals: 80.50");
        if (currency is null) throw wrong($"nobody says of what currency {amount} is", "Write \"Currency\": \"EUR\" for all, or with the rate.");
        RefuseUnlessCurrency(currency);
        return new Money((long)(amount * Model.Money.PerUnit), currency);
    }

    private void RefuseUnlessCurrency(string currency)
    {
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)) throw wrong($"'{currency}' is no currency", "Currencies have three letters, as of ISO 4217: EUR, CHF, USD.");
    }

    private void RefuseEmpty(params IEnumerable<string?> names)
    {
        if (names.Any(n => n is not null && string.IsNullOrWhiteSpace(n))) throw wrong("a name is empty", "Leave it out for all.");
    }

    private static string Named(params IEnumerable<string?> names) => names.OfType<string>().ToList() is { Count: > 0 } named ? string.Join(", ", named.Select(n => $"'{n}'")) : "all";
}
