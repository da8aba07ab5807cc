using NodaTime;

namespace Daybook.Rules;

/// <summary>Things by the dates they are of, in the order they were added.</summary>
/// <remarks>By whole numbers: generics over another library's structures are compiled anew at every start, which takes longer than an account.</remarks>
internal sealed class ByDate<T> where T : class
{
    private const int MostDaysOfAYear = 512;

    private readonly Dictionary<int, List<T>> _lists = [];

    /// <summary>Nothing where nothing is of the date.</summary>
    public IReadOnlyList<T> this[LocalDate date] => _lists.TryGetValue(Key(date), out var list) ? list : [];

    public void Add(LocalDate date, T item)
    {
        if (_lists.TryGetValue(Key(date), out var list)) list.Add(item);
        else _lists[Key(date)] = [item];
    }

    private static int Key(LocalDate date) => date.Year * MostDaysOfAYear + date.DayOfYear;
}
