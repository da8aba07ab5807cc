using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Tests.Rules.Mailing;

public sealed class MailStepsTests
{
    private const long Now = 1_000 * Micros.PerHour;

    [Theory]
    [InlineData(MailState.Sending, MailState.Pending)] // nobody was told that it is complete
    [InlineData(MailState.Committing, MailState.Unknown)]
    [InlineData(MailState.Pending, MailState.Pending)]
    [InlineData(MailState.Sent, MailState.Sent)]
    [InlineData(MailState.Deferred, MailState.Deferred)]
    [InlineData(MailState.Failed, MailState.Failed)]
    [InlineData(MailState.Unknown, MailState.Unknown)]
    [InlineData(MailState.Dropped, MailState.Dropped)]
    public void A_run_finds_what_one_that_died_has_left(MailState left, MailState found) => MailSteps.Found(A(left), Now).State.ShouldBe(found);

    [Theory]
    [InlineData(MailState.Pending, null, true, true)]
    [InlineData(MailState.Deferred, 0L, true, true)]
    [InlineData(MailState.Deferred, 1L, false, false)]
    [InlineData(MailState.Unknown, 0L, true, false)] // the only one that the rule is about
    [InlineData(MailState.Unknown, 1L, false, false)]
    [InlineData(MailState.Unknown, null, false, false)] // held
    [InlineData(MailState.Deferred, 24 * 365 * Micros.PerHour, true, true)] // put off by a clock that was years ahead
    [InlineData(MailState.Sent, null, false, false)]
    [InlineData(MailState.Failed, null, false, false)]
    [InlineData(MailState.Dropped, null, false, false)]
    [InlineData(MailState.Committing, null, false, false)]
    public void What_is_due(MailState state, long? wait, bool isDue, bool isDueWhereHeld)
    {
        var row = A(state) with { NextTryAt = Now + wait };
        MailSteps.IsDue(row, Now, UnknownMails.Resend).ShouldBe(isDue);
        MailSteps.IsDue(row, Now, UnknownMails.Hold).ShouldBe(isDueWhereHeld);
    }

    [Theory]
    [InlineData(MailState.Sending, MailEnd.NotTaken, MailTrouble.OfTheMail, 0, MailState.Deferred, 0)]
    [InlineData(MailState.Sending, MailEnd.NotTaken, MailTrouble.Unreachable, 0, MailState.Deferred, 0)]
    [InlineData(MailState.Sending, MailEnd.Refused, MailTrouble.OfTheMail, 0, MailState.Failed, 0)]
    [InlineData(MailState.Sending, MailEnd.Taken, MailTrouble.None, 0, MailState.Sent, 1)] // of a way that is the same done twice
    [InlineData(MailState.Committing, MailEnd.Taken, MailTrouble.None, 1, MailState.Sent, 1)]
    [InlineData(MailState.Committing, MailEnd.NotTaken, MailTrouble.OfTheMail, 1, MailState.Deferred, 0)] // 451 after the dot
    [InlineData(MailState.Committing, MailEnd.Refused, MailTrouble.OfTheMail, 1, MailState.Failed, 0)]
    [InlineData(MailState.Committing, MailEnd.InDoubt, MailTrouble.Unreachable, 1, MailState.Unknown, 1)]
    [InlineData(MailState.Committing, MailEnd.Refused, MailTrouble.OfTheMail, 2, MailState.Failed, 1)] // the copy before is still in doubt
    [InlineData(MailState.Sending, MailEnd.NotTaken, MailTrouble.Unreachable, 1, MailState.Deferred, 1)]
    public void What_an_attempt_comes_to(MailState at, MailEnd end, MailTrouble trouble, int copies, MailState becomes, int left)
    {
        var row = MailSteps.Ended(A(at) with { Copies = copies, Attempts = 1, FirstTriedAt = Now }, new MailAnswer(end, trouble, "said"), Now, 0.5);
        (row.State, row.Copies, row.Message).ShouldBe((becomes, left, "said"));
        (row.SentAt is not null).ShouldBe(becomes == MailState.Sent);
        (row.NextTryAt is not null).ShouldBe(becomes is MailState.Deferred or MailState.Unknown);
    }

    [Theory]
    [InlineData(MailState.Pending, false, 0, true)]
    [InlineData(MailState.Deferred, true, 0, true)]
    [InlineData(MailState.Deferred, true, 1, false)] // a person asked for it
    [InlineData(MailState.Unknown, true, 0, true)] // not once more
    [InlineData(MailState.Unknown, false, 0, false)] // held for a person already
    [InlineData(MailState.Sent, false, 0, false)]
    [InlineData(MailState.Failed, false, 0, false)]
    [InlineData(MailState.Dropped, false, 0, false)]
    public void What_has_outlived_its_use_is_dropped(MailState state, bool waits, int retries, bool isDropped)
    {
        var row = A(state) with { NextTryAt = waits ? Now : null, Retries = retries };
        var left = MailSteps.Outlived(row);
        if (!isDropped) left.ShouldBe(row);
        else (left.State, left.NextTryAt, left.Message).ShouldBe((MailState.Dropped, null, "what it tells of was over before it could be sent"));
    }

