using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>What a row becomes, by what is wanted, tried, sent and there; contents are told apart by a letter, <c>-</c> is none.</summary>
public sealed class PushMeetingTests
{
    private const long Now = 1_000 * Micros.PerSecond;

    private static readonly PushKey Key = new("clockify", "w", new LocalDate(2026, 3, 2), "a", 0);

    [Theory]
    // Nothing is found: what was never sent may be; what is in doubt is missed twice a minute apart first.
    [InlineData("pending", "x", "-", null, "", "pending -")]
    [InlineData("blocked", "x", "-", null, "", "blocked -")]
    [InlineData("sending", "x", "x", null, "", "unknown - looked 1000")]
    [InlineData("unknown", "x", "x", 941L, "", "unknown - looked 941")]
    [InlineData("unknown", "x", "x", 940L, "", "pending -")]
    [InlineData("unknown", "-", "x", 940L, "", "done -")] // and it is not wanted any more
    [InlineData("unknown", "x", "x", 2000L, "", "unknown - looked 1000")] // the clock was set back
    // One is found: it is that entry.
    [InlineData("sending", "x", "x", null, "x", "done id x")]
    [InlineData("unknown", "x", "x", 940L, "x", "done id x")]
    [InlineData("unknown", "y", "x", null, "x", "pending id x")] // something else is wanted by now
    [InlineData("unknown", "-", "x", null, "x", "pending id x")]
    [InlineData("pending", "x", "-", null, "x", "done id x")] // the ledger forgot it
    [InlineData("pending", "x", "-", null, "z", "blocked id -")]
    [InlineData("unknown", "x", "x", null, "z", "blocked id -")]
    // Two are found: nobody knows which is meant.
    [InlineData("pending", "x", "-", null, "xx", "blocked -")]
    [InlineData("unknown", "x", "x", null, "xz", "unknown -")]
    public void What_has_no_id_is_met_by_its_mark(string state, string wanted, string tried, long? looked, string there, string becomes)
    {
        var row = Row(state, wanted, tried, "-") with { LookedAt = looked * Micros.PerSecond };
        Said(PushMeeting.Found(row, [.. there.Select(c => Entry(c.ToString()))], Now)).ShouldBe(becomes);
    }

    [Theory]
    [InlineData("unknown", "x", "x", 999L, null, "pending -")] // asked the same again, the service makes no second one
    [InlineData("sending", "x", "x", 901L, null, "pending -")]
    [InlineData("unknown", "x", "x", 900L, null, "unknown - looked 1000")] // it was too long ago
    [InlineData("unknown", "x", "x", 1001L, null, "unknown - looked 1000")] // the clock was set back
    [InlineData("unknown", "y", "x", 999L, null, "unknown - looked 1000")] // it would not be the same
    [InlineData("unknown", "-", "x", 999L, null, "unknown - looked 1000")]
    [InlineData("unknown", "x", "x", 999L, 990L, "unknown - looked 990")] // when it was asked is not known any more
    public void A_service_that_knows_what_it_was_asked_before_is_asked_again_at_once(string state, string wanted, string tried, long saved, long? looked, string becomes)
    {
        var row = Row(state, wanted, tried, "-") with { SavedAt = saved * Micros.PerSecond, LookedAt = looked * Micros.PerSecond };
        Said(PushMeeting.Found(row, [], Now, keepsKeys: 100 * Micros.PerSecond)).ShouldBe(becomes);
    }

    [Fact]
    public void A_request_is_named_by_all_that_it_says_and_by_how_often_the_entry_was_made()
    {
        var row = Row("pending", "x", "-", "-");
        row.RequestKey.ShouldBe((row with { State = PushState.Unknown, Attempts = 3, SavedAt = 5 }).RequestKey);
        ((string[])[row.RequestKey, (row with { Revision = 1 }).RequestKey, (row with { Wanted = Content("y") }).RequestKey, (row with { Key = Key with { Slot = 1 } }).RequestKey]).ShouldBeUnique();
        row.RequestKey.Length.ShouldBeLessThanOrEqualTo(128);
    }

