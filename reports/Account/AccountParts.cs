using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Days of the account that stand in one line.</summary>
/// <param name="Name"><c>2026-11-21</c>, <c>2026-W47</c>, <c>2026-11</c>; a week that begins on another day is called by that day.</param>
/// <param name="Days">In order, one at least.</param>
/// <param name="Printed">In whole units that add up.</param>
/// <param name="IsCut">Only part of the week or month is there.</param>
internal sealed record AccountPart(
    string Name, IReadOnlyList<AccountDay> Days, AccountFigures Exact, AccountFigures Printed, bool IsClosed, bool IsCut)
{
    public LocalDate From => Days[0].Date;

    public LocalDate To => Days[^1].Date;
}

/// <summary>The days of a slice, alone and put together; what is printed of a day is the same on its own and within a sum.</summary>
internal sealed class AccountParts
{
    private readonly AccountSlice _slice;
    private readonly AccountFigures[] _printed;

    /// <param name="unit">That figures are cut to, microseconds.</param>
    public AccountParts(AccountSlice slice, long unit)
    {
        _slice = slice;
        _printed = new AccountFigures[slice.Days.Count];
        var rows = new CrossFooted(unit);
        for (var i = 0; i < _printed.Length; i++) _printed[i] = rows.Next(slice.Days[i]);
    }

    public IReadOnlyList<AccountPart> By(AccountBy by) => by switch
    {
        AccountBy.Day => Days,
        AccountBy.Week => Weeks,
        _ => Months,
    };

    public IReadOnlyList<AccountPart> Days => Cut(date => (date, date), (from, _) => Model.Period.Iso(from));

    public IReadOnlyList<AccountPart> Weeks => Cut(WeekOf, NameOfWeek);

    public IReadOnlyList<AccountPart> Months => Cut(date => Ends(PeriodKind.Month, date), (from, _) => Model.Period.Containing(PeriodKind.Month, from).Name);

    /// <summary>All of it; null where there is no day.</summary>
    public AccountPart? Whole => _printed.Length == 0 ? null : Part("", 0, _printed.Length, isCut: false);

    /// <summary>A part's days, one by one.</summary>
    public IReadOnlyList<AccountPart> DaysOf(AccountPart part)
    {
        var first = NodaTime.Period.DaysBetween(_slice.Days[0].Date, part.From);
        return [.. Enumerable.Range(first, part.Days.Count).Select(i => Part(Model.Period.Iso(_slice.Days[i].Date), i, 1, isCut: false))];
    }

    private List<AccountPart> Cut(Func<LocalDate, (LocalDate From, LocalDate To)> span, Func<LocalDate, LocalDate, string> name)
    {
        var parts = new List<AccountPart>();
        for (var i = 0; i < _printed.Length;)
        {
            var (from, to) = span(_slice.Days[i].Date);
            var count = 1;
            while (i + count < _printed.Length && _slice.Days[i + count].Date <= to) count++;
            parts.Add(Part(name(from, to), i, count, count < NodaTime.Period.DaysBetween(from, to) + 1));
            i += count;
        }
        return parts;
    }

    private AccountPart Part(string name, int first, int count, bool isCut)
    {
        var (exact, printed) = (AccountFigures.Of(_slice.Days[first]), _printed[first]);
        var days = new AccountDay[count];
        var isClosed = true;
        for (var i = 0; i < count; i++)
        {
            days[i] = _slice.Days[first + i];
            isClosed &= days[i].IsClosed;
            if (i == 0) continue;
            exact = exact.Then(AccountFigures.Of(days[i]));
            printed = printed.Then(_printed[first + i]);
        }
        return new(name, days, exact, printed, isClosed, isCut);
    }

    /// <summary>As the contracts cut weeks; where they say nothing of a day, by the calendar.</summary>
    private (LocalDate From, LocalDate To) WeekOf(LocalDate date)
    {
        var (low, high) = (0, _slice.Weeks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_slice.Weeks[middle].To < date) low = middle + 1;
            else high = middle;
        }
        return low < _slice.Weeks.Count && _slice.Weeks[low].From <= date ? (_slice.Weeks[low].From, _slice.Weeks[low].To) : Ends(PeriodKind.Week, date);
    }

    private static string NameOfWeek(LocalDate from, LocalDate to) =>
        from.DayOfWeek == IsoDayOfWeek.Monday && from.PlusDays(6) == to ? Model.Period.Containing(PeriodKind.Week, from).Name : Model.Period.Iso(from);

    private static (LocalDate From, LocalDate To) Ends(PeriodKind kind, LocalDate date)
    {
        var period = Model.Period.Containing(kind, date);
        return (period.From, period.To);
    }
}
