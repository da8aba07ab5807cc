using System.Text;
using Daybook.Importers.Opening;

namespace Daybook.Tests.Importers;

public sealed class Crc32Tests
{
    // The first is the check value of the catalogue of checksums; the others are Python's zlib.crc32.
    [Theory]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("", 0u)]
    [InlineData("a", 0xE8B7BE43u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Is_the_checksum_of_zip(string text, uint expected)
    {
        var whole = new Crc32();
        whole.Add(Encoding.UTF8.GetBytes(text));
        whole.Value.ShouldBe(expected);

        var pieces = new Crc32();
        foreach (var one in Encoding.UTF8.GetBytes(text)) pieces.Add([one]);
        pieces.Value.ShouldBe(expected);
    }
}
