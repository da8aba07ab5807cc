namespace Daybook.Model;

/// <summary>The names one reading of a file met, each once; heartbeats refer to them by id. Ids start at 1, 0 = not given.</summary>
public sealed class HeartbeatNames
{
    private readonly Utf8Interner _names = new();
    private readonly Utf8Interner _extras = new();
    private readonly Interned<Subject> _subjects = new();
    private readonly Interned<Activity> _activities = new();
    private readonly Interned<Agent> _agents = new();

    public int SubjectCount => _subjects.Count;
    public int ActivityCount => _activities.Count;
    public int AgentCount => _agents.Count;
    public int ExtraCount => _extras.Count;
    public int NameCount => _names.Count;

    /// <summary>The id of a name; an empty one is the same as none given (0).</summary>
    public int Name(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? 0 : _names.Add(utf8);

    public int Name(string? text) => string.IsNullOrEmpty(text) ? 0 : _names.Add(text);

    /// <summary>The id of the JSON object text holding a heartbeat's other keys; empty = none (0).</summary>
    public int Extra(ReadOnlySpan<byte> json) => json.IsEmpty ? 0 : _extras.Add(json);

    public int Id(in Subject subject) => _subjects.Add(subject);
    public int Id(in Activity activity) => _activities.Add(activity);
    public int Id(in Agent agent) => _agents.Add(agent);

    public Subject SubjectOf(int id) => _subjects[id];
    public Activity ActivityOf(int id) => _activities[id];
    public Agent AgentOf(int id) => _agents[id];

    public ReadOnlySpan<byte> Utf8Of(int name) => name == 0 ? [] : _names.Bytes(name);
    public ReadOnlySpan<byte> ExtraUtf8Of(int extra) => extra == 0 ? [] : _extras.Bytes(extra);

    public string? TextOf(int name) => name == 0 ? null : _names.Text(name);
    public string? ExtraOf(int extra) => extra == 0 ? null : _extras.Text(extra);

    /// <summary>Values to ids from 1 on, readable by id from another thread as <see cref="Utf8Interner"/> is.</summary>
    private sealed class Interned<T> where T : struct, IEquatable<T>
    {
        private readonly Dictionary<T, int> _ids = [];
        private T[] _values = new T[64];
        private T _last;
        private int _lastId;

        public int Count { get; private set; }

        public T this[int id] => _values[id];

        public int Add(in T value)
        {
            if (_lastId != 0 && _last.Equals(value)) return _lastId;
            if (!_ids.TryGetValue(value, out var id))
            {
                id = Count + 1;
                if (id == _values.Length) Array.Resize(ref _values, id * 2);
                _values[id] = value;
                _ids.Add(value, id);
                Count = id;
            }
            _last = value;
            _lastId = id;
            return id;
        }
    }
}
