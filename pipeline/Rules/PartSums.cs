using System.Runtime.InteropServices;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Sums of a day's time by its labels, and from them the day's parts.</summary>
internal sealed class PartSums(ILedgerNames names) : IComparer<DerivedPart>
{
    private readonly Dictionary<Labels, long> _sums = [];
    private readonly Dictionary<(PartKind Kind, int Id), long> _parts = [];

    public void Clear() => _sums.Clear();

    /// <summary>Zero microseconds make the labels known to the day.</summary>
    public void Add(in Labels labels, long micros) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, labels, out _) += micros;

    public DerivedPart[] ToParts()
    {
        _parts.Clear();
        foreach (var (labels, micros) in _sums)
        {
            Add(PartKind.Project, labels.Project, micros);
            Add(PartKind.Language, labels.Language, micros);
            Add(PartKind.Category, labels.Category, micros);
            Add(PartKind.Agent, labels.Agent, micros);
        }
        return Sorted();
    }

    /// <summary>A source's own parts in our order, those of one name put together.</summary>
    public DerivedPart[] Ordered(IReadOnlyList<DerivedPart> parts)
    {
        _parts.Clear();
        foreach (var part in parts) Add(part.Kind, part.Id, part.Micros);
        return Sorted();
    }

    /// <summary>By kind, then the longest first, then by name (an agent: machine, editor, operating system).</summary>
    public int Compare(DerivedPart x, DerivedPart y)
    {
        var order = x.Kind.CompareTo(y.Kind);
        if (order == 0) order = y.Micros.CompareTo(x.Micros);
        if (order != 0) return order;
        return x.Kind == PartKind.Agent ? names.CompareAgents(x.Id, y.Id) : names.CompareText(x.Id, y.Id);
    }

    private void Add(PartKind kind, int id, long micros) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_parts, (kind, id), out _) += micros;

    private DerivedPart[] Sorted()
    {
        var sorted = _parts.Select(part => new DerivedPart(part.Key.Kind, part.Key.Id, part.Value)).ToArray();
        Array.Sort(sorted, this);
        return sorted;
    }
}
