namespace Daybook.Importers;

/// <summary>What people call time off, in the words of a fact: vacation, sick, holiday, overtime, leave.</summary>
internal static class AbsenceWords
{
    private static readonly (string Kind, string[] Words)[] Known =
    [
        ("sick", ["sick", "illness", "krank", "arbeitsunfähig"]),
        ("overtime", ["overtime", "time in lieu", "überstunden", "zeitausgleich", "gleittag", "gleitzeit"]),
        ("vacation", ["vacation", "annual leave", "paid time off", "pto", "urlaub", "ferien"]),
        ("holiday", ["holiday", "feiertag"]),
    ];

    private static readonly string[] Others = ["other", "leave", "absence", "sonstiges", "abwesend", "abwesenheit", "frei", "sonderurlaub"];

    /// <summary>The kind that a cell names; null where it is no word for time off.</summary>
    public static string? Of(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (Others.Contains(word)) return "leave";
        return word == "workday" ? word : Known.Where(k => Array.Exists(k.Words, w => IsWordOf(word, w))).Select(k => k.Kind).FirstOrDefault();
    }

    /// <summary>The kind that a title or a category speaks of; leave where it speaks of none.</summary>
    public static string Spoken(IEnumerable<string> texts) => texts.Select(Of).FirstOrDefault(k => k is not null) ?? "leave";

    /// <summary>Whether it speaks of half a day.</summary>
    public static bool IsHalf(string text) => text.Contains('½', StringComparison.Ordinal) || text.Contains("half", StringComparison.OrdinalIgnoreCase) || text.Contains("halb", StringComparison.OrdinalIgnoreCase);

    // At the start of a word: krank is krankgeschrieben too, but an option is no pto.
    private static bool IsWordOf(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (at == 0 || !char.IsLetter(text[at - 1])) return true;
        return false;
    }
}
