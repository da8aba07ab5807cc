using Daybook.Importers;
using Daybook.Model;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Importers;

/// <summary>
/// What must hold of every sample of every source, whatever reads it. A sample is any file below <c>samples/SOURCE</c> with
/// an approved text beside it; its times are those of Berlin.
/// </summary>
public sealed class SamplesOfSourcesTests
{
    private const string Approved = ".expected.txt";
    private const int MostCuts = 100;

    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    private static readonly Given Berlin = new(Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb["Europe/Berlin"]));

    /// <summary>Paths below <c>samples</c>, with <c>/</c>. WakaTime's have tests of their own.</summary>
    public static TheoryData<string> All =>
    [
        .. AllImporters.Sources.Where(s => s != "wakatime").Select(s => Path.Combine(Folder, s)).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories)).Where(f => !f.EndsWith(Approved, StringComparison.Ordinal) && !f.EndsWith("README.md", StringComparison.Ordinal) && !f.EndsWith(".py", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Give_what_is_approved(string name) => Golden.Matches($"samples/{name}{Approved}", Read(name, Bytes(name)));

    [Theory]
    [MemberData(nameof(All))]
    public void Are_claimed_by_one_importer(string name) =>
        AllImporters.InOrder.Where(i => i.Identify(Head(Bytes(name))) is not null).Select(i => i.Name).ShouldBe([name.Split('/')[0]]);

    [Theory]
    [MemberData(nameof(All))]
    public void Never_throw_wherever_they_are_cut_or_bent(string name)
    {
        var bytes = Bytes(name);
        var step = Math.Max(1, bytes.Length / MostCuts);
        for (var cut = 0; cut < bytes.Length; cut += step)
        {
            Exhaust(name, bytes[..cut]);
            var bent = bytes.ToArray();
            bent[cut] ^= 0x15;
            Exhaust(name, bent);
        }
    }

    private static void Exhaust(string name, byte[] bytes)
    {
        foreach (var importer in AllImporters.InOrder.Where(i => i.Identify(Head(bytes)) is { Refusal: null }))
            foreach (var _ in importer.Read(SourceFile.Of(name, bytes), Reading.Fresh() with { Given = Berlin })) { }
    }

    private static string Read(string name, byte[] bytes)
    {
        var importer = AllImporters.InOrder.First(i => i.Identify(Head(bytes)) is not null);
        return importer.Identify(Head(bytes)) is { Refusal: not null } claim
            ? $"{claim.Kind}: {claim.Evidence}\nrefused: {claim.Refusal}\n"
            : Transcript.Of(importer, SourceFile.Of(name, bytes), Reading.Fresh() with { Given = Berlin });
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static ReadOnlySpan<byte> Head(byte[] bytes) => bytes.AsSpan(0, Math.Min(bytes.Length, SourceFile.HeadSize));
}
