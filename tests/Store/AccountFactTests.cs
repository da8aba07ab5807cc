using System.Text;
using Daybook.Model;
using Daybook.Store;
using NodaTime;

namespace Daybook.Tests.Store;

/// <summary>Facts of the account are kept in every version, and the newest counts whatever came first.</summary>
public sealed class AccountFactTests
{
    private static readonly AccountFact Old = Adjustment("{\"delta_us\":1}", stamp: 100), New = Adjustment("{\"delta_us\":2}", stamp: 200), Unstamped = Adjustment("{\"delta_us\":3}", stamp: null);

    [Fact]
    public void Another_telling_is_a_new_version_and_the_same_one_adds_nothing()
    {
        using var ledger = Ledger.OpenScratch(0);
        TakeInto(ledger, Old).ShouldBe(new RowCounts(1, 0, 0, 0, 0));
        TakeInto(ledger, Old, Old).ShouldBe(new RowCounts(0, 2, 0, 0, 0));
        TakeInto(ledger, New).ShouldBe(new RowCounts(0, 0, 1, 0, 0));
        TakeInto(ledger, Old with { Kind = AccountFact.Contract }).ShouldBe(new RowCounts(1, 0, 0, 0, 0));
        ledger.Checks.Run().SelectMany(c => c.Findings).ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_imports_does_not_matter()
    {
        AccountFact[][] orders = [[Old, New, Unstamped], [New, Unstamped, Old], [Unstamped, Old, New]];
        var dumps = orders.Select(facts =>
        {
            using var ledger = Ledger.OpenScratch(0);
            foreach (var fact in facts) TakeInto(ledger, fact);
            return string.Join('\n', LedgerDump.Of(ledger).Split('\n').Where(line => line.Contains("adjustment", StringComparison.Ordinal)));
        }).ToList();
        dumps.Distinct().Count().ShouldBe(1);
        dumps[0].ShouldContain(" 1 {\"delta_us\":2}");
    }

    [Fact]
    public void Facts_of_the_account_are_read_in_an_order_that_no_import_decides()
    {
        var contract = New with { Kind = AccountFact.Contract, Date = null, AtMicros = null };
        AccountFact[] facts = [Old, New, contract, Adjustment("{\"delta_us\":4}", 1) with { Identity = "0" }, New with { Kind = AccountFact.Review }];
        using var ledger = Ledger.OpenScratch(0);
        foreach (var fact in facts.Reverse()) TakeInto(ledger, fact);
        TermFact[] expected =
        [
            new("wotra", AccountFact.Adjustment, "0", new LocalDate(2026, 10, 22), 5, "{\"delta_us\":4}"),
            new("wotra", AccountFact.Adjustment, "a", new LocalDate(2026, 10, 22), 5, "{\"delta_us\":2}"),
            new("wotra", AccountFact.Contract, "a", null, null, "{\"delta_us\":2}"),
        ];
        ledger.Terms.Of(1).ShouldBe(expected);
        SliceSource.Of(ledger).Terms(1).ShouldBe(expected);
        ledger.Terms.Of(2).ShouldBeEmpty();
    }

    private static AccountFact Adjustment(string json, long? stamp) =>
        new(AccountFact.Adjustment, "a", 5, new LocalDate(2026, 10, 22), json, new Place(1, 1, 1)) { Stamp = stamp };

    private static RowCounts TakeInto(Ledger ledger, params AccountFact[] facts)
    {
        var run = ledger.Runs.Begin("import", "test", 0);
        using var intake = ledger.TakeIn(run, ledger.Sources.Ensure("wotra", "wotra", "me"), "wotra-database", "a.db", new HeartbeatNames());
        foreach (var fact in facts) intake.Add(fact);
        return intake.Complete(new FileEnd(1, ContentHash.Of(Encoding.UTF8.GetBytes(string.Join<AccountFact>('|', facts))), null, true), null).Counts;
    }
}
