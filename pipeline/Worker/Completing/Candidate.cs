namespace Daybook.Worker.Completing;

/// <summary>A word that may stand where the cursor is.</summary>
/// <param name="Note">What it is, for shells that show it; null where the word says it.</param>
internal readonly record struct Candidate(string Word, string? Note = null)
{
    private const int Longest = 200;

    /// <summary>Whether it can be typed and seen as what it is; names come from files that anyone may have written.</summary>
    public bool IsFit => Word.Length is > 0 and <= Longest && Word.All(Model.Printable.IsHarmless) && !Word.Any(c => c is '\u200b' or '\u200e' or '\u200f' or '\ufeff' or '\ufffd');
}

/// <summary>What is expected where the cursor is: paths, which shells know best, or one of these words.</summary>
internal sealed record Expected(Expectation Kind, IReadOnlyList<Candidate> Words)
{
    public static Expected Nothing { get; } = new(Expectation.Words, []);

    public static Expected Files { get; } = new(Expectation.Files, []);

    public static Expected Folders { get; } = new(Expectation.Folders, []);

    public static Expected Of(IEnumerable<string> words) => new(Expectation.Words, [.. words.Select(w => new Candidate(w))]);
}

internal enum Expectation { Words, Files, Folders }
