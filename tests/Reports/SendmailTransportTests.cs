using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public sealed class SendmailTransportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _handedOver;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_the_mail_and_the_addresses_without_a_shell()
    {
        var answer = Send($"printf '%s\\n' \"$@\" > {_folder.File("args")}; env > {_folder.File("env")}; cat > {_folder.File("mail")}", "a'b$c@example.org", "Subject: x\r\n\r\n.\r\nend\r\n");
        (answer.End, answer.Message).ShouldBe((MailEnd.Taken, $"taken by {_folder.File("sendmail")}"));
        File.ReadAllLines(_folder.File("args")).ShouldBe(["-i", "-f", "daybook@example.org", "--", "a'b$c@example.org"]);
        File.ReadAllText(_folder.File("mail")).ShouldBe("Subject: x\n\n.\nend\n");
        File.ReadAllLines(_folder.File("env")).ShouldNotContain(l => l.StartsWith("PATH=", StringComparison.Ordinal));
        _handedOver.ShouldBe(1);
    }

    [Theory]
    [InlineData(75, MailEnd.NotTaken, MailTrouble.OfTheMail)]
    [InlineData(69, MailEnd.NotTaken, MailTrouble.Unreachable)]
    [InlineData(71, MailEnd.NotTaken, MailTrouble.Unreachable)]
    [InlineData(67, MailEnd.Refused, MailTrouble.OfTheMail)]
    [InlineData(65, MailEnd.Refused, MailTrouble.OfTheMail)]
    [InlineData(78, MailEnd.NotTaken, MailTrouble.Configuration)]
    [InlineData(77, MailEnd.NotTaken, MailTrouble.Configuration)]
    [InlineData(1, MailEnd.InDoubt, MailTrouble.Unreachable)] // says nothing
    [InlineData(137, MailEnd.InDoubt, MailTrouble.Unreachable)] // was killed
    public void What_it_ends_with_is_understood(int code, MailEnd end, MailTrouble trouble)
    {
        var answer = Send($"cat > /dev/null; printf 'it was\\033[31m so' >&2; exit {code}");
        (answer.End, answer.Trouble, answer.Message).ShouldBe((end, trouble, $"{_folder.File("sendmail")} ended with {code}: it was\\x1b[31m so"));
    }

    [Fact]
    public void A_command_that_reads_nothing_and_says_that_all_is_well_is_not_believed() =>
        Send("exec 0<&-; sleep 0.2; exit 0", message: new string('x', 1_000_000)).End.ShouldBe(MailEnd.InDoubt);

    [Fact]
    public void A_command_that_does_not_end_is_ended() => Send("cat > /dev/null; sleep 600", longest: TimeSpan.FromSeconds(1)).End.ShouldBe(MailEnd.InDoubt);

    [Fact]
    public void A_command_that_is_not_there_is_said()
    {
        var answer = new SendmailTransport(_folder.File("nothing"), TimeSpan.FromSeconds(60), _ => false).Send("a@b", "c@d", [], () => _handedOver++, default);
        (answer.End, answer.Trouble, _handedOver).ShouldBe((MailEnd.NotTaken, MailTrouble.Configuration, 0));
    }

    private MailAnswer Send(string script, string to = "ada@example.org", string message = "Subject: x\r\n", TimeSpan? longest = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no such command there");
        var command = _folder.File("sendmail");
        File.WriteAllText(command, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SendmailTransport(command, longest ?? TimeSpan.FromSeconds(60), name => name == "PATH").Send("daybook@example.org", to, System.Text.Encoding.ASCII.GetBytes(message), () => _handedOver++, default);
    }
}
