namespace Daybook.Reports;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    private const int Far = 3, LongestName = 200;

    /// <summary>The nearest first; those that have the word in them before others.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> names, int most) =>
        [.. names.OrderBy(n => n.Contains(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(n => Steps(word.ToUpperInvariant(), n.ToUpperInvariant())).ThenBy(n => n, StringComparer.Ordinal).Take(most)];

    /// <summary>The name that a slip of the fingers made this word of, or null: one sign may be wrong, and of longer words one in four more.</summary>
    public static string? One(string word, IEnumerable<string> names) => word.Length > LongestName ? null
        : names.Select(n => (Name: n, Steps: Steps(word.ToUpperInvariant(), n.ToUpperInvariant()))).Where(n => n.Steps <= Math.Min(Far, 1 + word.TrimStart('-').Length / 4)).OrderBy(n => n.Steps).ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault().Name;

    /// <summary>What comes after a complaint: a question with the name that was meant, or nothing.</summary>
    public static string Question(string word, IEnumerable<string> names) => One(word, names) is { } near ? $". Did you mean '{near}'?" : "";

    /// <summary>A question with the nearest name, or all of them where none is near.</summary>
    public static string Hint(string word, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        var near = all.Select(n => (Name: n, Steps: Steps(word.ToUpperInvariant(), n.ToUpperInvariant()))).OrderBy(n => n.Steps).FirstOrDefault();
        return near.Name is not null && near.Steps <= Far ? $"Did you mean '{near.Name}'?" : $"There are {string.Join(", ", all)}.";
    }

    /// <summary>Signs to be put in, left out or changed (Levenshtein's distance).</summary>
    private static int Steps(string one, string other)
    {
        if (other.Length > LongestName) other = other[..LongestName];
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
