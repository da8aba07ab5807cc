namespace Daybook.Tests.StandIns.Smtp;

/// <summary>What a session is asked, in order.</summary>
public enum SmtpStep { Greeting, Ehlo, StartTls, Handshake, EhloAgain, Auth, AuthAnswer, Mail, Rcpt, Data, Body, Dot, Quit }

/// <summary>What the server does at a step in place of its answer.</summary>
public enum SmtpFault
{
    /// <summary>Closes the connection and does nothing of what it was asked.</summary>
    Closes,
    /// <summary>Does what it was asked, and closes the connection without an answer.</summary>
    DoesAndCloses,
    /// <summary>Says 4xx.</summary>
    Later,
    /// <summary>Says 5xx.</summary>
    Never,
    /// <summary>Says 421 and closes the connection.</summary>
    Leaves,
    /// <summary>Says nothing any more.</summary>
    Mute,
    /// <summary>Does what it was asked, and says nothing any more.</summary>
    DoesAndMute,
    /// <summary>Says what is no reply.</summary>
    Garbage,
    /// <summary>Does what it was asked, and says what is no reply.</summary>
    DoesAndGarbage,
    /// <summary>Does what it was asked, and says half of the reply.</summary>
    DoesAndHalf,
    /// <summary>A line without an end.</summary>
    LongLine,
    /// <summary>A reply of lines without an end.</summary>
    Endless,
    /// <summary>Says 354 where nobody asked for it.</summary>
    GoesOn,
}

/// <param name="Bytes">As they came, without the doubled dots.</param>
internal sealed record TakenMail(string From, IReadOnlyList<string> To, byte[] Bytes, bool IsEncrypted, string? User)
{
    public string Text => System.Text.Encoding.Latin1.GetString(Bytes);

    public string Id => Text.Split("\r\n").Single(l => l.StartsWith("Message-ID: ", StringComparison.Ordinal))["Message-ID: ".Length..];
}
