using Daybook.Model;

namespace Daybook.Importers;

/// <summary>What became of one row: an entry, a flaw, or a reason to leave it out. Nothing at all where it says nothing.</summary>
internal readonly record struct RowOutcome
{
    public TimeEntry? Entry { get; private init; }

    public Flaw? Flaw { get; private init; }

    /// <summary>What is odd about an entry that counts all the same.</summary>
    public string? Doubt { get; private init; }

    /// <summary>Why the row is no time, where it is none and need not be.</summary>
    public string? Left { get; private init; }

    public static RowOutcome Counts(TimeEntry entry, string? doubt = null) => new() { Entry = entry, Doubt = doubt };

    public static RowOutcome Bad(Flaw flaw) => new() { Flaw = flaw };

    public static RowOutcome Bad(string message, string? hint = null) => new() { Flaw = new Flaw(message, hint) };

    public static RowOutcome LeftOut(string because) => new() { Left = because };

    /// <param name="raw">The row as it stands.</param>
    public IEnumerable<Extracted> At(string file, Place place, string raw)
    {
        if (Doubt is not null) yield return new Extracted.Noted(new Diagnostic(file, place, Severity.Warning, Doubt));
        if (Left is not null) yield return new Extracted.Noted(new Diagnostic(file, place, Severity.Note, $"left out: {Left}"));
        if (Entry is not null) yield return new Extracted.Entry(Entry);
        if (Flaw is not null) yield return new Extracted.Rejected(new Rejection(new Diagnostic(file, place, Severity.Error, Flaw.Message, Flaw.Hint), Short(raw)));
    }

    private static string Short(string raw) => raw.Length > Rejection.LongestRaw ? raw[..Rejection.LongestRaw] : raw;
}
