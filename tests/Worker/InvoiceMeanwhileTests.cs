using Daybook.Rules;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Worker;

/// <summary>Somebody else is at the ledger between the look at an invoice's lines and the mark on them.</summary>
public sealed class InvoiceMeanwhileTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public InvoiceMeanwhileTests()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Money": { "Currency": "EUR", "Rates": [{ "Client": "Acme", "Hour": 80.50 }] } }""");
        Add("09:00-11:00");
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void What_another_invoice_has_billed_meanwhile_is_not_billed_again()
    {
        var draft = Draft();
        _daybook.Do("invoice", "Acme", "2026-08", "--mark", "A");
        Should.Throw<LedgerException>(() => Mark(draft)).Message.ShouldContain("changed meanwhile");
    }

    [Fact]
    public void What_was_added_meanwhile_is_looked_at_first()
    {
        var draft = Draft();
        Add("13:00-14:00");
        Should.Throw<LedgerException>(() => Mark(draft)).Message.ShouldContain("changed meanwhile");
    }

    [Fact]
    public void What_is_as_it_was_is_marked() => Mark(Draft()).Changes.Count.ShouldBe(1);

    private Instant Now => InstantPattern.ExtendedIso.Parse(_daybook.Now).Value;

    private Settings Settings => Daybook.Worker.Configuration.Settings.Load(_daybook.ConfigPath, _daybook.File("")) with { Ledger = _daybook.LedgerPath };

    private void Add(string times) => _daybook.Do("add", "2026-08-03", times, "--project", "api", "--client", "Acme");

    private InvoiceDraft Draft() => InvoiceStage.Draft(Settings, new InvoiceWish("Acme", (new LocalDate(2026, 8, 1), new LocalDate(2026, 8, 31)), null, SalesBy.Project, false), Now);

    private HandPlan Mark(InvoiceDraft draft)
    {
        using var ledger = Ledger.OpenForReading(_daybook.LedgerPath);
        return InvoiceStage.Mark(new HandAccount(new HandStage(ledger, Settings, Now, null, n => new byte[n]), Settings), Settings, draft, "B", null);
    }
}
