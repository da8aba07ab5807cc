using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>This machine's clock was wrong once, or nobody pulled for long.</summary>
public sealed class PullClockTests : IAsyncLifetime
{
    private AClockifyPull _pull = null!;

    public async ValueTask InitializeAsync() => _pull = await AClockifyPull.New();

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    [Theory]
    [InlineData("2027-09-05T08:00:00Z")]
    [InlineData("2026-10-25T08:00:00Z")]
    [InlineData("1970-01-02T08:00:00Z")]
    public void What_came_after_a_pull_by_a_wrong_clock_is_not_passed_over(string wrong)
    {
        _pull.Service.Add("2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z");
        _pull.Daybook.Now = wrong;
        _pull.Do();
        _pull.Daybook.Now = "2026-09-05T08:00:00Z";
        _pull.Service.Add("2026-07-10T08:00:00Z", "2026-07-10T09:00:00Z");
        _pull.ForgetAsked();
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Service.Asked.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public void After_years_without_a_pull_a_small_budget_comes_to_the_end()
    {
        _pull.Service.Add("2023-01-03T08:00:00Z", "2023-01-03T09:00:00Z");
        _pull.Daybook.Now = "2023-01-04T08:00:00Z";
        _pull.Do();
        for (var month = 1; month < 40; month++) _pull.Service.Add($"{2023 + (month / 12)}-{(month % 12) + 1:00}-03T08:00:00Z", $"{2023 + (month / 12)}-{(month % 12) + 1:00}-03T09:00:00Z");
        _pull.Configure(""", "RequestsPerHour": 8""");
        for (var hour = 0; hour < 12; hour++)
        {
            _pull.Daybook.Now = $"2026-09-05T{hour + 10}:30:00Z";
            if (_pull.Run().Code == ExitCode.Done) break;
        }
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Requests_that_a_wrong_clock_counted_are_not_held_against_anyone_for_years()
    {
        _pull.Configure(""", "RequestsPerHour": 8""");
        _pull.Service.Add("2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z");
        _pull.Daybook.Now = "2027-09-05T08:00:00Z";
        _pull.Run();
        var code = ExitCode.PartlyDone;
        for (var hour = 10; hour < 13; hour++)
        {
            _pull.Daybook.Now = $"2026-09-05T{hour}:00:00Z";
            code = _pull.Run().Code;
        }
        code.ShouldBe(ExitCode.Done);
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_service_that_said_it_had_nothing_is_asked_for_everything_again()
    {
        _pull.Service.Add("2024-06-01T08:00:00Z", "2024-06-01T09:00:00Z");
        List<StandIns.Clockify.StandInEntry> kept = [.. _pull.Service.Entries];
        _pull.Service.Entries.Clear();
        _pull.Do();
        _pull.Service.Entries.AddRange(kept);
        _pull.Do();
        _pull.IsAsTheyHaveIt();
    }
}
