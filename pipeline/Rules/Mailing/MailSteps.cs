using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What is done with mails of which nobody knows whether they were taken.</summary>
public enum UnknownMails
{
    /// <summary>Sent once more, the same bytes with the same Message-ID, an hour later; a second doubt holds it.</summary>
    Resend,
    /// <summary>Left for a person to decide.</summary>
    Hold,
}

/// <summary>What becomes of a mail of the outbox at each step. Pure functions; times in microseconds.</summary>
public static class MailSteps
{
    /// <summary>How long a mail in doubt waits.</summary>
    public const long BeforeResend = Micros.PerHour;

    public const long ShortestWait = 5 * Micros.PerMinute, LongestWait = 4 * Micros.PerHour;

    /// <summary>After the first attempt, when a mail that is not taken is given up.</summary>
    public const long GivenUpAfter = 5 * 24 * Micros.PerHour;

    /// <summary>Copies that are ever sent without a person asking for more.</summary>
    public const int MostCopies = 2;

    /// <summary>As a run finds it that knows that no other is at work.</summary>
    public static MailRow Found(MailRow row, long now) => row.State switch
    {
        MailState.Sending => row with { State = MailState.Pending, Message = "a run was ended before it handed the mail over" },
        MailState.Committing => InDoubt(row, now, "a run was ended before it heard whether the mail was taken"),
        _ => row,
    };

    /// <summary>Whether it is to be tried now.</summary>
    public static bool IsDue(MailRow row, long now, UnknownMails rule) => row.State switch
    {
        MailState.Pending => true,
        MailState.Deferred => HasWaited(row, now),
        MailState.Unknown => rule == UnknownMails.Resend && row.NextTryAt is not null && HasWaited(row, now),
        _ => false,
    };

    /// <summary>Before anybody is connected to.</summary>
    public static MailRow Begun(MailRow row, long now) => row with
    {
        State = MailState.Sending,
        Attempts = row.Attempts + 1,
        FirstTriedAt = row.FirstTriedAt ?? now,
        NextTryAt = null,
        Message = null,
    };

    /// <summary>Before the end of the mail is said: from here on it may have been taken.</summary>
    public static MailRow HandedOver(MailRow row) => row with { State = MailState.Committing, Copies = row.Copies + 1 };

    /// <param name="chance">From 0 to 1.</param>
    public static MailRow Ended(MailRow row, MailAnswer answer, long now, double chance)
    {
        var message = answer.Message;
        if (answer.End == MailEnd.Taken) return row with { State = MailState.Sent, SentAt = now, NextTryAt = null, Copies = Math.Max(row.Copies, 1), Message = message };
        if (answer.End == MailEnd.InDoubt) return InDoubt(row, now, message);
        // This copy was not taken, which says nothing of one before.
        var left = row with { Copies = row.State == MailState.Committing ? row.Copies - 1 : row.Copies, NextTryAt = null, Message = message };
        if (answer.End == MailEnd.Refused) return left with { State = MailState.Failed };
        if (!answer.NeedsAPerson && now - (row.FirstTriedAt ?? now) >= GivenUpAfter) return left with { State = MailState.Failed, Message = $"given up after five days: {message}" };
        return left with { State = MailState.Deferred, NextTryAt = now + Wait(row.Attempts, chance) };
    }

    /// <summary>A person wants it tried now; null where there is nothing to try.</summary>
    public static MailRow? Retried(MailRow row) => row.State is MailState.Sent or MailState.Pending ? null
        : row with { State = MailState.Pending, Attempts = 0, FirstTriedAt = null, NextTryAt = null, Retries = row.Retries + 1 };

    /// <summary>A person does not want it sent; null where it was.</summary>
    public static MailRow? Dropped(MailRow row) => row.State is MailState.Sent or MailState.Dropped ? null : row with { State = MailState.Dropped, NextTryAt = null };

    /// <summary>What it tells of is over, so that it is of no use any more; as it is where a person asked for it, or nothing is to come of it by itself.</summary>
    public static MailRow Outlived(MailRow row) =>
        row.Retries > 0 || (row.State is not (MailState.Pending or MailState.Deferred) && (row.State != MailState.Unknown || row.NextTryAt is null)) ? row
        : row with { State = MailState.Dropped, NextTryAt = null, Message = "what it tells of was over before it could be sent" };

    /// <summary>From five minutes to twice as much for each attempt, up to four hours: anywhere in between.</summary>
    /// <param name="attempts">Made so far, 1 or more.</param>
    public static long Wait(int attempts, double chance)
    {
        var most = Math.Min(LongestWait, ShortestWait << Math.Clamp(attempts, 0, 10));
        return ShortestWait + (long)((most - ShortestWait) * Math.Clamp(chance, 0, 1));
    }

    private static MailRow InDoubt(MailRow row, long now, string message) => row with
    {
        State = MailState.Unknown,
        NextTryAt = row.Copies < MostCopies ? now + BeforeResend : null,
        Message = message,
    };

    /// <remarks>Nothing waits for longer than the longest wait: what seems to was put off by a clock that was ahead.</remarks>
    private static bool HasWaited(MailRow row, long now) => row.NextTryAt is not { } next || now >= next || next - now > LongestWait;
}
