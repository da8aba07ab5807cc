using System.Globalization;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>One check of one sample, or of all of them together.</summary>
/// <param name="File">Below the folder, or the folder itself.</param>
/// <param name="Trouble">What is wrong, or null.</param>
public sealed record TrialResult(string File, string Check, string? Trouble);

/// <summary>
/// Holds whatever reads a folder of samples to the laws of importing: one claimant, the approved reading, no exception
/// wherever a file is cut or bent, places that lead back to their rows, and a ledger that is the same after once and twice,
/// in order and backwards.
/// </summary>
/// <param name="settings">With the zone that the samples' local times are of.</param>
public sealed class SampleTrial(Settings settings)
{
    /// <summary>What follows a sample's name in that of its approved reading.</summary>
    public const string Approved = ".expected.txt";

    private const int Cuts = 100;
    private const int Bend = 0x15;
    private const int ShownOfDifferences = 3;

    private readonly IReadOnlyList<IImporter> _importers = AllImporters.With(settings.Mappings);

    private readonly Given _given = ImportWishes.None.For("", Ledger.OpenScratch(0), settings);

    /// <summary>The samples below a folder, in order of their names: files that are no approved reading and no description.</summary>
    public static IReadOnlyList<string> SamplesIn(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(Approved, StringComparison.Ordinal) && Path.GetFileName(f) != "README.md" && Path.GetExtension(f) != ".py")
            .Order(StringComparer.Ordinal)];

    /// <param name="accept">Writes the approved readings instead of comparing them.</param>
    public IEnumerable<TrialResult> Run(string folder, bool accept)
    {
        var samples = SamplesIn(folder);
        foreach (var path in samples)
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var file = Sample(folder, path);
            yield return new(name, "one importer claims it", Claimants(file));
            yield return new(name, "it is read as approved", Golden(file, path + Approved, accept));
            yield return new(name, "it may be cut or bent anywhere", Damage(file));
            yield return new(name, "every row has its place", Places(file));
            yield return new(name, "imported twice it is there once", Twice(file));
        }
        if (samples.Count > 0) yield return new(folder, "in any order the ledger is the same", AnyOrder([.. samples.Select(path => Sample(folder, path))]));
    }

    private static SourceFile Sample(string folder, string path) => SourceFile.Of(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)) with
    {
        FindBeside = name => Path.Combine(Path.GetDirectoryName(path)!, name) is var other && File.Exists(other) ? Sample(folder, other) : null,
    };

    private string? Claimants(SourceFile file)
    {
        var head = file.Head();
        var names = _importers.Where(i => i.Identify(head) is not null).Select(i => i.Name).ToList();
        return names.Count == 1 ? null : names.Count == 0 ? "none does" : $"several do: {string.Join(", ", names)}";
    }

    private string? Golden(SourceFile file, string approved, bool accept)
    {
        if (Importer(file) is not { } importer) return "no importer claims it";
        var text = importer.Identify(file.Head()) is { Refusal: not null } claim
            ? $"{claim.Kind}: {claim.Evidence}\nrefused: {claim.Refusal}\n"
            : Transcript.Of(importer, file, Reading());
        if (accept) File.WriteAllText(approved, text);
        if (!File.Exists(approved)) return $"there is no {Path.GetFileName(approved)}; --accept writes it, for you to read";
        var (expected, actual) = (File.ReadAllText(approved).Split('\n'), text.Split('\n'));
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
            if (expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i))
                return string.Create(CultureInfo.InvariantCulture, $"line {i + 1} is '{actual.ElementAtOrDefault(i)}', approved is '{expected.ElementAtOrDefault(i)}'");
        return null;
    }

    private string? Damage(SourceFile file)
    {
        var bytes = Content(file);
        for (var cut = 0; cut < bytes.Length; cut += Math.Max(1, bytes.Length / Cuts))
        {
            if (Exhaust(file, bytes[..cut]) is { } ofCut) return $"cut after {cut} bytes: {ofCut}";
            var bent = bytes.ToArray();
            bent[cut] ^= Bend;
            if (Exhaust(file, bent) is { } ofBent) return $"with byte {cut} changed: {ofBent}";
        }
        return null;
    }

    private string? Exhaust(SourceFile sample, byte[] bytes)
    {
        var file = sample with { Open = () => new MemoryStream(bytes, writable: false) };
        try
        {
            var head = file.Head();
            foreach (var importer in _importers.Where(i => i.Identify(head) is { Refusal: null }))
                if (importer.Read(file, Reading()).LastOrDefault() is not (Extracted.End or Extracted.Refused))
                    return $"{importer.Name} says neither how it ends nor why not";
            return null;
        }
#pragma warning disable CA1031 // Whatever is thrown is what this looks for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>The line that a place names is the one its offset lies on. Databases have neither.</summary>
    private string? Places(SourceFile file)
    {
        if (Importer(file) is not { } importer || importer.Identify(file.Head()) is { Refusal: not null }) return null;
        var bytes = Content(file);
        if (bytes.Contains((byte)0)) return null;
        foreach (var place in importer.Read(file, Reading()).Select(PlaceOf).OfType<Place>().Where(p => p.Line > 0))
        {
            var line = 1 + bytes.AsSpan(0, (int)Math.Min(place.Offset, bytes.Length)).Count((byte)'\n');
            if (line != place.Line) return $"line {place.Line} is named with offset {place.Offset}, which is on line {line}";
        }
        return null;
    }

    private string? Twice(SourceFile file)
    {
        using var ledger = Ledger.OpenScratch(0);
        Import(ledger, [file]);
        var once = LedgerDump.Of(ledger);
        foreach (var outcome in Import(ledger, [file]))
            if (outcome.Result is { Counts: { New: > 0 } or { Changed: > 0 } or { Gone: > 0 } } result) return $"the second import has {result.Counts.New} new, {result.Counts.Changed} changed and {result.Counts.Gone} gone";
        return Difference(once, LedgerDump.Of(ledger)) ?? Broken(ledger);
    }

    private string? AnyOrder(IReadOnlyList<SourceFile> files)
    {
        using var forth = Ledger.OpenScratch(0);
        using var back = Ledger.OpenScratch(0);
        Import(forth, files);
        Import(back, [.. files.Reverse()]);
        return Difference(LedgerDump.Of(forth), LedgerDump.Of(back)) ?? Broken(forth);
    }

    private string? Broken(Ledger ledger) =>
        CheckStage.Run(ledger, settings).SelectMany(c => c.Findings).Select(f => $"{f.Check}: {f.Found}").FirstOrDefault();

    private List<FileOutcome> Import(Ledger ledger, IReadOnlyList<SourceFile> files)
    {
        // Samples of several people are all of one, so that none of their rows is left out.
        var people = files.SelectMany(People).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var ours = settings with { People = people.Count == 0 ? [] : [new SettingsFile.PersonNames(settings.Person, people)] };
        var run = ledger.Runs.Begin("importers test", "", 0);
        var outcomes = new ImportStage(ledger, run, Instant.MaxValue - Duration.FromDays(1), ours, ImportWishes.None, null, CancellationToken.None).Run(files.Select(Found.At)).ToList();
        DeriveStage.Run(ledger, settings);
        return outcomes;
    }

    private IEnumerable<string> People(SourceFile file) => Importer(file) is { } importer && importer.Identify(file.Head()) is { Refusal: null }
        ? importer.Read(file, Reading()).OfType<Extracted.Entry>().Select(e => e.TimeEntry.Person).OfType<string>()
        : [];

    private static string? Difference(string expected, string actual) =>
        LedgerDump.Difference(expected, actual) is { Count: > 0 } lines ? $"{lines.Count} lines differ: {string.Join(" | ", lines.Take(ShownOfDifferences))}" : null;

    private static Place? PlaceOf(Extracted extracted) => extracted switch
    {
        Extracted.Entry entry => entry.TimeEntry.Place,
        Extracted.Total total => total.DayTotal.Place,
        Extracted.Fact fact => fact.AccountFact.Place,
        Extracted.Rejected rejected => rejected.Rejection.Diagnostic.Place,
        _ => null,
    };

    private IImporter? Importer(SourceFile file)
    {
        var head = file.Head();
        return _importers.FirstOrDefault(i => i.Identify(head) is not null);
    }

    private Reading Reading() => Importers.Reading.Fresh() with { Given = _given };

    private static byte[] Content(SourceFile file)
    {
        using var stream = file.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
