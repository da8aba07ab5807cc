using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The columns of a day or of several, microseconds.</summary>
/// <param name="Opening">The balance before.</param>
/// <param name="Closing">The balance after.</param>
internal readonly record struct AccountFigures(
    long Planned, long Should, long Worked, long Credited, long Adjusted, long Opening, long Closing)
{
    /// <summary>Of exact and of printed figures: worked + credited + adjusted - should.</summary>
    public long Difference => Closing - Opening;

    public static AccountFigures Of(AccountDay day) =>
        new(day.Planned, day.Should, day.Worked, day.Credited, day.Adjusted, day.Opening, day.Closing);

    /// <summary>These and those of the days that follow them.</summary>
    public AccountFigures Then(AccountFigures next) => new(
        Planned + next.Planned, Should + next.Should, Worked + next.Worked, Credited + next.Credited, Adjusted + next.Adjusted,
        Opening, next.Closing);
}
