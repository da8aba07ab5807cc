using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns;

/// <summary>A service that keeps time entries, with words for them that mean the same at every such service.</summary>
internal abstract class EntryStandIn(DateTimeZone zone) : StandIn
{
    public DateTimeZone Zone { get; set; } = zone;

    /// <summary>Done before each page of entries, with how many were asked for before.</summary>
    public Action<int> BeforePage { get; set; } = _ => { };

    public IEnumerable<string> Pages => Asked.Where(a => a.StartsWith("GET ", StringComparison.Ordinal) && a.Contains("/time-entries?", StringComparison.Ordinal));

    public string Address => $"{Root}/api/v1";

    /// <summary>All entries, as they were added.</summary>
    public abstract IReadOnlyList<KeptEntry> Kept { get; }

    /// <summary>All that the service keeps of an entry; null where there is none of this id.</summary>
    public abstract object? Whole(string id);

    /// <summary>Adds an entry, or changes the one of its id as somebody does who edits it there; what else that one has stays.</summary>
    public abstract void Put(KeptEntry entry);

    public abstract void Remove(string id);

    /// <summary>No entry is left, and no word about one.</summary>
    public abstract void Clear();

    /// <summary>The id of the project of this name, made where there is none.</summary>
    public abstract string ProjectId(string name);

    /// <summary>From now on the key is that of another account.</summary>
    public abstract void SwitchAccount();

    public KeptEntry Track(Instant start, Instant? end, string? project = null, string text = "")
    {
        var entry = new KeptEntry(NewEntryId(), start, end, project, text);
        Put(entry);
        return entry;
    }

    public KeptEntry Track(string start, string? end, string? project = null, string text = "") =>
        Track(InstantPattern.General.Parse(start).Value, end is null ? null : InstantPattern.General.Parse(end).Value, project, text);

    /// <summary>So many entries of half an hour, so far apart, before the first where that is negative.</summary>
    public void Fill(Instant first, int count, Duration apart, string? project = null)
    {
        for (var i = 0; i < count; i++) Track(first + (apart * i), first + (apart * i) + Duration.FromMinutes(30), project);
    }

    protected abstract string NewEntryId();
}
