using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// What the working-time account makes of the period. Its figures are cut as the page's own total is, and add up as they are printed: worked + credited +
/// adjusted - should = difference; the balance prints as it does wherever it stands.
/// </summary>
internal static class AccountSection
{
    public static Section? Of(Slice slice, ReportStyle style)
    {
        if (slice.Account is not { Days.Count: > 0 } account) return null;
        var (words, unit) = (style.Words, style.Unit);
        var (worked, open) = (Micros.From(slice.Worked), account.Days.Count(d => !d.IsClosed));
        var (should, credited, adjusted) = (account.Days.Sum(d => d.Should), account.Days.Sum(d => d.Credited), account.Days.Sum(d => d.Adjusted));
        long Whole(long micros) => micros / unit * unit;
        return new Section("account", words["account"])
        {
            Facts =
            [
                new Fact(words["account.balance"], style.Balance(account.Closing), open > 0 && open < account.Days.Count ? words.Count("account.open", open) : "") { Key = "balance", Exact = account.Closing },
                Length("planned", account.Days.Sum(d => d.Planned)), Length("should", should), Length("worked", worked), Length("credited", credited),
                new Fact(words["account.adjusted"], style.Signed(Whole(adjusted)), "") { Key = "adjusted", Exact = adjusted },
                new Fact(words["account.difference"], style.Signed(Whole(worked) + Whole(credited) + Whole(adjusted) - Whole(should)), "") { Key = "difference", Exact = worked + credited + adjusted - should },
            ],
        };

        Fact Length(string key, long micros) => new(words[$"account.{key}"], style.Hours(micros), "") { Key = key, Exact = micros };
    }
}
