using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Rules;

/// <summary>Which backups stay, and when one is due.</summary>
public sealed class BackupRetentionTests
{
    [Theory]
    // 2026-11-16 is a Monday.
    [InlineData(2, 0, 0, "19T08 20T08 21T08", "20T08 21T08")]
    [InlineData(2, 0, 0, "20T06 20T08 21T06 21T08", "20T08 21T08")] // the newest of each day
    [InlineData(2, 0, 0, "01T08 11T08 21T08", "11T08 21T08")] // days that have one, however far apart
    [InlineData(1, 2, 0, "08T08 15T08 16T08 21T08", "15T08 21T08")] // Sunday ends a week
    [InlineData(0, 1, 0, "16T08 21T08", "21T08")]
    [InlineData(0, 0, 0, "19T08 20T08 21T08", "21T08")] // the newest stays, whatever is said
    [InlineData(1, 1, 1, "19T08", "19T08")]
    [InlineData(7, 5, 12, "", "")]
    public void The_newest_of_so_many_days_weeks_and_months_stays(int daily, int weekly, int monthly, string backups, string kept)
    {
        var all = backups.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The order in which a folder gives them must not matter.
        foreach (var order in (string[][])[all, [.. all.Reverse()]])
            all.Except(BackupRetention.Gone(order, At, new BackupKeep(daily, weekly, monthly))).ShouldBe(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Months_are_kept_longest()
    {
        var days = Enumerable.Range(0, 400).Select(i => InstantPattern.General.Format(Instant.FromUtc(2025, 10, 17, 8, 0) + Duration.FromDays(i))).ToList();
        var gone = BackupRetention.Gone(days, t => InstantPattern.General.Parse(t).Value, BackupKeep.Standard);
        var kept = days.Except(gone).ToList();
        kept.Count.ShouldBe(7 + 4 + 10); // the newest days are the newest of a week and a month, and a month's last day may be a week's
        kept[0].ShouldBe("2025-12-31T08:00:00Z");
        kept[^1].ShouldBe(days[^1]);
    }

    [Theory]
    [InlineData(24, "20T23", "21T00", true)]
    [InlineData(24, "21T00", "21T23", false)]
    [InlineData(6, "21T05", "21T06", true)]
    [InlineData(6, "21T06", "21T11", false)]
    [InlineData(1, "20T08", "21T08", true)]
    [InlineData(0, "15T08", "16T00", true)]
    [InlineData(0, "16T08", "21T08", false)]
    [InlineData(24, "", "21T08", true)]
    public void One_is_due_in_each_stretch_of_time(int hours, string made, string now, bool isDue) =>
        new BackupEvery(hours).IsDue(made.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(At), At(now)).ShouldBe(isDue);

    private static Instant At(string text) => InstantPattern.General.Parse($"2026-11-{text}:00:00Z").Value;
}
