using System.Text;
using Daybook.Importers;
using Daybook.Model;

namespace Daybook.Tests.Importers;

public sealed class Fast_and_plain_reading
{
    private static readonly string[] Insertions =
    [
        "\"", "\\", ",", "{", "}", "[", "]", ":", " ", "\n", "0", "-", ".5", "e3", "null", "true", "\\u0041", "\\ud83d", "\\u0000", "é", "\t", "\0",
        "\"x\": 1, ", "\"x\": [\"a\", {\"b\": []}], ", "\"time\": 1, ", "\"machine\": \"m\", ", "]}, {\"date\": \"2024-01-01\", \"heartbeats\": [",
    ];

    [Theory]
    [InlineData("compact")]
    [InlineData("python")]
    [InlineData("pretty")]
    [InlineData("wakatime")]
    public void Are_the_same_for_sound_files(string style)
    {
        var random = new Random(7);
        for (var round = 0; round < 40; round++) Compare(Encoding.UTF8.GetBytes(new HeartbeatFiles(random, style).Export(days: 1 + round % 5)));
    }

    [Theory]
    [InlineData("compact", 1)]
    [InlineData("python", 2)]
    [InlineData("pretty", 3)]
    [InlineData("wakatime", 4)]
    public void Are_the_same_for_damaged_files(string style, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var bytes = new List<byte>(Encoding.UTF8.GetBytes(new HeartbeatFiles(random, style).Export(days: 3)));
            for (var n = random.Next(1, 4); n > 0; n--) Damage(bytes, random);
            Compare([.. bytes]);
        }
    }

    [Theory]
    [InlineData("compact")]
    [InlineData("wakatime")]
    public void Skip_the_same_days_when_they_are_known(string style)
    {
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            var first = Encoding.UTF8.GetBytes(new HeartbeatFiles(random, style).Export(days: 6));
            var known = Segments(first);
            var again = first.ToList();
            if (round > 0) Damage(again, random);
            Compare([.. again], (hash, length) => known.GetValueOrDefault((hash, length)));
        }
        var bytes = Encoding.UTF8.GetBytes(new HeartbeatFiles(random, style).Export(days: 6));
        var all = Segments(bytes);
        var text = WakaTimeTranscript.Of(SourceFile.Of("again", bytes), isFast: true, (hash, length) => all.GetValueOrDefault((hash, length)));
        all.Count.ShouldBeInRange(3, 6); // a day with a bad row is not known
        text.Split(" known\n").Length.ShouldBe(all.Count + 1);
        Rest(text).ShouldBe(Rest(WakaTimeTranscript.Of(SourceFile.Of("again", bytes))));
    }

    // The account, the fingerprint and the SHA-256 do not depend on what was skipped; the keys of its rows are not seen again.
    private static string Rest(string transcript) => transcript[transcript.IndexOf("account ", StringComparison.Ordinal)..].Split("unknown ")[0].TrimEnd();

    private static Dictionary<(ContentHash, long), KnownSegment> Segments(byte[] bytes)
    {
        var known = new Dictionary<(ContentHash, long), KnownSegment>();
        foreach (var extracted in new Daybook.Importers.WakaTime.WakaTimeImporter().Read(SourceFile.Of("first", bytes), Reading.Fresh()))
            if (extracted is Extracted.Segment { DaySegment: { Rejected: 0 } s })
                known[(s.Hash, s.Length)] = new KnownSegment(s.Rows, s.FirstAt, s.LastAt);
        return known;
    }

    private static void Compare(byte[] bytes, Func<ContentHash, long, KnownSegment?>? findKnown = null)
    {
        var file = SourceFile.Of("file", bytes);
        var fast = WakaTimeTranscript.Of(file, isFast: true, findKnown);
        var plain = WakaTimeTranscript.Of(file, isFast: false, findKnown);
        if (fast != plain) fast.ShouldBe(plain, Encoding.UTF8.GetString(bytes));
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                break;
            case 2:
                var length = Math.Min(random.Next(1, 400), bytes.Count - at);
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Insertions[random.Next(Insertions.Length)]));
                break;
            default:
                // Where a key may stand.
                var key = bytes.IndexOf((byte)'"', at);
                if (key >= 0) bytes.InsertRange(key, Encoding.UTF8.GetBytes(Insertions[random.Next(Insertions.Length)]));
                break;
        }
    }
}