    [Fact]
    public void A_doubt_is_sent_once_more_after_an_hour_and_a_second_one_is_held()
    {
        var first = Doubted(A(MailState.Pending));
        (first.State, first.NextTryAt).ShouldBe((MailState.Unknown, Now + Micros.PerHour));
        var second = Doubted(first);
        (second.State, second.NextTryAt, second.Copies).ShouldBe((MailState.Unknown, null, 2));
        MailSteps.IsDue(second, Now + 10_000 * Micros.PerHour, UnknownMails.Resend).ShouldBeFalse();
        MailSteps.IsDue(MailSteps.Retried(second)!, Now, UnknownMails.Hold).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 0.0, 5)]
    [InlineData(1, 1.0, 10)]
    [InlineData(2, 1.0, 20)]
    [InlineData(3, 0.5, 22.5)]
    [InlineData(6, 1.0, 240)] // 5:20 would be longer than the longest
    [InlineData(1000, 1.0, 240)]
    [InlineData(1000, 0.0, 5)]
    public void Waits_grow_from_five_minutes_to_four_hours(int attempts, double chance, double minutes) =>
        MailSteps.Wait(attempts, chance).ShouldBe((long)(minutes * Micros.PerMinute));

    [Theory]
    [InlineData(119, MailTrouble.Unreachable, MailState.Deferred)]
    [InlineData(120, MailTrouble.Unreachable, MailState.Failed)]
    [InlineData(120, MailTrouble.OfTheMail, MailState.Failed)]
    [InlineData(9999, MailTrouble.Login, MailState.Deferred)] // a person has to mend it, however long that takes
    [InlineData(9999, MailTrouble.Protocol, MailState.Deferred)]
    [InlineData(9999, MailTrouble.Configuration, MailState.Deferred)]
    public void After_five_days_it_is_given_up(int hours, MailTrouble trouble, MailState becomes) =>
        MailSteps.Ended(A(MailState.Sending) with { Attempts = 9, FirstTriedAt = Now - hours * Micros.PerHour }, new MailAnswer(MailEnd.NotTaken, trouble, "said"), Now, 0).State.ShouldBe(becomes);

    [Theory]
    [InlineData(MailState.Failed, true, true)]
    [InlineData(MailState.Deferred, true, true)]
    [InlineData(MailState.Unknown, true, true)]
    [InlineData(MailState.Dropped, true, false)]
    [InlineData(MailState.Pending, false, true)]
    [InlineData(MailState.Sent, false, false)]
    public void What_a_person_may_do(MailState state, bool mayRetry, bool mayDrop)
    {
        (MailSteps.Retried(A(state))?.State).ShouldBe(mayRetry ? MailState.Pending : null);
        (MailSteps.Dropped(A(state))?.State).ShouldBe(mayDrop ? MailState.Dropped : null);
    }

    /// <summary>Any server, any deaths, any clock: the row never says less than what is so.</summary>
    [Fact]
    public void Whatever_happens_nothing_is_lost_and_no_third_copy_is_sent()
    {
        foreach (var seed in Enumerable.Range(0, 5000))
        {
            var chance = new Random(seed);
            var (row, now, taken, doubts) = (A(MailState.Pending), Now, 0, 0);
            for (var step = 0; step < 60 && row.State is not (MailState.Sent or MailState.Failed); step++)
            {
                now += chance.NextInt64(6 * Micros.PerHour);
                row = MailSteps.Found(row, now);
                if (!MailSteps.IsDue(row, now, UnknownMails.Resend)) continue;
                row = MailSteps.Begun(row, now);
                if (chance.Next(6) == 0) continue; // dies
                if (chance.Next(4) == 0)
                {
                    row = MailSteps.Ended(row, Answers[chance.Next(2)], now, chance.NextDouble());
                    continue;
                }
                row = MailSteps.HandedOver(row);
                var isTaken = chance.Next(2) == 0;
                if (isTaken) taken++;
                var isHeard = chance.Next(2) == 0;
                if (!isHeard) doubts++;
                if (!isHeard && chance.Next(2) == 0) continue; // dies
                row = MailSteps.Ended(row, isHeard ? isTaken ? Answers[2] : Answers[chance.Next(2)] : Answers[3], now, chance.NextDouble());
            }
            taken.ShouldBeLessThanOrEqualTo(Math.Min(doubts, 1) + 1, $"seed {seed}");
            taken.ShouldBeLessThanOrEqualTo(row.Copies, $"seed {seed}");
            if (row.State == MailState.Sent) taken.ShouldBeGreaterThan(0, $"seed {seed}");
            else row.State.ShouldNotBe(MailState.Dropped);
        }
    }

    private static readonly MailAnswer[] Answers =
    [
        new(MailEnd.NotTaken, MailTrouble.OfTheMail, ""), new(MailEnd.Refused, MailTrouble.OfTheMail, ""), new(MailEnd.Taken, MailTrouble.None, ""), new(MailEnd.InDoubt, MailTrouble.Unreachable, ""),
    ];

    private static MailRow Doubted(MailRow row) => MailSteps.Ended(MailSteps.HandedOver(MailSteps.Begun(row, Now)), new MailAnswer(MailEnd.InDoubt, MailTrouble.Unreachable, ""), Now, 0);

    private static MailRow A(MailState state) => new(1, new MailKey("me", "digest", "2026-W47", "ada@example.org"), "daybook@example.org", "ada@example.org", "Week 47", "<1@example.org>", Now)
    {
        State = state,
        Copies = state is MailState.Committing or MailState.Unknown or MailState.Sent ? 1 : 0,
    };
}
