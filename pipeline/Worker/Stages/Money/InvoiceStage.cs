using System.Text.Json.Nodes;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <param name="Days">First and last, inclusive; null for the last whole month.</param>
/// <param name="Project">Null for all of the client's.</param>
/// <param name="IsRounded">Lines are rounded by the settings.</param>
public sealed record InvoiceWish(string Client, (LocalDate From, LocalDate To)? Days, string? Project, SalesBy By, bool IsRounded);

/// <param name="Wish">What it was made for.</param>
/// <param name="Times">Of which ledger's time it is.</param>
public sealed record InvoiceDraft(InvoiceWish Wish, InvoiceSlice Slice, IReadOnlyList<BilledTime> Times);

/// <summary>Puts together what can be billed, and writes down what was.</summary>
public static class InvoiceStage
{
    private const int MostNearest = 3;

    public static HandKind Kind { get; } = new("invoice", "invoices", "'daybook invoice CLIENT PERIOD --mark NUMBER' makes one.", "daybook invoice list");

    /// <summary>What of a client's time in a period can be billed and was not.</summary>
    /// <exception cref="LedgerException">There is no ledger, or no such client.</exception>
    public static InvoiceDraft Draft(Settings settings, InvoiceWish wish, Instant now)
    {
        if (wish.IsRounded && settings.Rounding.Count == 0) throw HandStage.Refused("nothing says how to round: Rounding in the configuration does.");
        return SliceStage.Read(settings, now, Drafting(settings, wish, now));
    }

    private static Func<SliceSource, DerivedPerson, PersonCut, InvoiceDraft?> Drafting(Settings settings, InvoiceWish wish, Instant now) => (source, person, by) =>
    {
        var money = new MoneyStage(source, person.Id, settings);
        var month = SliceStage.LastWhole(PeriodKind.Month, by.Zone, now);
        var (from, to) = wish.Days ?? (month.From, month.To);
        var open = money.Unbilled(to).Where(s => s.Client == wish.Client && s.Date >= from && (wish.Project is null || s.Project == wish.Project)).ToList();
        if (open.Count == 0) RefuseUnlessKnown(money, wish);
        var lines = Sales.Lines(open, wish.By, wish.IsRounded ? (micros, last) => Rounded(settings.RoundingOn(last), micros) : null);
        // What was rounded to nothing stands on no line, and so is not billed.
        var times = open.Where(s => lines.Any(l => l.Has(s))).Select(s => new BilledTime(s.Date, s.Client, s.Project, s.Task, s.Rate, s.Micros)).ToList();
        var steps = wish.IsRounded ? lines.Select(l => settings.RoundingOn(l.Last)).OfType<Rounding>().Distinct().Select(r => new LineRounding(r.Minutes, r.Method.ToString().ToLowerInvariant())) : [];
        return new InvoiceDraft(wish, new InvoiceSlice(person.Name, wish.Client, null, from, to, now, by.Zone, lines) { Rounded = [.. steps] }, times);
    };

    /// <summary>Those that were marked, by date.</summary>
    public static IReadOnlyList<Invoice> All(Settings settings, Instant now) => SliceStage.Read(settings, now, (source, person, _) => new MoneyStage(source, person.Id, settings).Invoices);

    /// <summary>One that was marked, as it was.</summary>
    /// <exception cref="LedgerException">There is none of the number.</exception>
    public static InvoiceSlice Marked(Settings settings, string number, Instant now) => SliceStage.Read(settings, now, (source, person, by) =>
    {
        var invoice = Find(new MoneyStage(source, person.Id, settings).Invoices, number);
        return new InvoiceSlice(person.Name, invoice.Client, invoice.Number, invoice.From, invoice.Until, now, by.Zone, invoice.Lines);
    });

