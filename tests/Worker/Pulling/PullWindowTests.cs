using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Stages.Pulling;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class PullWindowTests
{
    private static readonly LocalDate Today = new(2026, 9, 5);

    [Theory]
    [InlineData("2026-08-06", null, "2026-09-01 on, 2026-08-06 to 2026-08-31")]
    [InlineData("2026-09-03", null, "2026-09-03 on")]
    [InlineData("2026-10-03", null, "2026-10-03 on")] // ahead of today
    [InlineData("2026-07-15", "2026-07-16", "2026-07-15 to 2026-07-15")]
    [InlineData("2025-12-30", "2026-02-01", "2026-01-01 to 2026-01-31, 2025-12-30 to 2025-12-31")]
    public void A_span_is_read_by_months_the_newest_first(string from, string? to, string windows) =>
        string.Join(", ", PullWindow.Months(Date(from), to is null ? null : Date(to), Today).Select(w => w.Name)).ShouldBe(windows);

    [Fact]
    public void Months_follow_one_another_without_a_gap()
    {
        for (var days = 1; days < 400; days += 13)
        {
            var windows = PullWindow.Months(Today.PlusDays(-days), Today, Today).Reverse().ToList();
            windows[0].From.ShouldBe(Today.PlusDays(-days));
            windows[^1].To.ShouldBe(Today);
            windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        }
    }

    [Theory]
    [InlineData("2026-08-01", 1, "2026-07-01 to 2026-07-31")]
    [InlineData("2026-08-15", 1, "2026-08-01 to 2026-08-14")]
    [InlineData("2026-01-01", 1, "2025-12-01 to 2025-12-31")]
    [InlineData("2026-08-15", 2, "2026-07-01 to 2026-08-14")]
    [InlineData("2026-08-01", 12, "2025-08-01 to 2026-07-31")]
    public void Before_a_day_come_what_of_its_month_does_or_the_months_before(string to, int months, string window) => PullWindow.Before(Date(to), months).Name.ShouldBe(window);

    [Fact]
    public void What_is_under_way_is_known_again_from_its_text()
    {
        foreach (var state in (WindowState[])[
            new(new PullWindow(Today, null), [], false),
            new(new PullWindow(Today, Today.PlusDays(3)), [ContentHash.Of([1]), ContentHash.Of([2])], true)])
        {
            var read = WindowState.Of(state.Text).ShouldNotBeNull();
            (read.Window, read.IsRead).ShouldBe((state.Window, state.IsRead));
            read.Prints.ShouldBe(state.Prints);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    [InlineData("2026-09-05/")]
    [InlineData("2026-09-05/soon reading")]
    [InlineData("2026-09-05/ reading 12")]
    public void A_text_of_another_version_is_no_state(string text) => WindowState.Of(text).ShouldBeNull();

    [Theory]
    [InlineData("""{ "Service": "other" }""", "'other' is no service")]
    [InlineData("""{ "Service": "clockify", "Host": "http://api.example.org" }""", "is not https")]
    [InlineData("""{ "Service": "clockify", "Host": "https://me:key@api.example.org" }""", "has more than a host and a path")]
    [InlineData("""{ "Service": "clockify", "Host": "http://169.254.169.254/", "AllowHttp": true }""", "is no address of a service")]
    [InlineData("""{ "Service": "clockify", "PageSize": 5001 }""", "a page of 5001")]
    [InlineData("""{ "Service": "clockify", "LagDays": 0 }""", "0 days")]
    [InlineData("""{ "Service": "clockify", "RequestsPerHour": 0 }""", "0 requests an hour")]
    [InlineData("""{ "Service": "clockify", "SecretFile": " " }""", "is empty")]
    [InlineData("""{ "Service": "clockify", "Secret": "x" }""", "Secret")] // the key itself has no place there
    public void Settings_that_cannot_be_meant_are_said(string pull, string message)
    {
        using var daybook = new ADaybook();
        daybook.Configure($$"""{ "Sources": [{ "Name": "clockify", "Pull": {{pull}} }] }""");
        var (code, _, error) = daybook.Run("status");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Configuration), r => r.error.ShouldContain(message));
    }

    private static LocalDate Date(string text) => PullCursors.Date(text)!.Value;
}
