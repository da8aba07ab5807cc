namespace Daybook.Reports;

/// <summary>The page of the account, as it is printed and in page order.</summary>
/// <param name="Closing">The balance it ends with; empty where the account has no day.</param>
/// <param name="Balances">The balance at the end of each week or month; empty where there is one only.</param>
/// <param name="Total">What the tables sum to; null where there is one table only.</param>
/// <param name="Notes">What a mark means, and facts that could not be used.</param>
public sealed record AccountView(
    string Title, string Range, string Person, string Closing, IReadOnlyList<Fact> Facts, IReadOnlyList<BalanceLine> Balances,
    IReadOnlyList<AccountTable> Tables, AccountLine? Total, IReadOnlyList<LateLine> Late, IReadOnlyList<string> Notes, string Footer)
{
    /// <summary>Bars need room on both sides of zero.</summary>
    public bool HasBelow => Balances.Any(b => b.Below.Length > 0);
}

/// <summary>Lines that sum to the last one, as they are printed.</summary>
/// <param name="Name">The week, or what the lines are.</param>
/// <param name="Range">Its days.</param>
/// <param name="Kind">What a line is: <c>day</c>, <c>week</c>, <c>month</c>.</param>
public sealed record AccountTable(string Name, string Range, string Kind, IReadOnlyList<AccountLine> Lines, AccountLine Sum);

/// <summary>A day, a week, a month or a sum; lengths as text, a dash where there is none at all.</summary>
/// <param name="Difference">Worked + credited + adjusted - should, signed.</param>
/// <param name="Balance">When it has ended, signed.</param>
/// <param name="Note">Time off and corrections; or empty.</param>
/// <param name="IsMarked">It is open while others are closed.</param>
public sealed record AccountLine(
    string Name, string Planned, string Should, string Worked, string Credited, string Adjusted, string Difference,
    string Balance, string Note, bool IsMarked);

/// <summary>A balance with its bar on either side of zero.</summary>
/// <param name="Below">Width of the bar, <c>62.5%</c>, of a balance below zero; empty where there is none.</param>
/// <param name="Above">Of one above zero.</param>
public sealed record BalanceLine(string Name, string Balance, string Below, string Above);

/// <summary>Time that came for a closed day.</summary>
/// <param name="Closed">What was worked when it was closed; a dash where the day is not on the page.</param>
/// <param name="Late">What came since, signed, with seconds.</param>
/// <param name="Sources">Whose facts have changed.</param>
public sealed record LateLine(string Date, string Closed, string Late, string Sources, string Treatment);
