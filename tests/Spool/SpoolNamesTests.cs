using Daybook.Spool;

namespace Daybook.Tests.Spool;

public sealed class SpoolNamesTests
{
    [Theory]
    [InlineData("editor")]
    [InlineData("vim-9.1_laptop")]
    public void A_plain_name_stays_as_it_is(string name) => SpoolNames.Safe(name).ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("Ada's Mac")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("\u202efdp")]
    [InlineData("NUL")]
    [InlineData("com1.txt")] // Windows opens a device, whatever the ending
    public void Any_other_is_made_safe_and_stays_apart_from_its_like(string text)
    {
        SpoolNames.IsSafe(text).ShouldBeFalse();
        var safe = SpoolNames.Safe(text);
        SpoolNames.IsSafe(safe).ShouldBeTrue(safe);
        SpoolNames.Safe(text + "!").ShouldNotBe(safe);
    }

    [Fact]
    public void A_long_one_is_cut() => SpoolNames.IsSafe(SpoolNames.Safe(new string('a', 5000))).ShouldBeTrue();

    [Theory]
    [InlineData("vim.1785000000000000.jsonl", 1785000000000000L)]
    [InlineData("a.b.7.jsonl", 7L)]
    [InlineData("vim.jsonl", null)]
    [InlineData("vim.-7.jsonl", null)]
    [InlineData("vim.7.txt", null)]
    public void The_name_of_a_taken_file_says_when_it_was_taken(string name, long? at) => SpoolNames.TakenAt(name).ShouldBe(at);
}
