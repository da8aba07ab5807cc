using System.Text;

namespace Daybook.Worker.Completing;

/// <summary>How a shell asks, and how it wants a word that its reader is to type.</summary>
internal sealed record Shell(string Name, string Script)
{
    public static Shell Bash { get; } = new("bash", "daybook.bash");
    public static Shell Zsh { get; } = new("zsh", "_daybook");
    public static Shell Fish { get; } = new("fish", "daybook.fish");
    public static Shell PowerShell { get; } = new("pwsh", "daybook.ps1");

    public static IReadOnlyList<Shell> All { get; } = [Bash, Zsh, Fish, PowerShell];

    /// <summary>What was typed: Zsh and Fish say the words, Bash the line, PowerShell the line in Base64, since it changes quotes in what it hands on.</summary>
    /// <exception cref="FormatException">It is no Base64.</exception>
    public TypedLine Typed(IReadOnlyList<string> words)
    {
        if (this == Bash) return TypedLine.OfBash(string.Join(' ', words));
        if (this == PowerShell) return TypedLine.OfPowerShell(Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(words))));
        return words.Count == 0 ? new TypedLine([], "", '\0', 0, false) : new TypedLine([.. words.SkipLast(1)], words[^1], '\0', 0, false);
    }

    /// <summary>A line of the answer, or null for a word that cannot be put there.</summary>
    public string? Line(Candidate candidate, TypedLine typed)
    {
        if (!candidate.IsFit) return null;
        if (this == Bash) return OfBash(candidate.Word, typed);
        if (this == PowerShell && !candidate.Word.StartsWith(typed.Current, StringComparison.OrdinalIgnoreCase)) return null;
        var word = this == PowerShell ? OfPowerShell(candidate.Word) : candidate.Word;
        return word is null || candidate.Note is null ? word : $"{word}\t{Model.Printable.Line(candidate.Note)}";
    }

    private static string? OfBash(string word, TypedLine typed)
    {
        if (typed.IsOdd || !word.StartsWith(typed.Current, StringComparison.Ordinal)) return null;
        var rest = word[typed.Kept..];
        return typed.Quote switch
        {
            // A quote cannot stand between such quotes, and an exclamation mark means something in the other ones.
            '\'' => rest.Contains('\'', StringComparison.Ordinal) ? null : rest,
            '"' => rest.Contains('!', StringComparison.Ordinal) ? null : Escaped(rest, c => c is '\\' or '"' or '$' or '`'),
            _ => Escaped(rest, c => c < 0x80 && !char.IsAsciiLetterOrDigit(c) && !"_-./,+%".Contains(c)),
        };
    }

    /// <summary>PowerShell takes typographic quotes for quotes; a double one is lost on the way to the program in older ones.</summary>
    private static string? OfPowerShell(string word) => word.Contains('"', StringComparison.Ordinal) ? null
        : word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./+".Contains(c)) ? word
        : $"'{string.Concat(word.Select(c => c is '\'' or (>= '\u2018' and <= '\u201b') ? $"{c}{c}" : $"{c}"))}'";

    private static string Escaped(string text, Func<char, bool> isSpecial)
    {
        var escaped = new StringBuilder();
        foreach (var c in text) escaped.Append(isSpecial(c) ? "\\" : "").Append(c);
        return escaped.ToString();
    }
}
