using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>One numbered step of the ledger's schema; never edited once released.</summary>
/// <param name="Sha256">Of its SQL.</param>
/// <param name="Sql">Read only where it is applied: most processes find all steps applied.</param>
public sealed record Migration(int Version, string Name, string Sha256, Func<string> Sql)
{
    public static Migration Of(int version, string name, string sql) => new(version, name, Hash(sql), () => sql);

    public static string Hash(string sql) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
}

/// <summary>The schema's steps, forward only, each with the hash it was applied with.</summary>
public static class Migrations
{
    /// <summary>Marks a SQLite file as a ledger: the bytes "Dayb".</summary>
    public const int ApplicationId = 0x44617962;

    /// <summary>The last step's number.</summary>
    public static int Latest => Shipped[^1].Version;

    // The step since which rows are summed. A later one that changes rows of summed tables must see to their sums.
    private const int Summed = 12;

    /// <summary>The steps this program knows, in order. Their hashes stand here, since working them out in each process takes longer than all else at opening; a test holds them to the files.</summary>
    public static IReadOnlyList<Migration> Shipped { get; } =
    [
        Step(1, "ledger", "f22b40d03b43594f761c74fe488619aeb2a5a1858f926b26370a119228715a8b"),
        Step(2, "time-entries", "84c4fa3b61a45ba79ebafb8e0762c5a23aa7493d3390d00829af60c5f66e1f77"),
        Step(3, "settled", "51ba05e1c0b13691018db81420f9baae636eeeb22cda01a027abd25c6798431c"),
        Step(4, "closing", "f2ba690b4ef302d568b7fb2f1ec8db11d721a11435534bb63b929e838d8c35b3"),
        Step(5, "summed", "4b9c2bec018c5c823233cdfcecbf62154e9ed361ad7279e3988a5765a9a616d0"),
        Step(6, "cursor", "54671bd3fe4b6a9311598440e44b50a235602c8e5ea4f1787ff418ba9524ed41"),
        Step(7, "push", "109fad594a3405d0831d9281a146813b36c1edd4218f70c145061bc2ff1e89b9"),
        Step(8, "outbox", "46435aff85e1f92b3028aecec8cfc093df1cc55461a2bca7703d8a13276611b5"),
        Step(9, "engagement", "cdceffea0f893910f1f0ab9a715267634b6d546fd015cf94cc906aa5f646eb5b"),
        Step(10, "run-stages", "d1dc45784c940ee1ade2bad98cc9196b1c7cbd4b8137d01bd79510ae2b8d9e25"),
        Step(11, "purge", "b40f6d33cc24f632d9ca8a2bb55e0c33f35d96012ca10a045a4197683f673692"),
        Step(12, "row-sums", "dcf00b6229b3e253bf71dea739e07ef4c397676f52b039ccbe40402df63afc67"),
    ];

    /// <summary>Brings the database to the last step, all in one transaction: no ledger is ever between two.</summary>
    /// <param name="backUp">Called once before the first step of a database that has steps already.</param>
    /// <exception cref="LedgerException">Not a ledger, newer than this program, or changed behind its back.</exception>
    internal static void Apply(SqliteConnection connection, IReadOnlyList<Migration> steps, long nowMicros, Action<int>? backUp)
    {
        var applied = Verify(connection, steps);
        if (applied == steps.Count) return;
        if (applied > 0) backUp?.Invoke(applied);
        connection.Execute("begin immediate");
        try
        {
            if (applied == 0) connection.Execute(CreateTable);
            foreach (var step in steps.Skip(applied))
            {
                connection.Execute(step.Sql());
                connection.Execute(
                    "insert into migration (version, name, sha256, applied_at_us) values ($version, $name, $sha256, $now)",
                    ("$version", step.Version), ("$name", step.Name), ("$sha256", step.Sha256), ("$now", nowMicros));
            }
            if (applied < Summed && steps.Count >= Summed) RowSums.TakeAll(connection);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}"));
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {steps.Count}"));
            connection.Execute("commit");
        }
        catch
        {
            connection.Execute("rollback");
            throw;
        }
    }

    /// <summary>How many steps are applied; refuses what is not a ledger this program can trust.</summary>
    internal static int Verify(SqliteConnection connection, IReadOnlyList<Migration> steps)
    {
        var application = connection.Scalar<long>("pragma application_id");
        var tables = connection.Scalar<long>("select count(*) from sqlite_schema where type = 'table'");
        if (tables == 0) return 0;
        if (application != ApplicationId)
            throw new LedgerException(LedgerTrouble.Unknown, "the file is a SQLite database, but not a Daybook ledger.");
        var recorded = connection.Query(
            "select version, name, sha256 from migration order by version", r => new AppliedStep(r.GetInt32(0), r.GetString(1), r.GetString(2)));
        var version = connection.Scalar<long>("pragma user_version");
        if (version > steps.Count || recorded.Count > steps.Count)
            throw new LedgerException(LedgerTrouble.Unknown,
                $"the ledger is of a newer Daybook (schema {Math.Max(version, recorded.Count)}, this program knows {steps.Count}). Use that program.");
        for (var i = 0; i < recorded.Count; i++)
            if (recorded[i].Version != steps[i].Version || recorded[i].Sha256 != steps[i].Sha256)
                throw new LedgerException(LedgerTrouble.Unknown,
                    $"the ledger's schema step {recorded[i].Version} ({recorded[i].Name}) is not the one this program ships; the ledger was changed by something else. Restore a backup.");
        if (version != recorded.Count)
            throw new LedgerException(LedgerTrouble.Unknown, $"the ledger says schema {version} but records {recorded.Count} steps. Restore a backup.");
        return recorded.Count;
    }

    private sealed record AppliedStep(int Version, string Name, string Sha256);

    private const string CreateTable =
        """
        create table migration (
          version        integer primary key,
          name           text not null,
          sha256         text not null,
          applied_at_us  integer not null
        )
        """;

    private static Migration Step(int version, string name, string sha256) => new(version, name, sha256, () =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"Daybook.Store.Migrations.{version:0000}-{name}.sql"))!, Encoding.UTF8);
        return reader.ReadToEnd();
    });
}
