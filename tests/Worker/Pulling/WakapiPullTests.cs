using Daybook.Tests.StandIns.Wakapi;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class WakapiPullTests() : HeartbeatPullTests("wakapi")
{
    private WakapiStandIn Wakapi => (WakapiStandIn)Service;

    [Fact]
    public void Each_of_the_last_days_is_asked_for_and_one_more_since_a_date_may_mean_the_day_before()
    {
        Pull.Do();
        Pull.ForgetAsked();
        Pull.Do();
        Service.Days.Select(d => d[^2..]).ShouldBe(["06", "05", "04", "03", "02", "01", "31"]);
    }

    [Fact]
    public void A_saved_answer_imported_as_a_file_is_the_same()
    {
        Fill();
        var path = Pull.Daybook.Write("day.json", Wakapi.Answer(new LocalDate(2026, 9, 4)).ToJsonString());
        Pull.Daybook.Do("import", path, "--as", "wakapi").ShouldContain("6 new");
        Pull.Do().TrimEnd().Split('\n')[^1].ShouldStartWith("26 new, 6 same, 0 changed");
        Pull.Daybook.Do("import", path, "--as", "wakapi").ShouldContain("0 new, 6 same");
    }

    [Fact]
    public void Where_nobody_says_when_it_began_it_is_read_until_a_year_has_nothing()
    {
        Wakapi.SaysFirst = false;
        Service.CreatedAt = null;
        Service.Add("2026-09-04T12:00:00Z", 6);
        Service.Add("2025-10-04T12:00:00Z", 6, "old");
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Service.Days.Last().ShouldContain("date=2024-10-");
    }

    [Fact]
    public void What_came_after_a_pull_by_a_clock_that_was_ahead_is_not_passed_over()
    {
        Service.Add("2026-06-01T12:00:00Z", 6, "old");
        Pull.Daybook.Now = "2027-03-05T08:00:00Z";
        Pull.Do();
        Pull.Daybook.Now = "2026-09-05T08:00:00Z";
        Service.Add("2026-07-10T12:00:00Z", 6, "since");
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }
}
