using Daybook.Model;
using Daybook.Store.Hot;

namespace Daybook.Store;

/// <summary>What the ledger's ids stand for, looked up the first time each is asked for.</summary>
public sealed class LedgerNames : ILedgerNames, IDisposable
{
    private readonly HotStatement _subject, _activity, _agent, _engagement, _text;
    private readonly Known<Subject> _subjects = new();
    private readonly Known<Activity> _activities = new();
    private readonly Known<Agent> _agents = new();
    private readonly Known<Engagement> _engagements = new();
    private readonly Dictionary<int, string> _texts = [];

    internal LedgerNames(Ledger ledger)
    {
        var connection = ledger.Connection;
        _subject = new HotStatement(connection, "select entity_id, type_id, project_id, language_id from subject where id = ?");
        _activity = new HotStatement(connection, "select source_id, branch_id, category_id from activity where id = ?");
        _agent = new HotStatement(connection, "select machine_id, user_agent_id, editor_id, operating_system_id from agent where id = ?");
        _engagement = new HotStatement(connection, "select project_id, client_id, task_id, is_billable, rate, currency from engagement where id = ?");
        _text = new HotStatement(connection, "select text from name where id = ?");
    }

    public Subject SubjectOf(int id) => _subjects.TryGet(id, out var known) ? known
        : _subjects.Keep(id, Read(_subject, id, s => new Subject(s.Int(0), s.Int(1), s.Int(2), s.Int(3))));

    public Activity ActivityOf(int id) => _activities.TryGet(id, out var known) ? known
        : _activities.Keep(id, Read(_activity, id, s => new Activity(s.Int(0), s.Int(1), s.Int(2))));

    public Agent AgentOf(int id) => _agents.TryGet(id, out var known) ? known
        : _agents.Keep(id, Read(_agent, id, s => new Agent(s.Int(0), s.Int(1), s.Int(2), s.Int(3))));

    public Engagement EngagementOf(int id) => _engagements.TryGet(id, out var known) ? known
        : _engagements.Keep(id, Read(_engagement, id, s => new Engagement(s.Int(0), s.Int(1), s.Int(2), EngagementReader.Flag(s.Int(3)), EngagementReader.Rate(s.Int64(4), s.Text(5)))));

    public string TextOf(int name) => _texts.TryGetValue(name, out var known) ? known : _texts[name] = Read(_text, name, s => s.Text(0));

    public void Dispose()
    {
        _subject.Dispose();
        _activity.Dispose();
        _agent.Dispose();
        _engagement.Dispose();
        _text.Dispose();
    }

    private static T Read<T>(HotStatement statement, int id, Func<HotStatement, T> read)
    {
        statement.Bind(1, id);
        try
        {
            if (!statement.Step()) throw new LedgerException(LedgerTrouble.Damaged, $"the ledger has a row that names id {id}, which does not exist. Run 'daybook check'.");
            return read(statement);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Values by id, ids being small and dense.</summary>
    private sealed class Known<T> where T : struct
    {
        private T[] _values = new T[256];
        private bool[] _has = new bool[256];

        public bool TryGet(int id, out T value)
        {
            var has = (uint)id < (uint)_has.Length && _has[id];
            value = has ? _values[id] : default;
            return has;
        }

        public T Keep(int id, T value)
        {
            if (id >= _values.Length)
            {
                Array.Resize(ref _values, Math.Max(id + 1, _values.Length * 2));
                Array.Resize(ref _has, _values.Length);
            }
            _values[id] = value;
            _has[id] = true;
            return value;
        }
    }
}
