using System.Text.Json;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker;

/// <summary><c>--dry-run</c> announces exactly what the real run then does, and does none of it.</summary>
public sealed class RehearsalTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 12));

    [Theory, MemberData(nameof(Seeds))]
    public void Announces_exactly_what_the_real_run_then_does(int seed)
    {
        var random = new Random(seed);
        using var daybook = new ADaybook();
        var beats = AnAccount.Random(random);
        for (var round = 0; round < 4; round++)
        {
            var paths = Enumerable.Range(0, random.Next(1, 4)).Select(i => daybook.Write($"{round}-{i}.json", SomeExport(random, beats))).ToArray();
            var before = daybook.Listing();
            var announced = JsonDocument.Parse(daybook.Run(["import", "--dry-run", "--json", .. paths]).Output).RootElement;
            daybook.Listing().Where(IsNotTheLock).ShouldBe(before.Where(IsNotTheLock));

            var done = JsonDocument.Parse(daybook.Run(["import", "--json", .. paths]).Output).RootElement;

            announced.GetProperty("dry_run").GetBoolean().ShouldBeTrue();
            foreach (var count in (string[])["new", "same", "changed", "rejected", "gone", "files"])
                announced.GetProperty(count).GetRawText().ShouldBe(done.GetProperty(count).GetRawText(), $"{count} in round {round}");
        }
    }

    [Fact]
    public void Leaves_no_ledger_where_there_was_none()
    {
        using var daybook = new ADaybook();
        var path = daybook.Write("a.json", SomeExport(new Random(1), AnAccount.Random(new Random(1))));
        var before = daybook.Listing();
        daybook.Do("import", path, "--dry-run").Split('\n')[^2].ShouldStartWith("would be: ");
        daybook.Listing().ShouldBe(before);
    }

    // Holding the lock is what a rehearsal does to a ledger that is there.
    private static bool IsNotTheLock(string line) => !line.StartsWith("ledger.db.lock ", StringComparison.Ordinal);

    private static string SomeExport(Random random, List<ABeat> beats)
    {
        var some = beats.Where(_ => random.Next(4) > 0).Select(b => random.Next(6) == 0 ? b with { Line = random.Next(90) } : b);
        var text = random.Next(2) == 0 ? new AnAccount().Export(some, "2026-03-25", "2026-04-03") : new AnAccount().Export(some);
        if (random.Next(3) == 0) text = text.Replace("\"time\": 1", "\"time\": -1", StringComparison.Ordinal)[..^3];
        return random.Next(3) == 0 ? text.Replace("7.000000}", "7.0.0}", StringComparison.Ordinal) : text;
    }
}