    /// <summary>The versions that mark a draft as billed by a number.</summary>
    /// <exception cref="LedgerException">There is nothing on it, the number is taken, or somebody has billed of it or changed it since.</exception>
    public static HandPlan Mark(HandAccount account, Settings settings, InvoiceDraft draft, string number, string? note)
    {
        var slice = draft.Slice;
        // The draft was made before the ledger was locked.
        if (account.Hand.Derived(Drafting(settings, draft.Wish, slice.Now)) is not { } now || !now.Times.SequenceEqual(draft.Times) || !now.Slice.Lines.SequenceEqual(slice.Lines))
            throw HandStage.Refused("the time to be billed has changed meanwhile, so nothing was marked. Look at the lines once more.");
        if (slice.Lines.Count == 0) throw HandStage.Refused($"there is nothing of {Printable.Line(slice.Client)} to be billed from {Period.Iso(slice.From)} to {Period.Iso(slice.Until)}");
        if (account.Own(DaybookTerm.Invoices).Any(t => t.Value("number") == number)) throw HandStage.Refused($"there is an invoice {Printable.Line(number)} already. 'daybook invoice show {ShellWord.Of(number) ?? "NUMBER"}' shows it.");
        var row = new JsonObject
        {
            ["date"] = Period.Iso(account.Hand.Clock.Today),
            ["number"] = number,
            ["client"] = slice.Client,
            ["from"] = Period.Iso(slice.From),
            ["until"] = Period.Iso(slice.Until),
            ["lines"] = new JsonArray([.. slice.Lines.Select(Row)]),
            ["times"] = new JsonArray([.. draft.Times.Select(Row)]),
        };
        if (note is not null) row["note"] = note;
        var plan = new HandPlan();
        plan.Changes.Add(new HandChange("marked", account.New(DaybookTerm.Invoices, row)));
        return plan;
    }

    /// <summary>A version of the invoice that counts no more: its time can be billed again.</summary>
    /// <exception cref="LedgerException">There is none of the number.</exception>
    public static HandPlan Drop(HandAccount account, string number)
    {
        var own = account.Own(DaybookTerm.Invoices);
        var meant = own.FirstOrDefault(t => t.Value("number") == number) ?? HandIds.Find(number, own, Kind, account.Shown);
        return account.Drop(meant.Id, DaybookTerm.Invoices, Kind, _ => []);
    }

    private static Invoice Find(IReadOnlyList<Invoice> invoices, string number) => invoices.FirstOrDefault(i => i.Number == number) ?? throw HandStage.Refused(
        $"there is no invoice {Printable.Line(number)}. {(invoices.Count == 0 ? Kind.Made : $"There is {string.Join(", ", invoices.Select(i => Printable.Line(i.Number)).TakeLast(MostNearest))}: 'daybook invoice list' has them all.")}");

    private static void RefuseUnlessKnown(MoneyStage money, InvoiceWish wish)
    {
        var all = money.All;
        var clients = all.Select(s => s.Client).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!clients.Contains(wish.Client))
            throw HandStage.Refused(clients.Count == 0 ? "the ledger knows of no clients: time entries name them, and the projects that a source lists."
                : $"the ledger has no time of a client '{Printable.Line(wish.Client)}'. The nearest are {string.Join(", ", Nearest.Of(wish.Client, clients, MostNearest).Select(n => $"'{Printable.Line(n)}'"))}.");
        if (wish.Project is { } project && !all.Any(s => s.Client == wish.Client && s.Project == project)) throw HandStage.Refused($"{Printable.Line(wish.Client)} has no time of a project '{Printable.Line(project)}'");
    }

    private static long Rounded(Rounding? step, long micros) => step is null ? micros : micros < 0 ? -step.Of(-micros) : step.Of(micros);

    private static JsonNode Row(SaleLine line)
    {
        var row = new JsonObject { ["project"] = line.Project };
        if (line.Task is { Length: > 0 } task) row["task"] = task;
        if (line.Date is { } date) row["date"] = Period.Iso(date);
        (row["first"], row["last"], row["length"]) = (Period.Iso(line.First), Period.Iso(line.Last), DaybookDocument.LengthText(line.Micros));
        if (line.Rate is { } rate) (row["rate"], row["currency"]) = (DaybookDocument.SumText(rate), rate.Currency);
        if (line.Amount is { } amount) row["amount"] = DaybookDocument.SumText(amount);
        return row;
    }

    private static JsonNode Row(BilledTime time)
    {
        var row = new JsonObject { ["date"] = Period.Iso(time.Date), ["project"] = time.Project };
        if (time.Task.Length > 0) row["task"] = time.Task;
        row["length"] = DaybookDocument.LengthText(time.Micros);
        if (time.Rate is { } rate) (row["rate"], row["currency"]) = (DaybookDocument.SumText(rate), rate.Currency);
        return row;
    }
}
