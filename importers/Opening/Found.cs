using Daybook.Model;

namespace Daybook.Importers.Opening;

/// <summary>What a path led to: a file to read, or why there is none.</summary>
public readonly record struct Found
{
    private Found(SourceFile? file, Diagnostic? problem) => (File, Problem) = (file, problem);

    /// <summary>Null exactly when there is a <see cref="Problem"/>.</summary>
    public SourceFile? File { get; }

    public Diagnostic? Problem { get; }

    public static Found At(SourceFile file) => new(file, null);

    public static Found Nothing(string name, string message, string? hint = null) =>
        new(null, new Diagnostic(name, Place.WholeFile, Severity.Error, message, hint));
}
