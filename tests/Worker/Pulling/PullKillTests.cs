namespace Daybook.Tests.Worker.Pulling;

public sealed class PullKillTests
{
    [Theory]
    [InlineData(KilledWhen.Before)]
    [InlineData(KilledWhen.Answered)]
    public async Task A_pull_that_is_killed_at_any_request_and_run_again_ends_as_one_that_was_not(KilledWhen when)
    {
        await using var undisturbed = await Pull();
        undisturbed.Do();
        undisturbed.IsAsTheyHaveIt();
        var (request, isMet) = (0, true);
        for (; isMet; request++)
        {
            await using var pull = await Pull();
            isMet = Killing.At(request, when, pull.Service, pull.Daybook, "pull");
            pull.Do();
            pull.Current().ShouldBe(undisturbed.Current(), $"request {request}");
            pull.Daybook.Do("check");
            pull.ForgetAsked();
            pull.Do();
            pull.Current().ShouldBe(undisturbed.Current(), $"request {request}");
        }
        request.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task So_does_one_that_fetches_an_export_and_nothing_of_it_is_left_lying()
    {
        var (request, isMet) = (0, true);
        for (; isMet; request++)
        {
            await using var pull = await AHeartbeatPull.New("wakatime", """, "LagDays": 1""");
            pull.Service.Add("2026-08-20T08:00:00Z", 5);
            pull.Service.Add("2026-09-05T07:00:00Z", 3);
            pull.WakaTime.MakeDump();
            isMet = Killing.At(request, KilledWhen.Answered, pull.Service, pull.Daybook, "pull");
            pull.Do();
            pull.IsAsTheyHaveIt($"request {request}");
            File.Exists($"{pull.Daybook.LedgerPath}.download").ShouldBeFalse();
            pull.HoldsNoSecret();
        }
        request.ShouldBeGreaterThan(4);
    }

    /// <summary>Entries of three months, some of them on several pages, with one that is gone since the last pull and one that was changed.</summary>
    private static async Task<AClockifyPull> Pull()
    {
        var pull = await AClockifyPull.New(""", "PageSize": 4""");
        foreach (var month in (int[])[7, 8, 9])
            for (var i = 0; i < 7 - (month % 3); i++)
                pull.Service.Add($"2026-{month:00}-{(month == 9 ? 1 : 1 + (3 * i)):00}T0{i + 1}:00:00Z", $"2026-{month:00}-{(month == 9 ? 1 : 1 + (3 * i)):00}T0{i + 1}:30:00Z", "web");
        pull.Do();
        pull.Service.Entries.RemoveAt(pull.Service.Entries.Count - 2);
        pull.Service.Change(pull.Service.Entries[^1].Id, e => e with { Description = "changed" });
        pull.Service.Add("2026-09-04T08:00:00Z", "2026-09-04T09:00:00Z", "web");
        pull.Configure(""", "PageSize": 3""");
        return pull;
    }
}
