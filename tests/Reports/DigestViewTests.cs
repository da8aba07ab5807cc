using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Reports;

public class DigestViewTests
{
    [Theory]
    [InlineData("10:00", "8:00", "+2:00", "8:00 then")]
    [InlineData("10:00:30", "8:00:59", "+2:00", "8:00 then")] // as a reader of both figures would work it out
    [InlineData("8:00", "8:00:59", "0:00", "8:00 then")]
    [InlineData("8:00", "9:15", "-1:15", "9:15 then")]
    [InlineData("8:00", "0:00", "+8:00", "0:00 then")]
    [InlineData("8:00", null, "–", "no data for that week")]
    public void A_week_is_measured_against_the_one_before(string worked, string? before, string value, string detail) =>
        Comparison(0, worked, [before]).ShouldBe(new Fact("Against week 46", value, detail));

    [Theory]
    [InlineData("4:00 5:00 6:00 7:00", "+4:30", "5:30 on average")]
    [InlineData("4:00 5:00 6:00 7:03", "+4:30", "5:30 on average")] // 5:30:45
    [InlineData("4:00 - 6:00 7:00", "–", "too little data: 3 of the 4 weeks before")]
    [InlineData("4:00 5:00", "–", "too little data: 2 of the 4 weeks before")]
    [InlineData("", "–", "too little data: 0 of the 4 weeks before")]
    [InlineData("4:00 5:00 6:00 7:00 99:00", "+4:30", "5:30 on average")] // a fifth is none of the four
    public void A_week_is_measured_against_the_mean_of_four(string before, string value, string detail) =>
        Comparison(1, "10:00", [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => b == "-" ? null : b)])
            .ShouldBe(new Fact("Against the mean of four", value, detail));

    [Fact]
    public void A_week_without_data_is_not_measured() =>
        DigestReport.View(ASlice.Of("2026-W47").Earlier("1:00", "1:00", "1:00", "1:00").Build()).Comparisons.Select(c => c.Value).ShouldBe(["–", "–"]);

    [Theory]
    [InlineData(8, 8, "")]
    [InlineData(9, 9, "")] // "1 other" would take the line of its name
    [InlineData(10, 9, "2 others")]
    [InlineData(40, 9, "32 others")]
    public void The_top_projects_have_a_line_each_and_the_rest_has_one(int projects, int lines, string others)
    {
        var table = Projects(projects);
        table.Lines.Count.ShouldBe(lines);
        table.Lines.Any(l => l.Name.EndsWith(" others", StringComparison.Ordinal)).ShouldBe(others.Length > 0);
        if (others.Length > 0) table.Lines[^1].Name.ShouldBe(others);
    }

    [Fact]
    public void A_project_has_the_same_figures_in_the_digest_and_on_the_page()
    {
        foreach (var week in RandomSlices.Weeks(20))
        {
            var page = PeriodReport.View(week).Sums.SelectMany(t => t.Lines.Select(l => (t.Title, l.Name, l.Hours, l.Share))).ToHashSet();
            foreach (var table in DigestReport.View(week).Sums)
                foreach (var line in table.Lines.Where(l => !l.Name.EndsWith("others", StringComparison.Ordinal)))
                    page.ShouldContain((table.Title, line.Name, line.Hours, line.Share));
        }
    }

    [Fact]
    public Task The_template_engine_can_be_started_early() => DigestReport.Warm();

    [Fact]
    public void A_digest_of_anything_but_a_week_is_refused() => Should.Throw<ArgumentException>(() => DigestReport.View(SampleWeeks.Month));

    private static Fact Comparison(int index, string worked, string?[] before) => DigestReport.View(
        ASlice.Of("2026-W47").TotalOnly("2026-11-16", worked).Earlier(before).Build()).Comparisons[index];

    private static LineTable Projects(int count)
    {
        var week = ASlice.Of("2026-W47").TotalOnly("2026-11-16", $"{count}:00");
        for (var i = 0; i < count; i++) week.Part("2026-11-16", Dimension.Project, $"project {i}", Duration.FromHours(1));
        return DigestReport.View(week.Build()).Sums[0];
    }
}
