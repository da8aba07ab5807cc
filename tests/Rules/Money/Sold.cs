using Daybook.Model;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>Time that is sold, as a table row writes it.</summary>
internal static class Sold
{
    public static readonly LocalDate Monday = new(2026, 6, 1);

    public static Money Eur(decimal hour) => Of(hour, "EUR");

    public static Money Of(decimal sum, string currency) => new((long)(sum * Money.PerUnit), currency);

    /// <summary><c>2026-06-01 Acme api 1:30 80</c>, with <c>/task</c> behind the project and a currency behind the rate; a rate <c>-</c> is none, <c>x</c> is not billable.</summary>
    public static SoldTime Time(string row)
    {
        var cells = row.Split(' ');
        var (name, rate) = (cells[2].Split('/'), cells[4]);
        return new SoldTime(Moment.Date(cells[0]), cells[1] == "-" ? "" : cells[1], name[0], name.Length > 1 ? name[1] : "", rate != "x", rate is "-" or "x" ? null : Of(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), cells.Length > 5 ? cells[5] : "EUR"), Length(cells[3]));
    }

    public static List<SoldTime> Times(string rows) => [.. rows.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Time)];

    public static List<BilledTime> Billed(string rows) => [.. Times(rows).Select(AsBilled)];

    public static BilledTime AsBilled(SoldTime time) => new(time.Date, time.Client, time.Project, time.Task, time.Rate, time.Micros);

    /// <summary>As <see cref="Time"/> reads it, day and length first: what a test compares.</summary>
    public static string Show(IEnumerable<SoldTime> times) => string.Join("; ", times.Select(t =>
        $"{t.Date:uuuu-MM-dd} {(t.Client.Length == 0 ? "-" : t.Client)} {t.Project}{(t.Task.Length > 0 ? $"/{t.Task}" : "")} {Hours.Text(t.Micros)} {(t.Rate is { } rate ? $"{rate.Minor / (decimal)Money.PerUnit:0.##}" : t.IsBillable ? "-" : "x")}"));

    /// <summary><c>Acme api 1:30 1.5 120.00 EUR</c>: what a test compares of lines.</summary>
    public static string Show(IEnumerable<SaleLine> lines) => string.Join("; ", lines.Select(l => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{(l.Date is { } on ? $"{on:MM-dd} " : "")}{l.Client} {l.Project}{(l.Task is { } task ? $"/{task}" : "")} {Hours.Text(l.Micros)} {l.Hours / 1_000_000m:0.######} {(l.Amount is { } amount ? $"{amount.Minor / (decimal)Money.PerUnit:0.00##} {amount.Currency}" : "-")}")));

    private static long Length(string text) => text.StartsWith('-') ? -Length(text[1..]) : text.Split(':') is [var hours, var minutes, var seconds]
        ? Moment.Length($"{hours}:{minutes}") + (long)(decimal.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) * Micros.PerSecond) : Moment.Length(text);

    /// <summary>A random person's sold time over three weeks: few names, so that days have the same again, at lengths to the microsecond.</summary>
    public static List<SoldTime> Any(int seed)
    {
        var random = new Random(seed);
        var times = new List<SoldTime>();
        // An entry is sold or not by its client, project, task and rate; each stands once a day, as the ledger sums it.
        for (var date = Monday; date < Monday.PlusDays(21); date = date.PlusDays(1))
            for (var i = random.Next(7); i > 0; i--)
            {
                var project = Pick(random, "api", "web", "");
                var (client, isBillable) = (project == "" ? "" : Pick(random, "Acme", "Acme", "Bolt"), random.Next(4) > 0);
                Money? rate = !isBillable || random.Next(5) == 0 ? null : Pick(random, Eur(80.55m), Eur(97), Of(110.25m, "CHF"), Of(12_000, "JPY"));
                times.Add(new SoldTime(date, client, project, Pick(random, "", "", "review"), isBillable, rate, random.NextInt64(1, 5 * Micros.PerHour)));
            }
        return times;
    }

    /// <summary>The same rows in another order.</summary>
    public static List<T> Shuffled<T>(IEnumerable<T> rows, int seed)
    {
        var all = rows.ToArray();
        new Random(seed).Shuffle(all);
        return [.. all];
    }

    private static T Pick<T>(Random random, params T[] of) => of[random.Next(of.Length)];
}
