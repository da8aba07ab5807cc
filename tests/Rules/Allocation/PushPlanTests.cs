using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

public sealed class PushPlanTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);
    private static readonly PushPlan Plan = new("clockify", "w", "Development");

    /// <param name="allocated">Targets with hours since the epoch: <c>a 0-4, b 4-8</c>.</param>
    /// <param name="rows">Likewise, of what the service has, with the state and what is known of it: <c>a 0-4 done id</c>.</param>
    [Theory]
    [InlineData("a 0-4, b 4-8", "", "Create a 0-4, Create b 4-8")]
    [InlineData("a 0-4, b 4-8", "a 0-4 done id, b 4-8 done id", "Nothing a 0-4, Nothing b 4-8")]
    [InlineData("a 0-6, b 6-8", "a 0-4 done id, b 4-8 done id", "Update a 0-6, Update b 6-8")]
    [InlineData("a 0-8", "a 0-4 done id, b 4-8 done id", "Update a 0-8, Delete b")]
    [InlineData("", "a 0-4 done id", "Delete a")] // nothing is tracked there any more
    [InlineData("a 0-4", "a 0-4 unknown", "LookFor a 0-4")]
    [InlineData("", "a 0-4 unknown", "LookFor a")] // not wanted any more, but it may stand there
    [InlineData("a 0-4", "a 0-4 sending id", "LookFor a 0-4")]
    [InlineData("a 0-4", "a 0-4 pending", "Create a 0-4")]
    [InlineData("a 0-4", "a 0-4 blocked", "Create a 0-4")] // what was in the way may be gone
    [InlineData("a 0-5", "a 0-4 blocked id", "Update a 0-5")]
    [InlineData("a 0-4", "a 0-4 blocked id", "Nothing a 0-4")] // wanted again as it was sent
    [InlineData("", "a 0-4 pending", "Nothing a")] // it never was there
    [InlineData("a 0-4, a 5-6", "a 0-4 done id", "Nothing a 0-4, Create a/1 5-6")] // pieces of one target
    [InlineData("a 0-0, b 0-8", "", "Create b 0-8")] // of no length
    public void What_is_to_be_done_is_what_differs(string allocated, string rows, string steps) =>
        Said(Plan.Of(Day, Day, Days(allocated), Rows(rows), [])).ShouldBe(steps);

    [Theory]
    [InlineData("w", null, "")]
    [InlineData("w", "a", "Create b 4-8")]
    [InlineData("w", "z", "Create a 0-4, Create b 4-8")]
    [InlineData("v", null, "Create a 0-4, Create b 4-8")] // another workspace
    public void What_another_program_has_sent_is_not_sent_again(string workspace, string? target, string steps) =>
        Said(Plan.Of(Day, Day, Days("a 0-4, b 4-8"), [], [new PushedFact(workspace, Day, target)])).ShouldBe(steps);

    [Fact]
    public void What_was_about_to_be_sent_and_another_program_has_sent_meanwhile_is_at_its_end() =>
        Plan.Of(Day, Day, Days("a 0-4"), Rows("a 0-4 pending"), [new PushedFact("w", Day, "a")])[0].Steps.Single().Row.ShouldSatisfyAllConditions(r => r.State.ShouldBe(PushState.Done), r => r.Wanted.ShouldBeNull());

    [Fact]
    public void Of_other_days_only_what_is_in_doubt_is_looked_for()
    {
        var days = Plan.Of(Day.PlusDays(1), Day.PlusDays(2), [], Rows("a 0-4 unknown"), []);
        days.Single().Steps.Single().ShouldSatisfyAllConditions(s => s.Action.ShouldBe(PushAction.LookFor), s => s.MaySend.ShouldBeFalse(), s => s.Row.Wanted.ShouldNotBeNull());
    }

    [Fact]
    public void What_is_done_is_pending_once_something_else_is_wanted() =>
        Plan.Of(Day, Day, Days("a 0-5"), Rows("a 0-4 done id"), [])[0].Steps[0].Row.State.ShouldBe(PushState.Pending);

    [Fact]
    public void A_mark_is_made_of_the_key_and_of_nothing_else()
    {
        var key = new PushKey("clockify", "w", Day, "a", 0);
        key.Mark.ShouldBe((key with { }).Mark);
        PushKey.MarksIn($"Development {key.Mark} and more").ShouldBe([key.Mark]);
        new[] { key with { Slot = 1 }, key with { Target = "b" }, key with { Date = Day.PlusDays(1) }, key with { Workspace = "v" } }.ShouldAllBe(k => k.Mark != key.Mark);
        Plan.Of(Day, Day, Days("a 0-4"), [], [])[0].Steps[0].Row.Wanted!.Description.ShouldBe($"Development {key.Mark}");
        // Written down once so that it never changes: what stands over there is found by it.
        key.Mark.ShouldBe("[db:51b68ce3]");
    }

    private static List<AllocatedDay> Days(string text)
    {
        var times = text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split(' ', '-')).Select(t => new AllocatedTime(t[0], 0, Hour(t[1]), Hour(t[2]))).ToList();
        return times.Count == 0 ? [] : [new AllocatedDay(Day, times.Sum(t => t.Seconds), times, [])];
    }

    private static List<PushRow> Rows(string text) => [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split(' ', '-')).Select(t =>
    {
        var key = new PushKey("clockify", "w", Day, t[0], 0);
        var content = new PushContent(Hour(t[1]), Hour(t[2]), $"Development {key.Mark}");
        var id = t.Length > 4 ? $"{t[4]}-{t[0]}" : null;
        return new PushRow(key, content) { State = Enum.Parse<PushState>(t[3], ignoreCase: true), RemoteId = id, Sent = id is null ? null : content };
    })];

    private static string Said(IReadOnlyList<PushDay> days) => string.Join(", ", days.SelectMany(d => d.Steps)
        .Select(s => $"{s.Action} {s.Row.Key.Target}{(s.Row.Key.Slot > 0 ? $"/{s.Row.Key.Slot}" : "")}{(s.Row.Wanted is { } w ? $" {w.Start / 3600}-{w.End / 3600}" : "")}"));

    private static long Hour(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * 3600;
}
