using Daybook.Importers;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Tests.Importers;

/// <summary>
/// The laws of importing, held by every sample of every source: files below <c>samples/SOURCE</c> with an approved text
/// beside each; their local times are those of Berlin.
/// </summary>
public sealed class SamplesOfSourcesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    /// <summary>WakaTime's samples have tests of their own.</summary>
    public static TheoryData<string> Sources => [.. AllImporters.Sources.Where(s => s != "wakatime")];

    [Theory, MemberData(nameof(Sources))]
    public void Hold_the_laws(string source)
    {
        var settings = Settings.Load(null, Folder) with { Zones = [new ZoneFrom(LocalDate.MinIsoValue, "Europe/Berlin")] };
        var results = new SampleTrial(settings).Run(Path.Combine(Folder, source), Golden.Accept).ToList();
        results.ShouldNotBeEmpty();
        results.Where(r => r.Trouble is not null).Select(r => $"{r.File}: {r.Check}: {r.Trouble}").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Sources))]
    public void Each_is_a_sample_of_its_folders_source(string source)
    {
        foreach (var sample in SampleTrial.SamplesIn(Path.Combine(Folder, source)).Select(path => SourceFile.Of(path, File.ReadAllBytes(path))))
            AllImporters.InOrder.Where(i => i.Identify(sample.Head()) is not null).Select(i => i.Name).ShouldBe([source], sample.Name);
    }
}
