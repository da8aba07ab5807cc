using Daybook.Rules;

namespace Daybook.Tests.Rules;

public sealed class TimelineTests
{
    private readonly MemoryNames _names = new();

    [Theory]
    [InlineData("aaaa......aaaa", "..bbbb..bbbbbbbb", "", "aaaabb..bbaaaabb", 6)]
    [InlineData("aaaa", "....bbbb", "", "aaaabbbb", 0)]           // neighbours do not overlap
    [InlineData("..aa", "bbbbbb", "", "bbaabb", 2)]              // the rest of a later source on both sides
    [InlineData("aaaaaa", "..bb", "...cc", "aaaaaa", 3)]         // claimed by three counts once
    [InlineData("aa", "bbb", "cccc", "aabc", 3)]
    [InlineData("....aa", "bb", "..cc", "bbccaa", 0)]            // later sources may begin first
    [InlineData("", "bb", "", "bb", 0)]
    [InlineData("", "", "", "", 0)]
    public void The_first_source_wins_and_the_others_fill_the_rest(string first, string second, string third, string laid, long twice)
    {
        List<TimelineSlice> slices = [.. Slices(first, 0), .. Slices(second, 1), .. Slices(third, 2)];
        List<TimelineSlice> result = [];

        new Timeline(_names).Lay(slices, result).ShouldBe(twice);

        Draw(result).ShouldBe(laid);
        result.Zip(result.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
    }

    [Fact]
    public void Within_one_source_what_began_first_wins()
    {
        List<TimelineSlice> slices = [new(2, 9, 0, Labels("b")), new(0, 5, 0, Labels("a")), new(2, 7, 0, Labels("a"))];
        List<TimelineSlice> result = [];

        new Timeline(_names).Lay(slices, result).ShouldBe(5);

        Draw(result).ShouldBe("aaaaabbbb");
    }

    [Fact]
    public void A_slice_of_no_length_stays_to_tell_its_name()
    {
        List<TimelineSlice> slices = [new(0, 5, 0, Labels("a")), new(3, 3, 1, Labels("b")), new(4, 6, 1, Labels("c"))];
        List<TimelineSlice> result = [];

        new Timeline(_names).Lay(slices, result).ShouldBe(1);

        result.ShouldContain(new TimelineSlice(3, 3, 1, Labels("b")));
        Draw(result).ShouldBe("aaaaac");
    }

    private IEnumerable<TimelineSlice> Slices(string drawing, int rank)
    {
        for (var i = 0; i < drawing.Length; i++)
        {
            if (drawing[i] == '.') continue;
            var start = i;
            while (i < drawing.Length && drawing[i] != '.') i++;
            yield return new TimelineSlice(start, i, rank, Labels($"{drawing[start]}"));
        }
    }

    private Labels Labels(string project) => new(_names.Name(project), 0, 0, 0);

    private string Draw(List<TimelineSlice> slices)
    {
        var drawn = new string('.', (int)slices.Select(s => s.End).DefaultIfEmpty(0).Max()).ToCharArray();
        foreach (var slice in slices)
            for (var at = slice.Start; at < slice.End; at++)
                drawn[at] = _names.TextOf(slice.Labels.Project)[0];
        return new string(drawn);
    }
}
