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
    [InlineData("8:00", null, "–", "no data for that time")]
    public void A_week_is_measured_against_the_one_before(string worked, string? before, string value, string detail) =>
        Comparison(0, worked, [before]).ShouldBe(("Against week 46", value, detail));

    [Theory]
    [InlineData("4:00 5:00 6:00 7:00", "+4:30", "5:30 on average")]
    [InlineData("4:00 5:00 6:00 7:03", "+4:30", "5:30 on average")] // 5:30:45
    [InlineData("4:00 - 6:00 7:00", "–", "too little data: 3 of the 4 before")]
    [InlineData("4:00 5:00", "–", "too little data: 2 of the 4 before")]
    [InlineData("", "–", "too little data: 0 of the 4 before")]
    [InlineData("4:00 5:00 6:00 7:00 99:00", "+4:30", "5:30 on average")] // a fifth is none of the four
    public void A_week_is_measured_against_the_mean_of_four(string before, string value, string detail) =>
        Comparison(1, "10:00", [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => b == "-" ? null : b)])
            .ShouldBe(("Against the mean of four", value, detail));

    [Fact]
    public void A_week_without_data_is_not_measured() =>
        Written.View(ASlice.Of("2026-W47").Earlier("1:00", "1:00", "1:00", "1:00").Build()).Section("comparisons").Facts.Select(c => c.Value).ShouldBe(["–", "–"]);

    [Theory]
    [InlineData(8, 8, "")]
    [InlineData(9, 9, "")] // "1 other" would take the line of its name
    [InlineData(10, 9, "2 others")]
    [InlineData(40, 9, "32 others")]
    public void The_top_projects_have_a_line_each_and_the_rest_has_one(int projects, int lines, string others)
    {
        var table = Projects(projects);
        table.Rows.Count.ShouldBe(lines);
        table.Rows.Any(l => l.Name.EndsWith(" others", StringComparison.Ordinal)).ShouldBe(others.Length > 0);
        if (others.Length > 0) table.Rows[^1].Name.ShouldBe(others);
    }

    [Fact]
    public void A_name_has_the_same_figures_among_few_and_among_all()
    {
        foreach (var week in RandomSlices.Weeks(20))
            foreach (var section in Written.View(week).Sections.Where(s => s.Table?.All is { Count: > 0 } && s.Table.Rows.Count > 0))
            {
                var all = section.Table!.All!.Select(r => (r.Name, string.Join(' ', r.Cells.Select(c => c.Text)))).ToHashSet();
                foreach (var row in section.Table.Rows.Where(r => !r.Name.EndsWith("others", StringComparison.Ordinal)))
                    all.ShouldContain((row.Name, string.Join(' ', row.Cells.Select(c => c.Text))));
            }
    }

    [Fact]
    public Task The_template_engine_can_be_started_early() => PageWriter.Warm(Format.Mail);

    private static (string, string, string) Comparison(int index, string worked, string?[] before)
    {
        var fact = Written.View(ASlice.Of("2026-W47").TotalOnly("2026-11-16", worked).Earlier(before).Build()).Section("comparisons").Facts[index];
        return (fact.Label, fact.Value, fact.Detail);
    }

    private static Table Projects(int count)
    {
        var week = ASlice.Of("2026-W47").TotalOnly("2026-11-16", $"{count}:00");
        for (var i = 0; i < count; i++) week.Part("2026-11-16", Dimension.Project, $"project {i}", Duration.FromHours(1));
        return Written.View(week.Build()).Section("projects").Table!;
    }
}
