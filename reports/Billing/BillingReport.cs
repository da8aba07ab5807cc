using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a period's time is worth: by client, project and rate, what is not billed yet, and how far budgets are.</summary>
public sealed class BillingReport : IReport
{
    private const int MostClients = 5;

    public string Name => "billing";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Month, PeriodKind.Day, PeriodKind.Week, PeriodKind.Year];

    public SliceParts Needs => SliceParts.Sold | SliceParts.Unbilled | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style)
    {
        var words = style.Words;
        var page = PeriodPage.Of(Name, slice, style,
        [
            Facts(slice, style),
            SumSection.Of(slice.ByClient(), PeriodPage.MostNames, style),
            SalesSection.Of("billing", words["billing"], slice.Sales, style),
            SalesSection.Of("unbilled", words.Say("unbilled", style.Calendar.Dated(slice.Period.To)), slice.Unbilled ?? [], style, [.. Invoices(slice, style)]),
            BudgetsSection.Of(slice, style),
            .. slice.Budgets.Select((b, i) => BurnDownChart.Of(b, i + 1, slice.Period.To, style)),
            Settings(slice, style),
            RemarksSection.Of(slice, style, withControls: false),
        ]);
        var title = words.Say("billing.title", page.Title);
        return page with { Title = title, Subject = $"{title}: {page.Total}", Lead = slice.Sold.Count == 0 && page.Lead.Length > 0 && slice.Worked.BclCompatibleTicks > 0 ? words["billing.nothing"] : page.Lead };
    }

    private static Section? Settings(Slice slice, ReportStyle style) => slice.UnknownNames.Count == 0 ? null : new Section("settings", style.Words["billing.settings"])
    {
        Notes = [new Note(style.Words.Say("billing.unknown", string.Join(", ", slice.UnknownNames.Take(MostClients).Select(n => ShownName.Of(n, style.Words)))), "daybook report projects")],
    };

    private static Section? Facts(Slice slice, ReportStyle style)
    {
        if (slice.Sold.Count == 0) return null;
        var billable = slice.Sales.Sum(l => l.Micros);
        var worked = Micros.From(slice.Worked);
        var units = style.Cut(billable, worked - billable);
        return new Section("billable", "")
        {
            IsHighlighted = true,
            Facts =
            [
                new Fact(style.Words["billable"], style.Hours(units[0]), "") { Key = "billable", Exact = billable },
                new Fact(style.Words["not-billable"], style.Hours(units[1]), "") { Key = "not_billable", Exact = worked - billable },
                .. Amounts.Totals(slice.Sales).Select(sum => new Fact(style.Words.Say("column.amount.of", sum.Currency), style.Sum(sum), "") { Key = $"amount_{sum.Currency.ToLowerInvariant()}", Exact = sum.Minor }),
            ],
        };
    }

    /// <summary>From the first day of any that is left: what was forgotten earlier is billed with it.</summary>
    private static IEnumerable<Note> Invoices(Slice slice, ReportStyle style) => (slice.Unbilled ?? []).Where(l => l.Client.Length > 0 && l.Micros > 0).GroupBy(l => l.Client, StringComparer.Ordinal).Take(MostClients)
        .Select(client => new Note(style.Words.Say("unbilled.invoice", ShownName.Of(client.Key, style.Words)),
            $"daybook invoice {ShellWord.Of(client.Key) ?? "CLIENT"} {(client.Min(l => l.First) is var first && first < slice.Period.From ? $"{Period.Iso(first)}..{Period.Iso(slice.Period.To)}" : slice.Period.Name)}"));
}
