using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>How far a source has been pulled, as text that only whoever pulls it understands.</summary>
public sealed class CursorStore
{
    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal CursorStore(Ledger ledger) => (_ledger, _connection) = (ledger, ledger.Connection);

    /// <summary>Null where nothing was written down.</summary>
    public string? Of(int source, string name) =>
        _connection.Scalar<string>("select value from cursor where source_id = $source and name = $name", ("$source", source), ("$name", name));

    /// <summary>Within the transaction that is open, or as one of its own.</summary>
    /// <param name="value">Null to forget it.</param>
    public void Set(int source, string name, string? value) => _ledger.InAnyTransaction(() => value is null
        ? _connection.Execute("delete from cursor where source_id = $source and name = $name", ("$source", source), ("$name", name))
        : _connection.Execute(
            """
            insert into cursor (source_id, name, value) values ($source, $name, $value)
            on conflict (source_id, name) do update set value = excluded.value where value <> excluded.value
            """,
            ("$source", source), ("$name", name), ("$value", value)));
}
