using Daybook.Worker.Configuration;

namespace Daybook.Worker.Stages;

/// <summary>
/// Whose the rows of one file are. Where nobody has said what files call whom, all rows must be of one and the same
/// person; rows of others are never merged into anyone's time.
/// </summary>
/// <param name="person">The person of the ledger that is read for.</param>
/// <param name="wished">The one name in the file that was asked for on the command line, or null.</param>
public sealed class Owners(string person, string? wished, Settings settings)
{
    private readonly Dictionary<string, bool> _decided = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private string? _only;

    /// <summary>Names met in the file that are nobody's, with how many rows each has.</summary>
    public IReadOnlyDictionary<string, int> Others => _others;

    /// <summary>Rows of a name that is the person's own.</summary>
    public int OwnRows { get; private set; }

    /// <summary>Whether there are several names and nothing says which one is meant.</summary>
    public bool AreUnsettled { get; private set; }

    private bool IsSaid => wished is not null || settings.People.Count > 0;

    /// <param name="name">As the row has it, or null where it says nothing.</param>
    public bool Own(string? name)
    {
        if (name is null) return true;
        if (!_decided.TryGetValue(name, out var isOwn)) isOwn = _decided[name] = Decide(name);
        if (isOwn) OwnRows++;
        else _others[name] = _others.GetValueOrDefault(name) + 1;
        return isOwn;
    }

    private bool Decide(string name)
    {
        if (IsSaid) return wished is not null ? Are(wished, name) : PersonOf(settings, name) == person;
        _only ??= name;
        AreUnsettled |= _only != name;
        return _only == name;
    }

    /// <summary>The person of the ledger that files call so, or null.</summary>
    public static string? PersonOf(Settings settings, string name) => settings.People.FirstOrDefault(p => p.Names.Any(n => Are(n, name)))?.Person;

    private static bool Are(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
