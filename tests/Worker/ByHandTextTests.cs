using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Tests.Worker;

/// <summary>What a person types of times and ids.</summary>
public sealed class ByHandTextTests
{
    [Theory]
    [InlineData("09:00-10:30", "9:00 10:30")]
    [InlineData("9:05 - 10:30", "9:05 10:30")]
    [InlineData("09:00–24:00", "9:00 24:00")]
    [InlineData("22:00-01:00", "22:00 1:00")] // over midnight
    [InlineData("9:00 AM-1:30 PM", "9:00 13:30")]
    [InlineData("09:00-", null)]
    [InlineData("-09:00", null)]
    [InlineData("09:00-10:00-11:00", null)]
    [InlineData("9-10", null)]
    [InlineData("09:60-10:00", null)]
    [InlineData("25:00-26:00", null)]
    [InlineData("1:30", null)]
    [InlineData("", null)]
    public void A_span_is_two_clock_times(string text, string? read) =>
        (HandText.TrySpan(text, out var from, out var to) ? $"{Hours.Text(from)} {Hours.Text(to)}" : null).ShouldBe(read);

    [Theory]
    [InlineData("1:30", "1:30:00")]
    [InlineData("0:00:30", "0:00:30")]
    [InlineData("1h30m", "1:30:00")]
    [InlineData("1h 30m", "1:30:00")]
    [InlineData("90m", "1:30:00")]
    [InlineData("1.5", "1:30:00")]
    [InlineData("2h", "2:00:00")]
    [InlineData("90", null)] // minutes or hours?
    [InlineData("0:00", null)]
    [InlineData("-1:00", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_length_says_its_unit_and_is_above_nothing(string text, string? read) =>
        (HandText.TryLength(text, out var micros) ? Hours.WithSeconds(micros) : null).ShouldBe(read);

    [Theory]
    [InlineData("09:00", "- 9:00")]
    [InlineData("24:00", "- 24:00")]
    [InlineData("9:30 PM", "- 21:30")]
    [InlineData("2026-10-21 09:00", "2026-10-21 9:00")]
    [InlineData("2026-10-21T09:00", "2026-10-21 9:00")]
    [InlineData("2026-10-21", null)]
    [InlineData("2026-10-21 ", null)]
    [InlineData("21.10.2026 09:00", null)]
    [InlineData("9", null)]
    public void A_time_may_have_its_date(string text, string? read) =>
        (HandText.TryTime(text, out var time) ? $"{(time.Date is { } date ? Daybook.Model.Period.Iso(date) : "-")} {Hours.Text(time.Clock)}" : null).ShouldBe(read);

    [Fact]
    public void An_id_is_made_of_the_clock_and_of_chance()
    {
        var id = HandIds.New(Instant.FromUnixTimeMilliseconds(0x0123_4567_89ab), count => [.. Enumerable.Repeat((byte)0xff, count)]);
        id.ShouldBe("01234567-89ab-7fff-bfff-ffffffffffff");
        HandIds.New(Instant.FromUtc(1960, 1, 1, 0, 0), count => new byte[count]).ShouldBe("00000000-0000-7000-8000-000000000000");
    }

    [Theory]
    [InlineData("aaaa-1111", "1111")]
    [InlineData("aaaa-2222", "a-2222")] // another one begins with 2222
    [InlineData("2222-3333", "3333")]
    [InlineData("xy", "xy")]
    public void An_id_is_shown_by_its_shortest_end_that_is_its_own(string id, string shown) =>
        new ShortIds(["aaaa-1111", "aaaa-2222", "2222-3333", "xy"]).Of(id).ShouldBe(shown);

    [Theory]
    [InlineData("bbbb-1111", "b-1111")] // not made yet, and there is one that ends so
    [InlineData("bbbb-AAAA", "b-AAAA")] // what is typed may be in either case
    [InlineData("bbbb-4444", "4444")]
    public void A_new_id_is_shown_so_that_none_that_is_there_is_meant(string id, string shown) =>
        new ShortIds(["aaaa-1111", "aaaa-2222"]).Of(id).ShouldBe(shown);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory, MemberData(nameof(Seeds))]
    public void What_is_shown_of_an_id_finds_it_alone(int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, random.Next(1, 30)).Select(_ => new string(random.GetItems("aA0-".AsSpan(), random.Next(1, 8)))).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var entries = ids.Select(id => new DaybookEntry(new TimeEntry(new EntryTime.OnDate(new LocalDate(2026, 10, 21), 1), "", Place.WholeFile) { UpstreamId = id })).ToList();
        var shown = new ShortIds(ids);
        foreach (var id in ids) HandIds.Find(shown.Of(id), entries, HandKind.Entry, e => e.Entry.UpstreamId!).Entry.UpstreamId.ShouldBe(id);
    }
}
