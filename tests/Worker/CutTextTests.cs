using Daybook.Rules;
using Daybook.Worker.Stages;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Worker;

/// <summary>How contracts cut days, as the text that is kept with what was derived.</summary>
public sealed class CutTextTests
{
    [Theory]
    [InlineData(null, "", "UTC")]
    [InlineData("Europe/Berlin", "", "Europe/Berlin")]
    [InlineData("Europe/Berlin", "2026-01-01 - -", "Europe/Berlin")]
    [InlineData(null, "2026-01-01 Asia/Tokyo -", "Asia/Tokyo")]
    [InlineData("Europe/Berlin", "2026-01-01 Asia/Tokyo -", "Europe/Berlin;2026-01-01 Asia/Tokyo")]
    [InlineData("Europe/Berlin", "2026-01-01..2026-06-30 Asia/Tokyo -", "Europe/Berlin;2026-01-01 Asia/Tokyo;2026-07-01 Europe/Berlin")]
    [InlineData(null, "2026-01-01..2026-06-30 Asia/Tokyo -", "Asia/Tokyo")]
    [InlineData(null, "2026-01-01 Asia/Tokyo - 2026-07-01 Europe/Paris -", "Asia/Tokyo;2026-07-01 Europe/Paris")]
    [InlineData("Europe/Berlin", "2026-01-01..2026-06-30 Asia/Tokyo - 2026-07-01 Asia/Tokyo -", "Europe/Berlin;2026-01-01 Asia/Tokyo")]
    [InlineData(null, "2026-01-01..2026-06-30 - 04:00", "UTC@;2026-01-01 04:00;2026-07-01 00:00")]
    [InlineData(null, "2026-01-01 - 04:00 2026-07-01 - 04:00", "UTC@;2026-01-01 04:00")]
    public void Contracts_cut_days_while_they_are_in_force(string? zone, string contracts, string text)
    {
        var words = contracts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = words.Chunk(3).Select(w => new Contract(Date(w[0].Split("..")[0]), w[0].Contains("..", StringComparison.Ordinal) ? Date(w[0].Split("..")[1]) : null, WeekPattern.Of([[0, 0, 0, 0, 0, 0, 0]]))
        {
            Zone = w[1] == "-" ? null : w[1],
            DayStart = w[2] == "-" ? null : new LocalTime(4, 0),
        });
        var cut = CutText.Of(zone, Contracts.Of(all, out _)!);
        cut.ToString().ShouldBe(text);
        CutText.Parse(text)!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UTC;soon Asia/Tokyo")]
    [InlineData("UTC@;2026-01-01 25:00")]
    [InlineData("UTC@@")]
    public void Any_other_text_is_none(string text) => CutText.Parse(text).ShouldBeNull();
}
