using System.Globalization;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Why a day of the account is what it is: every number of it with its rule, its source and what that says.</summary>
/// <remarks>Nothing is cut: hours, minutes, seconds and, where there are any, parts of a second, so that all adds up exactly.</remarks>
public static class AddendText
{
    private const int LongestText = 300;
    private const int NameColumns = 12;

    private static Words Words => ReportStyle.English.Words;

    /// <summary>Lines without an end, safe for a terminal: the columns with their addends, the difference, the balance.</summary>
    public static IReadOnlyList<string> Of(AccountDay day)
    {
        var rows = new List<Row>();
        Column("planned", AccountColumn.Planned, day.Planned);
        Column("should", AccountColumn.Should, day.Should);
        Column("worked", AccountColumn.Worked, day.Worked);
        Column("credited", AccountColumn.Credited, day.Credited);
        Column("adjusted", AccountColumn.Adjusted, day.Adjusted);
        // What reduces or is credited stands above, in its column.
        foreach (var mark in day.Marks.Where(m => m.Micros == 0 || m.Effect is AbsenceEffect.IsNeutral or AbsenceEffect.TakesFromBalance))
            rows.Add(new("time off", Length(mark.Micros), $"{AccountWords.Mark(mark, Words)}, {(mark.Micros == 0 ? "takes nothing of the day" : AccountWords.Of(mark.Effect, Words))}{Whose(mark.Source)}"));
        rows.Add(new("difference", Signed(day.Delta), "worked + credited + adjusted - should"));
        rows.Add(new("balance", Signed(day.Closing), $"{Signed(day.Opening)} before{(day.IsClosed ? "; the day is closed" : "")}"));
        return Aligned(rows);

        void Column(string name, AccountColumn column, long micros)
        {
            Func<long, string> text = column == AccountColumn.Adjusted ? Signed : Length;
            List<Row> addends = [.. day.Addends.Where(a => a.Column == column).Select(a => new Row("", text(a.Micros), Why(a)))];
            if (micros - day.Addends.Where(a => a.Column == column).Sum(a => a.Micros) is var rest and not 0) addends.Add(new("", text(rest), "no reason is known"));
            if (addends.Count == 0 && column is AccountColumn.Credited or AccountColumn.Adjusted) return;
            rows.Add(new(name, text(micros), addends is [var only] ? only.Why : ""));
            if (addends.Count > 1) rows.AddRange(addends);
        }
    }

    /// <summary><c>7:30:05</c>, <c>-0:00:00.25</c>.</summary>
    private static string Length(long micros)
    {
        var size = Math.Abs(micros);
        var part = (size % Micros.PerSecond).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(micros < 0 ? "-" : "")}{Hours.WithSeconds(size)}{(part.Length > 0 ? $".{part}" : "")}";
    }

    private static string Signed(long micros) => (micros > 0 ? "+" : "") + Length(micros);

    private static string Why(AccountAddend addend) => AccountWords.Named(AccountWords.Of(addend.Rule, Words), addend.Text, Shown) + Whose(addend.Source);

    // Longer than a name on a page: a week's policy says how it came to its figure.
    private static string Shown(string text) =>
        Printable.Short(Printable.Line(ShownName.Whole(text.Length <= LongestText ? text : text[..LongestText])), LongestText);

    private static string Whose(string? source) => source is null ? "" : $" ({ShownName.Of(source, Words)})";

    /// <summary>Seconds below seconds; the addends of a column stand further in.</summary>
    private static IReadOnlyList<string> Aligned(List<Row> rows)
    {
        var (seconds, parts) = (rows.Max(r => r.Seconds.Length), rows.Max(r => r.PartOfSecond.Length));
        return [.. rows.Select(r => $"{r.Name,-NameColumns}{(r.Name.Length == 0 ? "  " : "")}{r.Seconds.PadLeft(seconds)}{r.PartOfSecond.PadRight(parts)}  {r.Why}".TrimEnd())];
    }

    /// <param name="Name">Of a column; empty for an addend.</param>
    private sealed record Row(string Name, string Length, string Why)
    {
        public string Seconds => Length.Split('.')[0];

        public string PartOfSecond => Length[Seconds.Length..];
    }
}
