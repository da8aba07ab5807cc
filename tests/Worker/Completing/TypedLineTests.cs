using Daybook.Worker.Completing;

namespace Daybook.Tests.Worker.Completing;

/// <summary>How a line is cut, and how a name is written back into it; that shells agree is seen by tests/contracts/shells.</summary>
public sealed class TypedLineTests
{
    [Theory]
    [InlineData("daybook ", "", "", '\0', 0)]
    [InlineData("daybook rep", "", "rep", '\0', 0)]
    [InlineData("daybook report  week ", "report|week", "", '\0', 0)]
    [InlineData("daybook report 'a b' \"c d", "report|a b", "c d", '"', 0)]
    [InlineData(@"daybook a\ b\'c", "", "a b'c", '\0', 0)]
    [InlineData(@"daybook ""a\""\n", "", @"a""\n", '"', 0)] // within quotes a backslash escapes little
    [InlineData("daybook --format=ht", "", "--format=ht", '\0', 9)] // Bash has cut at =
    [InlineData(@"daybook a\:b:c", "", "a:b:c", '\0', 4)]
    [InlineData("daybook '' x", "", "x", '\0', 0, 1)]
    public void Bash(string line, string before, string current, char quote, int kept, int empty = 0)
    {
        var typed = TypedLine.OfBash(line);
        (string.Join('|', typed.Before), typed.Current, typed.Quote, typed.Kept).ShouldBe((before, current, quote, kept));
        typed.Before.Count(w => w.Length == 0).ShouldBe(empty);
    }

    [Theory]
    [InlineData("daybook report project 'O''Ne", "report|project", "O'Ne")]
    [InlineData("daybook report project \"a`\"b", "report|project", "a\"b")]
    [InlineData("daybook report `$x", "report", "$x")]
    public void PowerShell(string line, string before, string current)
    {
        var typed = TypedLine.OfPowerShell(line);
        (string.Join('|', typed.Before), typed.Current).ShouldBe((before, current));
    }

    [Theory]
    [InlineData("daybook x ", "a b", @"a\ b")]
    [InlineData("daybook x ", "$(rm) `id` ; & | > * ! # ~", @"\$\(rm\)\ \`id\`\ \;\ \&\ \|\ \>\ \*\ \!\ \#\ \~")]
    [InlineData("daybook x \"", "a $b \"c\"", @"a \$b \""c\""")]
    [InlineData("daybook x \"", "a!", null)]
    [InlineData("daybook x 'O", "O'Neil", null)]
    [InlineData("daybook x '", "a $b", "a $b")]
    [InlineData("daybook x a:", "a:b c", @"b\ c")]
    [InlineData("daybook x a'b", "ab", null)] // the quote opens in the middle
    [InlineData("daybook x b", "ab", null)]
    [InlineData("daybook x ", "a\nb", null)]
    [InlineData("daybook x ", "a\u202eb", null)]
    [InlineData("daybook x ", "", null)]
    [InlineData("daybook x ", "日本", "日本")]
    public void A_name_as_Bash_takes_it_for_one_word(string line, string name, string? written) =>
        Shell.Bash.Line(new Candidate(name), TypedLine.OfBash(line)).ShouldBe(written);

    [Theory]
    [InlineData("week", "week")]
    [InlineData("a b", "'a b'")]
    [InlineData("O'Neil \u2019x\u2019", "'O''Neil \u2019\u2019x\u2019\u2019'")] // PowerShell takes these for quotes, too
    [InlineData("$(x)", "'$(x)'")]
    [InlineData("a \"b\"", null)]
    public void A_name_as_PowerShell_takes_it_for_one_word(string name, string? written) =>
        Shell.PowerShell.Line(new Candidate(name), TypedLine.OfPowerShell("daybook x ")).ShouldBe(written);

    [Fact]
    public void A_name_that_is_too_long_is_left_out() => new Candidate(new string('a', 201)).IsFit.ShouldBeFalse();
}
