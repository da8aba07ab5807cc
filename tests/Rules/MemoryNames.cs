using System.Globalization;
using Daybook.Model;

namespace Daybook.Tests.Rules;

/// <summary>Names as a ledger keeps them, in memory: ids in the order the names came.</summary>
internal sealed class MemoryNames : ILedgerNames
{
    private readonly List<string> _texts = [];
    private readonly List<Subject> _subjects = [];
    private readonly List<Activity> _activities = [];
    private readonly List<Agent> _agents = [];
    private readonly List<Engagement> _engagements = [];

    public Subject SubjectOf(int id) => _subjects[id - 1];
    public Activity ActivityOf(int id) => _activities[id - 1];
    public Agent AgentOf(int id) => _agents[id - 1];
    public Engagement EngagementOf(int id) => _engagements[id - 1];
    public string TextOf(int name) => _texts[name - 1];
    public int Engaged(string? project, string? client, string? task = null, bool? isBillable = null, Money? rate = null) =>
        IdOf(_engagements, new Engagement(Name(project), Name(client), Name(task), isBillable, rate));

    public int Name(string? text) => text is null ? 0 : IdOf(_texts, text);

    public HeartbeatRow Beat(
        long at, string? project, int source = 1, string? language = null, string? category = null, string? editor = null, bool isWrite = false) =>
        new()
        {
            At = at,
            Subject = IdOf(_subjects, new Subject(0, 0, Name(project), Name(language))),
            Activity = IdOf(_activities, new Activity(source, 0, Name(category))),
            Agent = IdOf(_agents, new Agent(0, 0, Name(editor), 0)),
            IsWrite = isWrite,
        };

    /// <summary>One letter a column; columns are minutes after the start, other characters gaps: <c>a--a.b</c>.</summary>
    public List<HeartbeatRow> Draw(string drawing, long start = 0, int source = 1) =>
        [.. drawing.Index().Where(c => char.IsLetter(c.Item)).Select(c => Beat(start + c.Index * Micros.PerMinute, $"{c.Item}", source))];

    /// <summary>Batches as a store hands them out: one that is filled again and again.</summary>
    public static IEnumerable<HeartbeatBatch> Batches(IEnumerable<HeartbeatRow> rows, int size = HeartbeatBatch.Capacity)
    {
        var batch = new HeartbeatBatch();
        foreach (var chunk in rows.Chunk(size))
        {
            chunk.CopyTo(batch.Rows, 0);
            batch.Count = chunk.Length;
            yield return batch;
        }
    }

    /// <summary>A day in names instead of ids, for comparing: basis, minutes and what they are under.</summary>
    public string Show(DerivedDay day) => string.Create(CultureInfo.InvariantCulture,
        $"{day.Date:uuuu-MM-dd} {day.Basis} {day.Worked} [{day.First}-{day.Last}] twice {day.CoveredTwice} beats {day.Heartbeats} {string.Join(' ', day.Parts.Select(Show))} {string.Join(' ', day.Stretches.Select(s => $"{s.Start}-{s.End}"))}");

    public string Show(DerivedPart part)
    {
        var name = part.Kind switch
        {
            PartKind.Agent when part.Id != 0 => AgentOf(part.Id).Editor,
            PartKind.Engagement => EngagementOf(part.Id).Client,
            _ => part.Id,
        };
        return $"{part.Kind}:{(name <= 0 ? "-" : TextOf(name))}={part.Micros}";
    }

    private static int IdOf<T>(List<T> known, T value)
    {
        var at = known.IndexOf(value);
        if (at >= 0) return at + 1;
        known.Add(value);
        return known.Count;
    }
}
