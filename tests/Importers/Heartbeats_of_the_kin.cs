using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Tests.Support;

namespace Daybook.Tests.Importers;

/// <summary>What WakaTime's kin writes: every heartbeat is found again where it was read.</summary>
public sealed class Heartbeats_of_the_kin
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    public static TheoryData<string> Files =>
    [
        .. new[] { "eztracker", "wakapi", "hackatime" }.SelectMany(s => Directory.GetFiles(Path.Combine(Folder, s)))
            .Where(f => !f.EndsWith(".expected.txt", StringComparison.Ordinal) && !f.EndsWith(".cfg", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Are_found_again_in_their_segments(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name));
        var file = SourceFile.Of(name, bytes);
        var importer = AllImporters.InOrder.Single(i => i.Identify(bytes) is not null);
        var all = importer.Read(file, Reading.Fresh()).ToList();
        var times = all.OfType<Extracted.Beats>().SelectMany(b => b.Batch.Filled.ToArray()).Select(r => r.At);
        var found = all.OfType<Extracted.Segment>().Select(s => s.DaySegment)
            .SelectMany(s => importer.Find(SegmentBytes.ReadAgain(file, s.Offset, s.Length, s.Hash)!, s.Date is not null)).ToList();
        found.Select(f => f.Key.At).ShouldBe(times);
    }

    [Fact]
    public void A_heartbeat_on_a_line_has_the_place_of_its_line()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "eztracker", "server.jsonl"));
        var importer = AllImporters.InOrder.Single(i => i.Name == "eztracker");
        importer.Find(bytes, isDay: false).Select(f => (f.Place.Line, f.Place.Column)).ShouldBe([(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]);
    }

    [Theory]
    [InlineData("[settings]\napi_key = 1\n")] // WakaTime's has that as well
    [InlineData("server_url = x\n")]
    public void Not_every_configuration_is_EZTRACKERs(string text) =>
        AllImporters.InOrder.Where(i => i.Identify(System.Text.Encoding.UTF8.GetBytes(text)) is not null).ShouldBeEmpty();

    [Fact]
    public void TimeTrackers_times_need_a_zone_that_somebody_has_said()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "timetracker", "all-data.json"));
        var importer = AllImporters.InOrder.Single(i => i.Identify(bytes) is not null);
        var refused = importer.Read(SourceFile.Of("x.json", bytes), Reading.Fresh()).ShouldHaveSingleItem().ShouldBeOfType<Extracted.Refused>();
        refused.Diagnostic.Hint!.ShouldContain("Europe/Vienna");
    }
}
