namespace Daybook.Worker.Stages;

/// <summary>Says ids shortly among others: how many begin or end with a text is counted once a length, not once an id.</summary>
public sealed class ShortIds(IEnumerable<string> all)
{
    private const int Shortest = 4;

    private readonly HashSet<string> _all = new(all, StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<string, int>> _counts = [];

    /// <summary>The shortest ending of an id that no other of them has or begins with; the id may be none of them.</summary>
    public string Of(string id)
    {
        var own = _all.Contains(id) ? 1 : 0;
        for (var length = Shortest; length < id.Length; length++)
            if (id[^length..] is var end && end[0] != '-' && CountsOf(length).GetValueOrDefault(end) == own) return end;
        return id;
    }

    /// <summary>How many ids begin or end with a text of the length; what a person types is taken in any case of its letters.</summary>
    private Dictionary<string, int> CountsOf(int length)
    {
        if (_counts.TryGetValue(length, out var known)) return known;
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in _all.Where(id => id.Length >= length))
        {
            var (beginning, end) = (id[..length], id[^length..]);
            counts[end] = counts.GetValueOrDefault(end) + 1;
            if (!counts.Comparer.Equals(beginning, end)) counts[beginning] = counts.GetValueOrDefault(beginning) + 1;
        }
        return _counts[length] = counts;
    }
}
