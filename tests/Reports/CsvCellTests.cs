using Daybook.Reports;

namespace Daybook.Tests.Reports;

public class CsvCellTests
{
    [Theory]
    [InlineData("daybook", "daybook")]
    [InlineData("", "")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0\u200b=1", "'\u00a0\u200b=1")] // blanks that only Unicode knows, and none at all
    [InlineData(";=1", "\"';=1\"")] // another locale's separator
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("'=1", "''=1")] // so that a reader takes off one and no more
    [InlineData("it's", "it's")]
    [InlineData("a=b", "a=b")]
    [InlineData(" x", "\" x\"")]
    public void A_cell_is_text_for_every_spreadsheet(string text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Fact]
    public void Half_a_character_becomes_the_replacement_sign() => CsvCell.Of("a\ud800b").ShouldBe("a\ufffdb");
}
