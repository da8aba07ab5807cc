using NodaTime;

namespace Daybook.Receiver;

/// <summary>Counts by name in whole minutes. Holds no more than so many names: beyond them all others count as one.</summary>
/// <param name="most">A minute.</param>
internal sealed class Rates(int most)
{
    private const int MostNames = 1024;
    private const string Others = "";

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _minute;

    /// <summary>Counts one more; false where it is one too many.</summary>
    public bool Take(string name, Instant now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        lock (_lock)
        {
            if (minute != _minute) _counts.Clear();
            _minute = minute;
            if (_counts.Count >= MostNames && !_counts.ContainsKey(name)) name = Others;
            var count = _counts.GetValueOrDefault(name);
            if (count >= most) return false;
            _counts[name] = count + 1;
            return true;
        }
    }
}
