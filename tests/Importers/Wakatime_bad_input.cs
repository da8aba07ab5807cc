using System.IO.Compression;
using System.Text;
using Daybook.Importers;
using Daybook.Importers.WakaTime;
using Daybook.Model;

namespace Daybook.Tests.Importers;

public sealed class Wakatime_bad_input
{
    private const string Good = """{"entity": "good.cs", "type": "file", "time": 1700000000.5}""";

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(" \n\t", "the file is empty")]
    [InlineData("<!DOCTYPE html><html></html>", "it is a web page, perhaps a sign-in or error page instead of the download")]
    [InlineData("\u0001\u0002\u0003\u0004", "it is a binary file")]
    [InlineData("PK\u0003\u0004", "it is an archive where none can be opened; unpack it")]
    [InlineData("{\"some\": \"thing else\"}", null)]
    public void What_is_none_of_wakatimes_is_not_claimed_and_doubted(string text, string? doubt)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        new WakaTimeImporter().Identify(bytes).ShouldBeNull();
        Encodings.Doubt(bytes).ShouldBe(doubt);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Another_encoding_is_named(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. text.GetPreamble(), .. text.GetBytes($"[{Good}]")];
        new WakaTimeImporter().Identify(bytes).ShouldBeNull();
        Encodings.Doubt(bytes).ShouldBe("it looks like UTF-16; convert it to UTF-8");
        Encodings.Doubt(text.GetBytes($"[{Good}]")).ShouldBe("it looks like UTF-16; convert it to UTF-8");
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var extracted = Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($" [{Good}]")]);
        Rows(extracted).ShouldBe(1);
        extracted.OfType<Extracted.Noted>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1700000000500", "It looks like milliseconds; seconds are expected.")]
    [InlineData("1700000000500000", "It looks like microseconds; seconds are expected.")]
    [InlineData("1700000000500000000", "It looks like nanoseconds; seconds are expected.")]
    [InlineData("0.5", null)] // 1970
    [InlineData("4102444800", null)] // 2100
    [InlineData("-1700000000", null)]
    public void A_time_that_cannot_be_is_rejected_and_its_unit_guessed_aloud(string time, string? hint)
    {
        var diagnostic = OneRejected($"[{Good}, {{\"entity\": \"a\", \"time\": {time}}}, {Good}]");
        diagnostic.Message.ShouldBe($"the time {time} does not lie between 1999 and 2100");
        diagnostic.Hint.ShouldBe(hint);
    }

    [Theory]
    [InlineData("{\"entity\": \"a\", \"time\": NaN}", "the heartbeat is not valid JSON at its byte 25")]
    [InlineData("{\"entity\": \"a\", \"time\": 1700000001, \"entity\": \"b\"}", "the key 'entity' stands twice")]
    [InlineData("{\"entity\": \"a\", \"time\": 1700000001, \"x\": 1, \"x\": 1}", "the key 'x' stands twice")]
    [InlineData("{\"entity\": \"a\", \"time\": true}", "the time should be a number of seconds")]
    [InlineData("{\"entity\": [\"a\"], \"time\": 1700000001}", "the key 'entity' should be text that can be read")]
    [InlineData("[]", "a heartbeat should be an object with keys and values")]
    public void One_bad_row_costs_only_itself(string row, string message)
    {
        var diagnostic = OneRejected($"[{Good},\n  {row},\n{Good}]");
        diagnostic.Message.ShouldBe(message);
        (diagnostic.Place.Line, diagnostic.Place.Column, diagnostic.Place.Pointer).ShouldBe((2, 3, "/1"));
    }

    [Fact]
    public void Invalid_utf8_in_a_row_costs_only_itself()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{Good},{Good},{Good}]");
        bytes[Good.Length + 15] = 0xFF;
        var extracted = Read(bytes);
        Rows(extracted).ShouldBe(2);
        extracted.OfType<Extracted.Rejected>().ShouldHaveSingleItem().Rejection.Diagnostic.Message.ShouldBe("the heartbeat is not valid UTF-8");
    }

    [Theory]
    [InlineData(1_100_000)]
    [InlineData(10_000_000)]
    public void A_text_of_megabytes_is_rejected_and_its_raw_text_cut(int length)
    {
        var extracted = Read(Encoding.UTF8.GetBytes($"[{Good},{{\"entity\": \"{new string('x', length)}\", \"time\": 1700000001}},{Good}]"));
        Rows(extracted).ShouldBe(2);
        var rejection = extracted.OfType<Extracted.Rejected>().ShouldHaveSingleItem().Rejection;
        rejection.Diagnostic.Message.ShouldBe("the heartbeat is longer than 1024 KiB");
        rejection.Raw.Length.ShouldBe(Rejection.LongestRaw);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void A_million_open_brackets_are_a_cut_file(char bracket)
    {
        var extracted = Read(Encoding.UTF8.GetBytes($"[{Good},{new string(bracket, 1_000_000)}"));
        Rows(extracted).ShouldBe(1);
        extracted.OfType<Extracted.Noted>().ShouldHaveSingleItem().Diagnostic.Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void A_million_nested_brackets_are_one_bad_row()
    {
        var deep = $"{{\"entity\": \"a\", \"time\": 1700000001, \"x\": {new string('[', 400_000)}{new string(']', 400_000)}}}";
        OneRejected($"[{Good},{deep},{Good}]").Message.ShouldBe("the heartbeat is nested deeper than 64 levels");
    }

    [Fact]
    public void What_follows_the_document_is_noted_and_left_out()
    {
        var extracted = Read(Encoding.UTF8.GetBytes($"[{Good}]\nrubbish"));
        Rows(extracted).ShouldBe(1);
        var noted = extracted.OfType<Extracted.Noted>().ShouldHaveSingleItem().Diagnostic;
        (noted.Severity, noted.Place.Line, noted.Place.Column).ShouldBe((Severity.Warning, 2, 1));
        extracted[^1].ShouldBeOfType<Extracted.End>().Bytes.ShouldBe(Good.Length + 10);
    }

    [Fact]
    public void A_broken_structure_ends_the_file_there_and_says_so()
    {
        var extracted = Read(Encoding.UTF8.GetBytes($"[{Good},\n{{\"entity\": \"a\", \"x\": [1}},{Good}]"));
        Rows(extracted).ShouldBe(1);
        extracted.OfType<Extracted.Noted>().ShouldHaveSingleItem().Diagnostic.ToString().ShouldStartWith("file:2:24: error: a bracket is closed by one of another kind");
    }

    [Fact]
    public void A_compressed_file_cut_short_keeps_its_rows()
    {
        var rows = string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => $"{{\"entity\": \"{i * 7919L % 100_003}.cs\", \"time\": {1_700_000_000 + i}}}"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes($"[{rows}]"));
        var half = packed.ToArray()[..(int)(packed.Length / 2)];
        var file = new SourceFile("file", () => new GZipStream(new MemoryStream(half), CompressionMode.Decompress), true);
        var extracted = new WakaTimeImporter().Read(file, Reading.Fresh()).ToList();
        Rows(extracted).ShouldBeInRange(1000, 19_000);
        extracted.OfType<Extracted.Noted>().ShouldHaveSingleItem().Diagnostic.Severity.ShouldBe(Severity.Error);
        extracted[^1].ShouldBeOfType<Extracted.End>().IsWhole.ShouldBeFalse();
    }

    private static Diagnostic OneRejected(string text)
    {
        var extracted = Read(Encoding.UTF8.GetBytes(text));
        Rows(extracted).ShouldBe(2);
        return extracted.OfType<Extracted.Rejected>().ShouldHaveSingleItem().Rejection.Diagnostic;
    }

    private static List<Extracted> Read(byte[] bytes) => [.. new WakaTimeImporter().Read(SourceFile.Of("file", bytes), Reading.Fresh())];

    private static int Rows(List<Extracted> extracted) => extracted.OfType<Extracted.Beats>().Sum(b => b.Batch.Count);
}
