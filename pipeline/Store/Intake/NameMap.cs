using System.Text;
using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Turns the ids of one reading's names into the ledger's, storing each name the first time it is met.</summary>
internal sealed class NameMap : IDisposable
{
    private readonly HeartbeatNames _names;
    private readonly int _source;
    private readonly TextDictionary _name, _extra;
    private readonly IdDictionary _subject, _activity, _agent;
    private readonly Redactor? _redactor;
    private readonly (int[] Subjects, int[] Activities)[] _redacted;
    private int[] _nameIds = new int[256], _subjectIds = new int[256], _activityIds = new int[64], _agentIds = new int[16], _extraIds = new int[64];
    private int _period;

    /// <param name="redactor">Says what is kept of names, by when the heartbeat was; null where all is.</param>
    public NameMap(SqliteConnection connection, HeartbeatNames names, int source, Redactor? redactor = null)
    {
        _redactor = redactor;
        _redacted = new (int[], int[])[redactor?.Periods ?? 0];
        _names = names;
        _source = source;
        _name = new TextDictionary(connection, "name", "text");
        _extra = new TextDictionary(connection, "extra", "json");
        _subject = new IdDictionary(connection, "subject", "entity_id", "type_id", "project_id", "language_id");
        _agent = new IdDictionary(connection, "agent", "machine_id", "user_agent_id", "editor_id", "operating_system_id");
        _activity = new IdDictionary(connection, "activity", "source_id", "branch_id", "category_id");
    }

    /// <summary>Puts the ledger's ids in the place of the reading's.</summary>
    public void Map(ref HeartbeatRow row)
    {
        if (_redactor is not null)
        {
            Enter(_redactor.PeriodOf(row.At));
            // What nobody knows the meaning of might be what is not to be kept.
            row.Extra = 0;
        }
        row.Subject = Known(_subjectIds, row.Subject) is var s and not 0 ? s : NewSubject(row.Subject);
        row.Activity = Known(_activityIds, row.Activity) is var w and not 0 ? w : NewActivity(row.Activity);
        row.Agent = Known(_agentIds, row.Agent) is var a and not 0 ? a : NewAgent(row.Agent);
        if (row.Extra != 0) row.Extra = Known(_extraIds, row.Extra) is var e and not 0 ? e : Set(ref _extraIds, row.Extra, _extra.Id(_names.ExtraUtf8Of(row.Extra)));
    }

    /// <summary>The ledger's id of a name; 0 for none.</summary>
    public int Name(string? text) => string.IsNullOrEmpty(text) ? 0 : _name.Id(Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        _name.Dispose();
        _extra.Dispose();
        _subject.Dispose();
        _agent.Dispose();
        _activity.Dispose();
    }

    private int NewSubject(int local)
    {
        var s = _names.SubjectOf(local);
        return Set(ref _subjectIds, local, _subject.Id([NameId(s.Entity, RedactField.Entity), NameId(s.Type), NameId(s.Project, RedactField.Project), NameId(s.Language)]));
    }

    private int NewActivity(int local)
    {
        var a = _names.ActivityOf(local);
        return Set(ref _activityIds, local, _activity.Id([_source, NameId(a.Branch, RedactField.Branch), NameId(a.Category)]));
    }

    private int NewAgent(int local)
    {
        var a = _names.AgentOf(local);
        return Set(ref _agentIds, local, _agent.Id([NameId(a.Machine), NameId(a.UserAgent), NameId(a.Editor), NameId(a.OperatingSystem)]));
    }

    /// <summary>Each stretch of time in which the same rules hold has ids of its own.</summary>
    private void Enter(int period)
    {
        if (period == _period) return;
        _redacted[_period] = (_subjectIds, _activityIds);
        (_subjectIds, _activityIds) = _redacted[period] is (not null, not null) known ? known : (new int[256], new int[64]);
        _period = period;
    }

    private int NameId(int local, RedactField field) => _redactor is null || local == 0 ? NameId(local) : Name(_redactor.Apply(field, _period, _names.TextOf(local)));

    private int NameId(int local)
    {
        if (local == 0) return 0;
        return Known(_nameIds, local) is var id and not 0 ? id : Set(ref _nameIds, local, _name.Id(_names.Utf8Of(local)));
    }

    private static int Known(int[] ids, int local) => (uint)local < (uint)ids.Length ? ids[local] : 0;

    private static int Set(ref int[] ids, int local, int id)
    {
        if (local >= ids.Length) Array.Resize(ref ids, Math.Max(local + 1, ids.Length * 2));
        return ids[local] = id;
    }
}
