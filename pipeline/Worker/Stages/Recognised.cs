using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;

namespace Daybook.Worker.Stages;

/// <summary>A file with the importer it belongs to, or with the reason why it belongs to none.</summary>
/// <param name="File">To be read in place of the one asked about: standard input cannot be opened twice.</param>
/// <param name="Doubt">Set when there is no importer.</param>
public sealed record Recognised(SourceFile File, IImporter? Importer, Claim? Claim, Diagnostic? Doubt)
{
    /// <summary>The file that is read with the help of this one, which is no import of its own and no failure.</summary>
    public SourceFile? Helped { get; private init; }

    /// <param name="kind">Only claims of this kind count, where it is given.</param>
    /// <param name="settledKind">Of an importer's files, the kind that was settled earlier; asked only where several claim the file.</param>
    public static Recognised From(SourceFile file, IReadOnlyList<IImporter> importers, string? kind = null, Func<string, string?>? settledKind = null)
    {
        var stream = file.Open();
        var head = new byte[SourceFile.HeadSize];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var again = file;
        if (file.CanReopen) stream.Dispose();
        else again = file with { Open = () => new StartedStream(head[..length], stream) };
        var claims = importers
            .Select(importer => (Importer: importer, Claim: importer.Identify(head.AsSpan(0, length)))).Where(c => c.Claim is not null).ToList();
        claims = [.. claims.Select(c => c.Claim!.AlsoAs is { } also && (kind ?? settledKind?.Invoke(c.Importer.Name)) == also ? (c.Importer, c.Claim with { Kind = also }) : c)];
        if (kind is not null) claims = [.. claims.Where(c => c.Claim!.Kind == kind) is var meant && meant.Any() ? meant : claims.Where(c => c.Claim!.Helps is not null)];
        if (claims.Count > 1 && settledKind is not null && claims.Where(c => settledKind(c.Importer.Name) == c.Claim!.Kind).ToList() is { Count: 1 } settled) claims = settled;
        return claims switch
        {
            [] => Nobody(again, importers, head.AsSpan(0, length)),
            [({ } importer, { Refusal: null } claim)] => new Recognised(again, importer, claim, null),
            [({ } importer, { Helps: { } name } helper)] when FindHelped(file, name, importer) is { } helped => new Recognised(again, null, helper,
                new Diagnostic(file.Name, Place.WholeFile, Severity.Note, $"it belongs to {name}, which is read"))
            { Helped = helped },
            [(_, { } refused)] => new Recognised(again, null, refused, Error(file, $"{refused.Refusal}; it holds nothing to import", refused.Evidence)),
            _ => new Recognised(again, null, null, Error(file, $"it may be {string.Join(" or ", claims.Select(c => c.Claim!.Kind))}", "Nothing of the file was taken in; say which it is: --kind KIND")),
        };
    }

    /// <summary>The file of that name beside another, if the same importer reads it.</summary>
    private static SourceFile? FindHelped(SourceFile file, string name, IImporter importer)
    {
        try
        {
            return file.Beside(name) is { } other && importer.Identify(other.Head()) is { Refusal: null } ? other : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Recognised Nobody(SourceFile file, IReadOnlyList<IImporter> importers, ReadOnlySpan<byte> head)
    {
        var doubt = Encodings.Doubt(head);
        return new Recognised(file, null, null, Error(file, doubt is null ? "not recognised" : $"not recognised: {doubt}",
            $"Daybook knows the files of {string.Join(", ", importers.Select(i => i.Name).Distinct(StringComparer.Ordinal))}; nothing of this one was taken in."));
    }

    private static Diagnostic Error(SourceFile file, string message, string? hint) => new(file.Name, Place.WholeFile, Severity.Error, message, hint);
}
