namespace Daybook.Model;

/// <summary>How far a mail is.</summary>
public enum MailState
{
    /// <summary>To be sent.</summary>
    Pending,
    /// <summary>A run is sending it, and has not yet said that it is complete; where a run begins with it, the run before died and nobody has taken it.</summary>
    Sending,
    /// <summary>About to be handed over: the next thing said is the end of the mail. Where a run begins with it, nothing says whether it was taken.</summary>
    Committing,
    /// <summary>Taken.</summary>
    Sent,
    /// <summary>Not taken yet; tried again later.</summary>
    Deferred,
    /// <summary>Never to be taken, or given up; not tried again by itself.</summary>
    Failed,
    /// <summary>Handed over, and nothing says whether it was taken.</summary>
    Unknown,
    /// <summary>A person did not want it sent any more.</summary>
    Dropped,
}

/// <summary>A mail in the outbox. Whoever tries it again sends the same bytes.</summary>
/// <param name="Id">Of the row; 0 before it is stored.</param>
/// <param name="Sender">The address that is told what becomes of it.</param>
/// <param name="Recipient">As it was written, while the key's is in lower case.</param>
/// <param name="MessageId">With its angle brackets.</param>
/// <param name="PutAt">Microseconds since the epoch, as all times here.</param>
public sealed record MailRow(long Id, MailKey Key, string Sender, string Recipient, string Subject, string MessageId, long PutAt)
{
    public MailState State { get; init; }

    /// <summary>Times it was tried since it was put or a person asked for it.</summary>
    public int Attempts { get; init; }

    /// <summary>Copies that may have been taken: one that was refused does not count.</summary>
    public int Copies { get; init; }

    /// <summary>Times a person asked for it to be tried again.</summary>
    public int Retries { get; init; }

    /// <summary>When the first of those attempts was.</summary>
    public long? FirstTriedAt { get; init; }

    /// <summary>Not before then; null where nothing waits.</summary>
    public long? NextTryAt { get; init; }

    public long? SentAt { get; init; }

    /// <summary>What was said last of it: by the server that took or refused it, or by Daybook.</summary>
    public string? Message { get; init; }

    /// <summary>Length of the mail in bytes.</summary>
    public int Size { get; init; }
}

/// <summary>What became of an attempt.</summary>
public enum MailEnd
{
    /// <summary>Whoever it was handed to is answerable for it now.</summary>
    Taken,
    /// <summary>Not taken; another attempt may fare better.</summary>
    NotTaken,
    /// <summary>Not taken, and it never will be.</summary>
    Refused,
    /// <summary>It was handed over, and no answer says whether it was taken.</summary>
    InDoubt,
}

/// <summary>What stood in the way.</summary>
public enum MailTrouble
{
    None,
    /// <summary>Something of this mail or its recipient.</summary>
    OfTheMail,
    /// <summary>Nobody is there, or the connection was lost.</summary>
    Unreachable,
    /// <summary>No encryption, a certificate that does not hold, or answers that make no sense.</summary>
    Protocol,
    /// <summary>The login was refused, or there is none of the kind.</summary>
    Login,
    /// <summary>Something that the configuration names is not there.</summary>
    Configuration,
}

/// <param name="Message">One sentence, lower case, without a full stop. Nothing of it is secret.</param>
public sealed record MailAnswer(MailEnd End, MailTrouble Trouble, string Message)
{
    /// <summary>It would be the same with any other mail.</summary>
    public bool IsOfAll => Trouble is not (MailTrouble.None or MailTrouble.OfTheMail);

    /// <summary>Only a person can mend it.</summary>
    public bool NeedsAPerson => Trouble is MailTrouble.Protocol or MailTrouble.Login or MailTrouble.Configuration;
}
