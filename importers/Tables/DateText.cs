using NodaTime;

namespace Daybook.Importers.Tables;

/// <summary>Reads dates as trackers write them: 2026-11-21, 21.11.2026, 11/21/2026, 20261121.</summary>
public static class DateText
{
    private const int CompactLength = 8;

    /// <param name="order">How a date with its year at the end is to be read; null makes it no date unless both readings are one.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DateOrder? order, out LocalDate date)
    {
        date = default;
        if (!TrySplit(text, out var first, out var second, out var third, out var isYearFirst)) return false;
        if (isYearFirst) return TryMake(first, second, third, out date);
        if (order is null && first != second) return false;
        return order == DateOrder.MonthDayYear ? TryMake(third, first, second, out date) : TryMake(third, second, first, out date);
    }

    internal static bool TrySplit(ReadOnlySpan<char> text, out int first, out int second, out int third, out bool isYearFirst)
    {
        (first, second, third, isYearFirst) = (0, 0, 0, false);
        text = text.Trim();
        if (text.Length == CompactLength && !text.ContainsAnyExceptInRange('0', '9'))
        {
            isYearFirst = true;
            return TryNumber(text[..4], 4, out first) && TryNumber(text[4..6], 2, out second) && TryNumber(text[6..], 2, out third);
        }
        var mark = text.IndexOfAny("-/.");
        if (mark <= 0) return false;
        var next = text[(mark + 1)..].IndexOf(text[mark]);
        if (next <= 0) return false;
        next += mark + 1;
        isYearFirst = mark == 4;
        return TryNumber(text[..mark], isYearFirst ? 4 : 2, out first)
            && TryNumber(text[(mark + 1)..next], 2, out second)
            && TryNumber(text[(next + 1)..], isYearFirst ? 2 : 4, out third)
            && (isYearFirst || text.Length - next - 1 == 4);
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int most, out int number)
    {
        number = 0;
        if (digits.IsEmpty || digits.Length > most) return false;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '9') return false;
            number = number * 10 + (digit - '0');
        }
        return true;
    }

    private static bool TryMake(int year, int month, int day, out LocalDate date)
    {
        date = default;
        if (year is < 1970 or > 2100 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        date = new LocalDate(year, month, day);
        return true;
    }
}
