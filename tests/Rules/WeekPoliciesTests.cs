using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>Each policy against cases worked out by the rules of where it comes from; 40 hours a week, 8 a day.</summary>
public sealed class WeekPoliciesTests
{
    // Hours worked from Monday on; x: an open day, H: marked.
    [Theory]
    [InlineData("wotra", "8 8 8 8 8 0 0", "+0:00")]
    [InlineData("wotra", "9 8 8 8 8 0 0", "+1:00")]
    [InlineData("wotra", "8 8 8 8 8x 0 0", "-8:00")] // an open day has nothing
    [InlineData("wotra", "0 0 0 0 0 0 0", "-40:00")]
    [InlineData("wotra", "H 8 8 8 8 0 0", "+0:00")] // a mark has a fifth of the week
    [InlineData("wotra", "8 8 8 8 8 H 0", "+8:00")] // on a Saturday too
    [InlineData("daily-cap", "9 8 8 8 8 0 0", "+1:00")]
    [InlineData("daily-cap", "9 7 8 8 8 0 0", "+0:00")] // an hour each
    [InlineData("daily-cap", "0 8 8 8 8 0 0", "+0:00")] // nothing is known of Monday
    [InlineData("daily-cap", "8 8 8 8 8 3 0", "-5:00")] // a Saturday is a day like any other
    [InlineData("daily-cap-weekdays", "8 8 8 8 8 3 2", "+5:00")]
    [InlineData("daily-cap-weekdays", "7 8 8 8 8 3 2", "+4:00")]
    [InlineData("weekly-cap", "12 8 8 8 8 0 0", "+4:00")]
    [InlineData("weekly-cap", "12 12 12 0 0 0 0", "+0:00")] // 36 hours: regular, and no undertime
    [InlineData("weekly-cap", "8 8 8 8 8 3 2", "+5:00")]
    [InlineData("weekly-cap", "12 12 12 12", "+0:00")] // a week that is cut is all regular
    [InlineData("balance", "0 0 0 0 0 0 0", "-40:00")]
    [InlineData("balance", "8 8 8 8 8 3 0", "+3:00")]
    [InlineData("balance", "H 8 8 8 8 0 0", "+0:00")]
    [InlineData("balance", "12 12", "+8:00")]
    public void Each_equals_its_origin(string policy, string days, string delta)
    {
        var contracts = Contracts.Of([new Contract(new LocalDate(2026, 1, 1), null, WeekPattern.Of([[8 * H, 8 * H, 8 * H, 8 * H, 8 * H, 0, 0]]))], out _)!;
        var monday = new LocalDate(2026, 11, 16);
        var all = days.Split(' ').Select((text, i) => Day(contracts, monday.PlusDays(i), text)).ToList();
        var result = AllWeekPolicies.InOrder.Single(p => p.Name == policy).Settle(new AccountWeek(all, all.Count == 7, 40 * H));
        (result.Delta == 0 ? "+0:00" : Hours.Signed(result.Delta)).ShouldBe(delta);
    }

    private const long H = Micros.PerHour;

    private static AccountDay Day(Contracts contracts, LocalDate date, string text)
    {
        IEnumerable<Absence> marks = text == "H" ? [new Absence(AbsenceKind.Vacation, date, date, "")] : [];
        var worked = text == "H" ? 0 : int.Parse(text.TrimEnd('x'), System.Globalization.CultureInfo.InvariantCulture) * H;
        return new AccountDays(new AccountTerms(contracts) { Absences = [.. marks] }).On(new WorkedDay(date, worked, AccountRule.Total, [])) with { IsClosed = !text.EndsWith('x') };
    }
}
