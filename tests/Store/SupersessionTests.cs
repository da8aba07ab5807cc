using Daybook.Store;

namespace Daybook.Tests.Store;

public sealed class SupersessionTests
{
    private static readonly ABeat Kept = new(0, 1), Dropped = new(0, 2), Later = new(2, 5);

    [Fact]
    public void A_heartbeat_that_a_newer_export_lacks_is_gone_but_not_deleted()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Kept, Dropped], ToDay: 1).TakeInto(ledger);
        new AnExport([Kept], ToDay: 2).TakeInto(ledger).Counts.Gone.ShouldBe(1);
        Alive(ledger).ShouldBe([Kept.Second]);
        LedgerDump.Of(ledger).ShouldContain("gone: ");
    }

    [Fact]
    public void An_older_export_that_comes_later_brings_nothing_back_to_life()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Kept], ToDay: 2).TakeInto(ledger);
        new AnExport([Kept, Dropped], ToDay: 1).TakeInto(ledger);
        Alive(ledger).ShouldBe([Kept.Second]);
    }

    [Fact]
    public void A_still_newer_export_that_has_it_again_brings_it_back()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Kept, Dropped], ToDay: 1).TakeInto(ledger);
        new AnExport([Kept], ToDay: 2).TakeInto(ledger);
        new AnExport([Kept, Dropped], ToDay: 3).TakeInto(ledger);
        Alive(ledger).ShouldBe([Kept.Second, Dropped.Second]);
    }

    [Fact]
    public void What_comes_after_the_end_of_an_exports_knowledge_is_left_alone()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Later], Account: null).TakeInto(ledger);
        new AnExport([Kept], ToDay: 1).TakeInto(ledger).Counts.Gone.ShouldBe(0);
        Alive(ledger).ShouldBe([Kept.Second, Later.Second]);
    }

    [Fact]
    public void A_file_of_no_account_is_never_out_of_date()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Kept, Dropped], Account: null).TakeInto(ledger);
        new AnExport([Kept], ToDay: 3).TakeInto(ledger).Counts.Gone.ShouldBe(0);
        Alive(ledger).ShouldBe([Kept.Second, Dropped.Second]);
    }

    [Fact]
    public void Another_account_is_refused_and_nothing_of_it_is_taken_in()
    {
        using var ledger = Ledger.OpenScratch(0);
        new AnExport([Kept], Account: "one").TakeInto(ledger);
        Should.Throw<OtherAccountException>(() => new AnExport([Dropped], Account: "two").TakeInto(ledger)).Account.ShouldBe("two");
        Alive(ledger).ShouldBe([Kept.Second]);
        new AnExport([Dropped], Account: "two").TakeInto(ledger, source: "other").Counts.New.ShouldBe(1);
    }

    private static List<int> Alive(Ledger ledger) =>
        [.. ledger.Facts.Heartbeats(long.MinValue, long.MaxValue).SelectMany(b => b.Filled.ToArray()).Select(r => (int)(r.At / 1_000_000 % 60))];
}
