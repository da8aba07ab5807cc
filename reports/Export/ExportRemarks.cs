using System.Globalization;

namespace Daybook.Reports;

/// <summary>Counts what a format cannot carry, a line a kind, in the order the kinds were met.</summary>
internal sealed class ExportRemarks
{
    private readonly List<string> _kinds = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Something was left out whole.</summary>
    public bool IsPart { get; private set; }

    public IReadOnlyList<string> Lines =>
        [.. _kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind} ({_counts[kind]:#,0})"))];

    public void LeftOut(string what)
    {
        IsPart = true;
        Add($"left out: {what}");
    }

    public void NotCarried(string what, bool isThere = true)
    {
        if (isThere) Add($"not carried: {what}");
    }

    public void Changed(string how, bool isSo = true)
    {
        if (isSo) Add($"changed: {how}");
    }

    /// <summary>A text as readers of tables have it, who take blanks off its ends.</summary>
    public string Trimmed(string? text)
    {
        var trimmed = (text ?? "").Trim();
        Changed("texts that begin or end with blanks lose them", trimmed.Length != (text ?? "").Length);
        return trimmed;
    }

    private void Add(string kind)
    {
        if (_counts.TryAdd(kind, 1)) _kinds.Add(kind);
        else _counts[kind]++;
    }
}
