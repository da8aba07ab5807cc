using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Writes mails as files into a folder, for another program to send. A mail has one name, so writing it twice leaves one.</summary>
/// <param name="write">Puts a file there whole, or not at all.</param>
public sealed class FolderTransport(string folder, Action<string, byte[]> write) : IMailTransport
{
    public string Destination => folder;

    public MailAnswer? Rehearse(CancellationToken stop) => File.Exists(folder) ? new MailAnswer(MailEnd.NotTaken, MailTrouble.Configuration, $"{folder} is a file and no folder") : null;

    public MailAnswer Send(string sender, string recipient, byte[] message, Action handingOver, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        // The content has the Message-ID and the recipient: other mails have another hash.
        var path = Path.Combine(folder, $"mail-{ContentHash.Of(message)}.eml");
        try
        {
            Directory.CreateDirectory(folder);
            write(path, message);
            return new MailAnswer(MailEnd.Taken, MailTrouble.None, $"written to {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MailAnswer(MailEnd.NotTaken, MailTrouble.Configuration, e.Message.TrimEnd('.'));
        }
    }
}
