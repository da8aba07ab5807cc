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

    /// <summary>Forgets a source that no file was ever taken in for.</summary>
    public void ForgetIfEmpty(string name) => _ledger.InTransaction(() => _connection.Execute(
        "delete from source where name = $name and not exists (select 1 from file where source_id = source.id) and not exists (select 1 from activity where source_id = source.id)", ("$name", name)));

    /// <summary>In the order they were first seen.</summary>
    public IReadOnlyList<SourceInfo> All() => _connection.Query(
        "select id, name, person_id, importer, account from source order by id",
        r => new SourceInfo(r.GetInt32(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.NullableString(4)));

    /// <summary>Ids and names, in the order they were first seen.</summary>
    public IReadOnlyList<(int Id, string Name)> People() => _connection.Query(
        "select id, name from person order by id", r => (r.GetInt32(0), r.GetString(1)));

    public AccountSettings AccountOf(int source) => _connection.Query(AccountSql,
        r => new AccountSettings(r.NullableString(0), r.NullableInt64(1), r.NullableInt64(2) is { } only ? only == 1 : null), ("$source", source))[0];
}
