using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>What holds for every service that time entries are pulled from.</summary>
public abstract class EntryPullTests(string service) : IAsyncLifetime
{
    private protected AnEntryPull Pull { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Pull = await AnEntryPull.New(service);

    public ValueTask DisposeAsync() => Pull.DisposeAsync();

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead
    [InlineData("America/Los_Angeles")]
    public void Windows_end_by_the_clocks_of_its_zone_and_nothing_is_lost_by_it(string zone)
    {
        Pull.Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        Pull.Service.Fill(Instant.FromUtc(2026, 7, 30, 0, 0), 72, Duration.FromHours(1));
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Do("--full");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_is_deleted_there_no_longer_counts_and_may_come_back()
    {
        var kept = Pull.Service.Track("2026-09-01T08:00:00Z", "2026-09-01T09:00:00Z", "Website");
        var gone = Pull.Service.Track("2026-09-02T08:00:00Z", "2026-09-02T10:00:00Z", "Website");
        Pull.Do();
        Pull.Service.Remove(gone.Id);
        Pull.Do().ShouldContain("1 gone there");
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Worked().ShouldBe(3_600_000_000);
        Pull.Do().ShouldNotContain("gone there");
        Pull.Service.Put(gone);
        Pull.Service.Remove(kept.Id);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_runs_counts_nothing_until_it_has_ended()
    {
        var entry = Pull.Service.Track("2026-09-04T08:00:00Z", null, "Website");
        Pull.Do().ShouldContain("1 new");
        var before = Pull.Daybook.Dump();
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
        (Pull.Daybook.Worked(), Pull.Running()).ShouldBe((0, 1));
        Pull.Service.Put(entry with { End = entry.Start + Duration.FromHours(1) });
        Pull.Do();
        Pull.Running().ShouldBe(0);
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Worked().ShouldBe(3_600_000_000);
    }

    [Fact]
    public void A_timer_that_was_thrown_away_there_runs_no_more()
    {
        var entry = Pull.Service.Track("2026-09-04T08:00:00Z", null);
        Pull.Do();
        Pull.Running().ShouldBe(1);
        Pull.Service.Remove(entry.Id);
        Pull.Do().ShouldContain("1 gone there");
        Pull.Running().ShouldBe(0);
    }

    [Fact]
    public void Several_pages_are_read_twice_also_while_a_timer_runs()
    {
        Pull.Configure(""", "PageSize": 7""");
        Pull.Service.Fill(Instant.FromUtc(2026, 8, 2, 6, 0), 40, Duration.FromHours(7));
        Pull.Service.Track("2026-08-20T08:00:00Z", null);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.ForgetAsked();
        Pull.Do("--from", "2026-08-01", "--to", "2026-08-31").ShouldContain("0 new");
        Pull.Service.Pages.Count().ShouldBe(12);
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was()
    {
        Pull.Service.Track("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z");
        var rehearsed = Pull.Do("--dry-run");
        rehearsed.ShouldContain("1 new");
        File.Exists(Pull.Daybook.LedgerPath).ShouldBeFalse();
        Total(rehearsed).ShouldBe($"would be: {Total(Pull.Do())}");
        Pull.Service.Track("2026-09-02T08:00:00Z", "2026-09-02T10:30:00Z");
        Pull.Do();
        var before = Pull.Daybook.Listing();
        Pull.Service.Clear();
        Pull.Do("--dry-run").ShouldContain("2 gone there");
        Pull.Daybook.Listing().ShouldBe(before);
    }

    private static string Total(string output) => output.TrimEnd().Split('\n')[^1];
}
