using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What of the account is said in words.</summary>
internal static class AccountWords
{
    private const int MostNotes = 6;

    /// <summary>Of a day its time off and corrections; of several days how many had time off, and what was corrected.</summary>
    public static string Note(AccountPart part, ReportStyle style)
    {
        var words = style.Words;
        List<string> notes = part.Days is [var day]
            ? [.. day.Marks.Select(m => Mark(m, words)), .. day.Addends.Where(IsCorrection).Select(a => Correction(a, words))]
            : [.. Counted(part.Days, style), .. part.Days.SelectMany(d => d.Addends).Where(IsCorrection).Select(a => Of(a.Rule, words))];
        notes = [.. notes.Distinct(StringComparer.Ordinal)];
        return notes.Count <= MostNotes ? string.Join(", ", notes)
            : words.Say("list.more", string.Join(", ", notes.Take(MostNotes - 1)), notes.Count - MostNotes + 1);
    }

    /// <summary><c>vacation: Crete</c>.</summary>
    public static string Mark(DayMark mark, Words words) => Named(Of(mark.Kind, words), mark.Name, n => ShownName.Of(n, words));

    /// <summary>A word, and a text from outside beside it where that says more.</summary>
    /// <param name="shown">Makes it fit to be shown.</param>
    public static string Named(string word, string text, Func<string, string> shown)
    {
        if (text.Length == 0) return word;
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? shown(text) : $"{word}: {shown(text)}";
    }

    public static string Of(AbsenceKind kind, Words words) => words[$"absence.{kind}"];

    public static string Of(AbsenceEffect effect, Words words) => words[$"effect.{effect}"];

    public static string Of(AccountRule rule, Words words) => words[$"rule.{rule}"];

    public static string Of(LateTreatment treatment, Words words) => words[$"late.{treatment}"];

    private static bool IsCorrection(AccountAddend addend) => addend.Column == AccountColumn.Adjusted;

    // What a rule says of its own working out is long, and why tells it.
    private static string Correction(AccountAddend addend, Words words) =>
        addend.Rule is AccountRule.Adjustment or AccountRule.Late ? Named(Of(addend.Rule, words), addend.Text, n => ShownName.Of(n, words)) : Of(addend.Rule, words);

    private static IEnumerable<string> Counted(IReadOnlyList<AccountDay> days, ReportStyle style)
    {
        foreach (var kind in Enum.GetValues<AbsenceKind>())
        {
            var count = days.Count(d => d.Marks.Any(m => m.Kind == kind));
            if (count > 0) yield return $"{Of(kind, style.Words)} {style.Days(count)}";
        }
    }
}
