using Daybook.Model;

namespace Daybook.Reports;

/// <summary>A way to hand a mail over, one to one recipient. A mail library would take its place here.</summary>
public interface IMailTransport
{
    /// <summary>Where mails go, for a person: <c>mail.example.org:587</c>.</summary>
    string Destination { get; }

    /// <summary>Goes as far as a mail would, and hands none over: what stands in the way, or null.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    MailAnswer? Rehearse(CancellationToken stop);

    /// <param name="sender">Address that is told what becomes of the mail.</param>
    /// <param name="message">Its bytes; lines end in CRLF.</param>
    /// <param name="handingOver">
    /// Called once just before the mail is complete over there, so that this can be written down first; what it throws ends the attempt with nothing handed over.
    /// Not called where doing it twice is the same as once.
    /// </param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    MailAnswer Send(string sender, string recipient, byte[] message, Action handingOver, CancellationToken stop);
}
