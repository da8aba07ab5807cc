using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>One numbered step of the ledger's schema; never edited once released.</summary>
public sealed record Migration(int Version, string Name, string Sql)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>The schema's steps, forward only, each with the hash it was applied with.</summary>
public static class Migrations
{
    /// <summary>Marks a SQLite file as a ledger: the bytes "Dayb".</summary>
    public const int ApplicationId = 0x44617962;

    /// <summary>The last step's number, without the cost of reading the steps; a test holds the two together.</summary>
    public const int Latest = 12;

    // The step since which rows are summed. A later one that changes rows of summed tables must see to their sums.
    private const int Summed = 12;

    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Shipped { get; } = ReadShipped();

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
                connection.Execute(step.Sql);
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

    private static List<Migration> ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Folder = "Daybook.Store.Migrations.";
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!, Encoding.UTF8);
                var name = Path.GetFileNameWithoutExtension(n[Folder.Length..]);
                return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
            })];
    }
}
