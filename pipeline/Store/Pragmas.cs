using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>What SQLite must be told on every connection. Each is read back, and a difference is an error: some builds ignore some.</summary>
internal static class Pragmas
{
    // TRUNCATE with FULL keeps every acknowledged commit through a power cut, and one connection at a time is all there
    // is, so a write-ahead log would only write everything twice.
    private static readonly (string Name, string Set, string Read)[] OfALedger =
    [
        ("foreign_keys", "on", "1"),
        ("trusted_schema", "off", "0"),
        ("cell_size_check", "on", "1"),
        ("busy_timeout", "5000", "5000"),
        ("synchronous", "full", "2"),
        ("journal_mode", "truncate", "truncate"),
        ("cache_size", "-2000", "-2000"),
    ];

    // A scratch ledger lives in a temporary file that SQLite itself removes; it has no journal to choose.
    private static readonly string[] NotOfScratch = ["journal_mode"];

    // A connection that shall not wait for another program.
    private const string Waiting = "busy_timeout", Hurried = "100";

    public static void Set(SqliteConnection connection, bool isReadOnly, bool isScratch, bool isHurried = false)
    {
        foreach (var (name, usual, read) in OfALedger)
        {
            var (set, expected) = isHurried && name == Waiting ? (Hurried, Hurried) : (usual, read);
            if ((isScratch || isReadOnly) && NotOfScratch.Contains(name)) continue;
            connection.Execute($"pragma {name} = {set}");
            var actual = Convert.ToString(connection.Scalar<object>($"pragma {name}"), CultureInfo.InvariantCulture);
            if (actual != expected)
                throw new LedgerException(LedgerTrouble.Damaged, $"SQLite answers {name} = {actual} where {expected} was set; this build cannot keep a ledger safe.");
        }
    }
}
