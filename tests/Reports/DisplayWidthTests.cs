using Daybook.Reports;

namespace Daybook.Tests.Reports;

public class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("daybook", 7)]
    [InlineData("étude", 5)]
    [InlineData("e\u0301tude", 5)] // the accent is drawn onto the e
    [InlineData("計画", 4)]
    [InlineData("ｶﾅ", 2)] // half width by name
    [InlineData("한국", 4)]
    [InlineData("مشروع", 5)]
    [InlineData("📅", 2)]
    [InlineData("👨\u200d👩\u200d👧", 2)] // one picture of three
    [InlineData("🇩🇪", 2)]
    [InlineData("❤\ufe0f", 2)] // a sign that asks to be a picture
    [InlineData("❤", 1)]
    [InlineData("a\u200b", 1)]
    public void Text_takes_so_many_columns(string text, int columns) => DisplayWidth.Of(text).ShouldBe(columns);

    [Theory]
    [InlineData("daybook", 7, "daybook")]
    [InlineData("daybook", 6, "daybo…")]
    [InlineData("計画書", 5, "計画…")]
    [InlineData("計画書", 4, "計…")] // no half signs
    [InlineData("e\u0301tude", 3, "e\u0301t…")]
    public void A_cut_text_fits_and_says_that_it_was_cut(string text, int columns, string cut) => DisplayWidth.Cut(text, columns).ShouldBe(cut);

    [Fact]
    public void A_sign_with_a_thousand_marks_is_cut_as_well() =>
        DisplayWidth.Cut("a" + new string('\u0301', 1000), 10).Length.ShouldBeLessThan(42);
}
