using NodaTime;

namespace Daybook.Model;

/// <summary>Days of the week as people write them: <c>mon</c>, <c>monday</c>; <c>mon-fri</c>, <c>mon,tue,thu</c>.</summary>
public static class WeekdayText
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static string NameOf(IsoDayOfWeek day) => Names[(int)day - 1];

    /// <summary>Null where the text is none.</summary>
    public static IsoDayOfWeek? One(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        var found = word.Length < 2 ? -1 : Array.FindIndex(Names, n => n.StartsWith(word, StringComparison.Ordinal));
        return found < 0 ? null : (IsoDayOfWeek)(found + 1);
    }

    /// <summary>Each once, in the order they are named; null where the text is no list of them.</summary>
    public static IReadOnlyList<IsoDayOfWeek>? List(string text)
    {
        var days = new List<IsoDayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || One(ends[0]) is not { } first || One(ends[^1]) is not { } last) return null;
            for (var day = first; ; day = (IsoDayOfWeek)((int)day % 7 + 1))
            {
                days.Add(day);
                if (day == last) break;
            }
        }
        return [.. days.Distinct()];
    }
}
