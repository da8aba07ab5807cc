using System.Text;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

public sealed class SmtpContentTests
{
    [Theory]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("a", "a\r\n")]
    [InlineData("", "")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("..a\r\n.\r\nb.c\r\n", "...a\r\n..\r\nb.c\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")] // what some servers take for the end, and others do not
    [InlineData("a\r.\rb\r", "a\r\n..\r\nb\r\n")]
    [InlineData("a\n\r.\r\nb", "a\r\n\r\n..\r\nb\r\n")]
    public void Nothing_in_a_message_can_end_it(string message, string content) =>
        Encoding.ASCII.GetString(SmtpContent.Of(Encoding.ASCII.GetBytes(message))).ShouldBe(content);
}
