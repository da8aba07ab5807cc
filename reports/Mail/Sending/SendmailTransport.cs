using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Hands mails to the <c>sendmail</c> command of a mail server on this machine, as <c>COMMAND -i -f SENDER -- RECIPIENT</c>, without a shell.</summary>
/// <param name="command">Full path.</param>
/// <param name="longest">How long it may take.</param>
/// <param name="isSecret">Which variables of the environment the command is not given.</param>
public sealed class SendmailTransport(string command, TimeSpan longest, Func<string, bool> isSecret) : IMailTransport
{
    private const int MostSaid = 4096, MostShown = 200;

    public string Destination => command;

    public MailAnswer? Rehearse(CancellationToken stop) => File.Exists(command) ? null : new MailAnswer(MailEnd.NotTaken, MailTrouble.Configuration, $"there is no {command}");

    public MailAnswer Send(string sender, string recipient, byte[] message, Action handingOver, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (Rehearse(stop) is { } missing) return missing;
        var start = new ProcessStartInfo(command, ["-i", "-f", sender, "--", recipient]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(isSecret).ToList()) start.Environment.Remove(name);
        // Where this process dies, the command sees the end of the mail: from its first byte on it may be taken.
        handingOver();
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (ExternalException e)
        {
            return new MailAnswer(MailEnd.NotTaken, MailTrouble.Configuration, $"{command} cannot be started: {e.Message.TrimEnd('.')}");
        }
        using (process) return Handed(process, message, stop).GetAwaiter().GetResult();
    }

    private async Task<MailAnswer> Handed(Process process, byte[] message, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(longest);
        var said = Task.WhenAll(Heard(process.StandardError.BaseStream), Heard(process.StandardOutput.BaseStream));
        try
        {
            var isWhole = await Give(process, message, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var text = string.Join(' ', await said.WaitAsync(limit.Token)).Trim();
            return Answer(process.ExitCode, isWhole, Printable.Short(Printable.Line(text.ReplaceLineEndings(" ")), MostShown));
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            stop.ThrowIfCancellationRequested();
            return new MailAnswer(MailEnd.InDoubt, MailTrouble.Unreachable, string.Create(CultureInfo.InvariantCulture, $"{command} did not end within {longest.TotalSeconds:0.#} s"));
        }
    }

    /// <returns>False where the command did not want to read it all.</returns>
    private static async Task<bool> Give(Process process, byte[] message, CancellationToken stop)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(message).ReplaceLineEndings("\n")), stop);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What the exit code says, by sysexits.h as mail servers use it.</summary>
    private MailAnswer Answer(int code, bool isWhole, string said)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{command} ended with {code}{(said.Length > 0 ? $": {said}" : "")}");
        return code switch
        {
            0 when isWhole => new MailAnswer(MailEnd.Taken, MailTrouble.None, $"taken by {command}{(said.Length > 0 ? $": {said}" : "")}"),
            65 or 66 or 67 or 68 => new MailAnswer(MailEnd.Refused, MailTrouble.OfTheMail, text),
            75 => new MailAnswer(MailEnd.NotTaken, MailTrouble.OfTheMail, text),
            69 or 70 or 71 or 73 or 74 or 76 => new MailAnswer(MailEnd.NotTaken, MailTrouble.Unreachable, text),
            64 or 72 or 77 or 78 => new MailAnswer(MailEnd.NotTaken, MailTrouble.Configuration, text),
            _ => new MailAnswer(MailEnd.InDoubt, MailTrouble.Unreachable, text),
        };
    }

    private static async Task<string> Heard(Stream stream)
    {
        var (heard, buffer) = (new MemoryStream(), new byte[MostSaid]);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            if (heard.Length < MostSaid) heard.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(heard.ToArray());
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
