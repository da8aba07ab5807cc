using Daybook.Store;

namespace Daybook.Tests.Store;

/// <summary>Law 1 where it is made: import twice = import once, in any order of files; and the fast way = the plain way.</summary>
public sealed class IntakeLawTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 40));

    [Theory, MemberData(nameof(Seeds))]
    public void Any_order_of_files_gives_the_same_ledger(int seed)
    {
        var random = new Random(seed);
        var exports = Enumerable.Range(0, 4).Select(which => Random(random, which)).ToList();
        var expected = Dump(exports);
        for (var i = 0; i < 5; i++)
        {
            var shuffled = exports.OrderBy(_ => random.Next()).ToList();
            LedgerDump.Difference(expected, Dump(shuffled)).ShouldBeEmpty($"in the order {string.Join(", ", shuffled.Select(e => exports.IndexOf(e)))}");
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Importing_again_adds_nothing(int seed)
    {
        var random = new Random(seed);
        var exports = Enumerable.Range(0, 3).Select(which => Random(random, which)).ToList();
        using var ledger = Ledger.OpenScratch(0);
        foreach (var export in exports) export.TakeInto(ledger);
        var once = LedgerDump.Of(ledger);
        foreach (var export in exports)
        {
            var again = export.TakeInto(ledger);
            (again.Counts.New + again.Counts.Changed).ShouldBe(0);
            again.Counts.Same.ShouldBe(export.Beats.Count);
            again.KnownSince.ShouldNotBeNull();
        }
        LedgerDump.Difference(once, LedgerDump.Of(ledger)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_fast_way_writes_what_the_plain_way_writes(int seed)
    {
        var random = new Random(seed);
        var exports = Enumerable.Range(0, 3).Select(which => Random(random, which)).ToList();
        LedgerDump.Difference(Dump(exports, isPlain: true), Dump(exports, isPlain: false)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_row_read_is_new_the_same_or_changed_and_the_checks_hold(int seed)
    {
        var random = new Random(seed);
        using var ledger = Ledger.OpenScratch(0);
        foreach (var export in Enumerable.Range(0, 4).Select(which => Random(random, which)))
        {
            var counts = export.TakeInto(ledger).Counts;
            (counts.New + counts.Same + counts.Changed).ShouldBe(export.Beats.Count);
        }
        ledger.Checks.Run().SelectMany(c => c.Findings).ShouldBeEmpty();
    }

    private static string Dump(IEnumerable<AnExport> exports, bool isPlain = false)
    {
        using var ledger = Ledger.OpenScratch(0);
        foreach (var export in exports) export.TakeInto(ledger, isPlain);
        return LedgerDump.Of(ledger);
    }

    /// <summary>Few seconds, files and details, so that equal, changed and missing rows are the rule; now and then a file of no account.</summary>
    private static AnExport Random(Random random, int which)
    {
        var beats = Enumerable.Range(0, random.Next(0, 14)).Select(_ => new ABeat(
            random.Next(0, 3), random.Next(0, 4), random.Next(2) == 0 ? "a.cs" : "b.cs", random.Next(5) == 0 ? null : "p", random.Next(4) == 0,
            random.Next(1, 4), random.Next(3) == 0 ? "n" : "m"));
        return new AnExport([.. beats.OrderBy(b => (b.Day, b.Second))], which > 0 && random.Next(5) == 0 ? null : "acc", random.Next(2, 4));
    }
}