    [Theory]
    [InlineData("pending", "y", "-", "x", "x", "pending id x")] // as it was sent: it may be changed
    [InlineData("pending", "-", "-", "x", "x", "pending id x")] // or deleted
    [InlineData("pending", "y", "-", "x", "y", "done id y")] // somebody did it already
    [InlineData("pending", "y", "-", "x", "z", "blocked id x")]
    [InlineData("pending", "-", "-", "x", "z", "blocked id x")]
    [InlineData("pending", "y", "-", "x", "x locked", "blocked id x")]
    [InlineData("pending", "y", "-", "x", "x by the service", "blocked id x")]
    [InlineData("pending", "y", "-", "x", "y locked", "done id y")]
    [InlineData("pending", "y", "-", "x", "gone", "blocked id x")]
    [InlineData("pending", "-", "-", "x", "gone", "done -")]
    [InlineData("unknown", "y", "y", "x", "y", "done id y")] // the change came through
    [InlineData("unknown", "y", "y", "x", "x", "pending id x")] // it did not
    [InlineData("unknown", "z", "y", "x", "y", "pending id y")] // it did, and something else is wanted by now
    [InlineData("sending", "-", "-", "x", "gone", "done -")] // the deletion came through
    [InlineData("sending", "y", "-", "x", "gone", "pending -")] // and it is wanted again
    [InlineData("unknown", "y", "y", "x", "gone", "blocked id x")] // a person did that
    [InlineData("blocked", "y", "-", "-", "z", "blocked id -")] // nobody knows what was sent
    public void What_has_an_id_is_read_before_it_is_touched(string state, string wanted, string tried, string sent, string there, string becomes)
    {
        var row = Row(state, wanted, tried, sent) with { RemoteId = "id" };
        Said(PushMeeting.Before(row, there == "gone" ? null : Entry(there))).ShouldBe(becomes);
    }

    [Fact]
    public void A_mark_of_the_day_that_no_row_has_is_a_stray()
    {
        var known = Row("done", "x", "-", "x") with { RemoteId = "known" };
        var ofTheDay = Entry("x") with { Id = "of-the-day", Project = "b", Description = $"Text {(Key with { Target = "b", Slot = 3 }).Mark}" };
        var ofAnother = Entry("x") with { Id = "of-another", Description = (Key with { Date = Key.Date.PlusDays(1) }).Mark };
        var twin = Entry("x") with { Id = "twin" };
        PushMeeting.Strays(Key, [known], [Entry("x") with { Id = "known" }, ofTheDay, ofAnother, twin, Entry("x") with { Id = "a person's", Description = "by hand" }])
            .Select(e => e.Id).ShouldBe(["of-the-day", "twin"]);
    }

    private static PushRow Row(string state, string wanted, string tried, string sent) =>
        new(Key, Content(wanted)) { State = Enum.Parse<PushState>(state, ignoreCase: true), Tried = Content(tried), Sent = Content(sent) };

    private static PushContent? Content(string letter) => letter == "-" ? null : new PushContent(letter[0], letter[0] + 1, Key.Mark);

    private static PushedEntry Entry(string text)
    {
        var content = Content(text[..1])!;
        return new PushedEntry("id", content.Start, content.End, "a", content.Description, text.EndsWith("locked", StringComparison.Ordinal), !text.EndsWith("service", StringComparison.Ordinal), "{}");
    }

    private static string Said(PushRow row) =>
        $"{row.State.ToString().ToLowerInvariant()}{(row.RemoteId is { } id ? $" {id}" : "")}{(row.RemoteId is null ? " -" : $" {(row.Sent is { } sent ? ((char)sent.Start).ToString() : "-")}")}{(row.LookedAt is { } at ? $" looked {at / Micros.PerSecond}" : "")}";
}
