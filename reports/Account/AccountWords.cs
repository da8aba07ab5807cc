using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What of the account is said in words.</summary>
internal static class AccountWords
{
    private const int MostNotes = 6;

    /// <summary>Of a day its time off and corrections; of several days how many had time off, and what was corrected.</summary>
    public static string Note(AccountPart part)
    {
        List<string> notes = part.Days is [var day]
            ? [.. day.Marks.Select(Mark), .. day.Addends.Where(IsCorrection).Select(Correction)]
            : [.. Counted(part.Days), .. part.Days.SelectMany(d => d.Addends).Where(IsCorrection).Select(a => Of(a.Rule))];
        notes = [.. notes.Distinct(StringComparer.Ordinal)];
        return notes.Count <= MostNotes ? string.Join(", ", notes)
            : $"{string.Join(", ", notes.Take(MostNotes - 1))} and {notes.Count - MostNotes + 1} more";
    }

    /// <summary><c>vacation: Crete</c>.</summary>
    public static string Mark(DayMark mark) => Named(Of(mark.Kind), mark.Name, ShownName.Of);

    /// <summary>A word, and a text from outside beside it where that says more.</summary>
    /// <param name="shown">Makes it fit to be shown.</param>
    public static string Named(string word, string text, Func<string, string> shown)
    {
        if (text.Length == 0) return word;
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? shown(text) : $"{word}: {shown(text)}";
    }

    public static string Of(AbsenceKind kind) => kind switch
    {
        AbsenceKind.Holiday => "holiday",
        AbsenceKind.Sick => "sick",
        AbsenceKind.Vacation => "vacation",
        AbsenceKind.Overtime => "overtime taken",
        _ => "leave",
    };

    public static string Of(AbsenceEffect effect) => effect switch
    {
        AbsenceEffect.Reduces => "not to be worked",
        AbsenceEffect.IsCredited => "credited as if worked",
        AbsenceEffect.FillsUp => "credited up to what should be worked",
        AbsenceEffect.IsNeutral => "changes nothing",
        _ => "paid by the balance",
    };

    public static string Of(AccountRule rule) => rule switch
    {
        AccountRule.Contract => "contract",
        AccountRule.Absence => "time off",
        AccountRule.Timeline => "time that counts, by when it was",
        AccountRule.Total => "a total, without when it was",
        AccountRule.Sum => "the sum of all entries",
        AccountRule.Opening => "opening balance",
        AccountRule.Adjustment => "correction",
        AccountRule.Weight => "weight",
        AccountRule.Week => "settled by the week",
        AccountRule.SealedWeek => "sealed week",
        AccountRule.Late => "late time",
        AccountRule.Cap => "cap",
        _ => "expired",
    };

    public static string Of(LateTreatment treatment) => treatment switch
    {
        LateTreatment.Adjust => "booked on the first open day",
        LateTreatment.Hold => "held: it is in no balance",
        _ => "the next close opens the day again",
    };

    private static bool IsCorrection(AccountAddend addend) => addend.Column == AccountColumn.Adjusted;

    // What a rule says of its own working out is long, and why tells it.
    private static string Correction(AccountAddend addend) =>
        addend.Rule is AccountRule.Adjustment or AccountRule.Late ? Named(Of(addend.Rule), addend.Text, ShownName.Of) : Of(addend.Rule);

    private static IEnumerable<string> Counted(IReadOnlyList<AccountDay> days)
    {
        foreach (var kind in Enum.GetValues<AbsenceKind>())
        {
            var count = days.Count(d => d.Marks.Any(m => m.Kind == kind));
            if (count > 0) yield return $"{Of(kind)} {DateList.Counted(count, "day", "days")}";
        }
    }
}
