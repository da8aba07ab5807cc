using Daybook.Model;
using Daybook.Store.Hot;

namespace Daybook.Store;

/// <summary>Reads what a person's sources say of the account beside time, as they said it last.</summary>
public sealed class TermReader
{
    // By content, never by ids: those depend on the order of imports.
    private const string CurrentSql =
        """
        select source.name, fact.kind, fact.identity, fact.date, fact.at_us, fact.json
        from source
        join account_fact as fact on fact.source_id = source.id
        where source.person_id = ? and fact.is_current = 1 and fact.kind in ({0})
        order by source.name, fact.kind, fact.date, fact.at_us, fact.identity, fact.content
        """;

    private readonly nint _db;

    internal TermReader(nint db) => _db = db;

    /// <summary>Of all of the person's sources, in an order that depends on nothing but what they say.</summary>
    public IReadOnlyList<TermFact> Of(int person) => Of(person, TermFact.Kinds);

    /// <summary>Likewise, of some kinds.</summary>
    /// <param name="kinds">Constants of <see cref="AccountFact"/>.</param>
    public IReadOnlyList<TermFact> Of(int person, IReadOnlyList<string> kinds)
    {
        using var statement = new HotStatement(_db, string.Format(System.Globalization.CultureInfo.InvariantCulture, CurrentSql, string.Join(", ", kinds.Select(_ => "?"))));
        statement.Bind(1, person);
        for (var i = 0; i < kinds.Count; i++) statement.BindOrNull(i + 2, kinds[i]);
        var facts = new List<TermFact>();
        while (statement.Step())
            facts.Add(new TermFact(statement.Text(0), statement.Text(1), statement.Text(2),
                statement.NullableInt64(3) is { } date ? Days.ToDate(date) : null, statement.NullableInt64(4), statement.Text(5)));
        return facts;
    }
}
