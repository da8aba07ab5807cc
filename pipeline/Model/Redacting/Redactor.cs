using System.Security.Cryptography;
using System.Text;

namespace Daybook.Model;

/// <summary>
/// Makes what is kept of a source's facts out of what the source says, by rules that hold from a day on. It depends on the fact alone, so
/// neither the order of imports nor their number matters.
/// </summary>
public sealed class Redactor
{
    /// <summary>Time by hand: a person's own words are redacted only where a rule names it.</summary>
    public const string ByHand = "daybook";

    private const int ShownDigits = 16;

    private static readonly char[] Separators = ['/', '\\'];

    private readonly IReadOnlyList<RedactRule> _rules;
    private readonly byte[] _key;
    private readonly long[] _starts;
    private readonly RedactRule?[,] _byPeriod;

    private Redactor(IReadOnlyList<RedactRule> rules, byte[] key)
    {
        (_rules, _key) = (rules, key);
        _starts = [.. rules.Select(r => r.From).Where(d => d != NodaTime.LocalDate.MinIsoValue).Distinct().Order().Select(d => Micros.From(d.AtMidnight().InUtc().ToInstant()))];
        _byPeriod = new RedactRule?[_starts.Length + 1, Enum.GetValues<RedactField>().Length];
        for (var period = 0; period <= _starts.Length; period++)
            foreach (var field in Enum.GetValues<RedactField>())
                _byPeriod[period, (int)field] = Closest(field, period);
    }

    /// <summary>Null where no rule is about the source.</summary>
    /// <param name="key">Asked for only where a rule hashes.</param>
    public static Redactor? For(string source, IEnumerable<RedactRule> rules, Func<byte[]> key)
    {
        var own = rules.Where(r => r.Source == source || (r.Source is null && source != ByHand)).ToList();
        return own.Count == 0 ? null : new Redactor(own, own.Exists(r => r.How == RedactHow.Hash) ? key() : []);
    }

    /// <summary>How many stretches of time there are in which the same rules hold.</summary>
    public int Periods => _starts.Length + 1;

    /// <param name="at">Microseconds since the epoch.</param>
    public int PeriodOf(long at)
    {
        var period = 0;
        while (period < _starts.Length && _starts[period] <= at) period++;
        return period;
    }

    /// <summary>Of what has no time: the last of the rules.</summary>
    public int LastPeriod => _starts.Length;

    /// <returns>Null where it is dropped, or was not said.</returns>
    public string? Apply(RedactField field, int period, string? text) => string.IsNullOrEmpty(text) ? text : _byPeriod[period, (int)field] switch
    {
        null or { How: RedactHow.Keep } => text,
        { How: RedactHow.Drop } => null,
        { How: RedactHow.Shorten, Parts: var parts } => Shortened(text, parts),
        _ => Hashed(text),
    };

    /// <summary>Sixteen digits by which equal texts are known, keyed where there is a key.</summary>
    public string Hashed(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)))[..ShownDigits];

    private static string Shortened(string path, int parts)
    {
        var all = path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return all.Length == 0 ? path : string.Join('/', all.TakeLast(parts));
    }

    // A rule for the source is closer than one for all; of two, the one from the later day.
    private RedactRule? Closest(RedactField field, int period) => _rules
        .Where(r => r.Field == field && (r.From == NodaTime.LocalDate.MinIsoValue || (period > 0 && Micros.From(r.From.AtMidnight().InUtc().ToInstant()) <= _starts[period - 1])))
        .OrderByDescending(r => r.Source is not null).ThenByDescending(r => r.From).FirstOrDefault();
}
