using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>What the newest export of a source's account says of its settings; each null where it does not say.</summary>
public sealed record AccountSettings(string? Zone, long? TimeoutMicros, bool? WritesOnly);

/// <summary>People and the sources their facts come from.</summary>
public sealed class SourceStore
{
    private const string AccountSql =
        """
        select
          (select zone from file where source_id = $source and zone is not null order by covers_to_us desc, fingerprint desc limit 1),
          (select timeout_us from file where source_id = $source and timeout_us is not null order by covers_to_us desc, fingerprint desc limit 1),
          (select writes_only from file where source_id = $source and writes_only is not null order by covers_to_us desc, fingerprint desc limit 1)
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal SourceStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>The source of this name, made where it is new.</summary>
    /// <exception cref="LedgerException">It belongs to another person.</exception>
    public SourceInfo Ensure(string name, string importer, string person) => _ledger.InTransaction(() =>
    {
        _connection.Execute("insert into person (name) values ($name) on conflict (name) do nothing", ("$name", person));
        var owner = _connection.Scalar<long>("select id from person where name = $name", ("$name", person));
        _connection.Execute(
            "insert into source (name, person_id, importer) values ($name, $person, $importer) on conflict (name) do nothing",
            ("$name", name), ("$person", owner), ("$importer", importer));
        var source = All().First(s => s.Name == name);
        if (source.Person != owner)
            throw new LedgerException(LedgerTrouble.Refused, $"the source '{name}' holds another person's time. Import it as a source of its own: --as NAME");
        return source;
    });

    /// <summary>Remembers what a person has settled of a source's files, in place of what was settled before.</summary>
    public void Settle(int source, string what, string value, long run) => _ledger.InAnyTransaction(() => _connection.Execute(
        """
        insert into settled (source_id, what, value, run_id) values ($source, $what, $value, $run)
        on conflict (source_id, what) do update set value = excluded.value, run_id = excluded.run_id where value <> excluded.value
        """,
        ("$source", source), ("$what", what), ("$value", value), ("$run", run)));

    /// <summary>What was settled of a source's files, by its name; ordered by what it is.</summary>
    public IReadOnlyList<Settled> SettledOf(string source) => _connection.Query(
        "select what, value, run_id from settled join source on source.id = settled.source_id where source.name = $source order by what",
        r => new Settled(r.GetString(0), r.GetString(1), r.GetInt64(2)), ("$source", source));

    /// <summary>Forgets sources that no file is left of, with what was settled for them.</summary>
    /// <param name="butPulled">Leaves those of which is known how far they were pulled.</param>
    /// <returns>How many.</returns>
    public int ForgetEmpty(bool butPulled = false) => _ledger.InTransaction(() => ForgetEmpty(_connection, butPulled));

    internal static int ForgetEmpty(SqliteConnection connection, bool butPulled = false)
    {
        const string Empty = "select id from source where not exists (select 1 from file where source_id = source.id) and not exists (select 1 from activity where source_id = source.id)";
        if (!butPulled) connection.Execute($"delete from cursor where source_id in ({Empty})");
        const string Unpulled = $"{Empty} and not exists (select 1 from cursor where source_id = source.id) and not exists (select 1 from purge where source_id = source.id)";
        connection.Execute($"delete from settled where source_id in ({Unpulled})");
        return connection.Execute($"delete from source where id in ({Unpulled})");
    }

    /// <summary>In the order they were first seen.</summary>
    public IReadOnlyList<SourceInfo> All() => _connection.Query(
        "select id, name, person_id, importer, account from source order by id",
        r => new SourceInfo(r.GetInt32(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.NullableString(4)));

    /// <summary>Ids and names, in the order they were first seen.</summary>
    public IReadOnlyList<PersonInfo> People() => _connection.Query(
        "select id, name from person order by id", r => new PersonInfo(r.GetInt32(0), r.GetString(1)));

    public AccountSettings AccountOf(int source) => _connection.Query(AccountSql,
        r => new AccountSettings(r.NullableString(0), r.NullableInt64(1), r.NullableInt64(2) is { } only ? only == 1 : null), ("$source", source))[0];
}
