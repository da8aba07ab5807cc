using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Sums of a day's time by the names it is under, and from them the day's parts.</summary>
internal sealed class PartSums(ILedgerNames names)
{
    private readonly IdSums _projects = new(), _languages = new(), _categories = new(), _agents = new(), _engagements = new();
    private readonly List<DerivedPart> _parts = [];
    private readonly DerivedPartOrder _order = new(names);

    /// <summary>Zero microseconds make the labels known to the day.</summary>
    public void Add(in Labels labels, long micros)
    {
        _projects.Add(labels.Project, micros);
        _languages.Add(labels.Language, micros);
        _categories.Add(labels.Category, micros);
        _agents.Add(labels.Agent, micros);
        if (labels.Engagement != 0) _engagements.Add(labels.Engagement, micros);
    }

    /// <summary>The parts in order; all sums start anew.</summary>
    public DerivedPart[] Take()
    {
        _parts.Clear();
        _projects.MoveTo(_parts, PartKind.Project);
        _languages.MoveTo(_parts, PartKind.Language);
        _categories.MoveTo(_parts, PartKind.Category);
        _agents.MoveTo(_parts, PartKind.Agent);
        _engagements.MoveTo(_parts, PartKind.Engagement);
        _parts.Sort(_order);
        return [.. _parts];
    }

    /// <summary>Sums by small ids, from <see cref="DerivedPart.OfNoCategory"/> on. Many instants a day are added, few ids: looking them up must cost nothing.</summary>
    private sealed class IdSums
    {
        private const int Lowest = DerivedPart.OfNoCategory;

        private readonly List<int> _ids = [];
        private long[] _sums = new long[64];
        private bool[] _isKnown = new bool[64];

        public void Add(int id, long micros)
        {
            var at = id - Lowest;
            if (at >= _sums.Length) Grow(at);
            if (!_isKnown[at])
            {
                _isKnown[at] = true;
                _ids.Add(id);
            }
            _sums[at] += micros;
        }

        public void MoveTo(List<DerivedPart> parts, PartKind kind)
        {
            foreach (var id in _ids)
            {
                parts.Add(new DerivedPart(kind, id, _sums[id - Lowest]));
                _sums[id - Lowest] = 0;
                _isKnown[id - Lowest] = false;
            }
            _ids.Clear();
        }

        private void Grow(int at)
        {
            var size = Math.Max(at + 1, _sums.Length * 2);
            Array.Resize(ref _sums, size);
            Array.Resize(ref _isKnown, size);
        }
    }
}

/// <summary>By kind, then the longest first, then by name (an agent: machine, editor, operating system; an engagement: client, task, what it is sold for). Never by ids.</summary>
internal sealed class DerivedPartOrder(ILedgerNames names) : IComparer<DerivedPart>
{
    public int Compare(DerivedPart x, DerivedPart y)
    {
        var order = ((int)x.Kind).CompareTo((int)y.Kind);
        if (order == 0) order = y.Micros.CompareTo(x.Micros);
        if (order != 0) return order;
        return x.Kind switch
        {
            PartKind.Agent => names.CompareAgents(x.Id, y.Id),
            PartKind.Engagement => names.CompareEngagements(x.Id, y.Id),
            _ => names.CompareText(x.Id, y.Id),
        };
    }
}
