using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using Microsoft.Data.Sqlite;

namespace Daybook.Tests.Worker;

/// <summary>A bit of the ledger's file flips, as disks do: either no fact is another, or `check` says that something is wrong. In no case does it break down.</summary>
public sealed class FlippedBitLaws : IDisposable
{
    private const int Flips = 40;
    private readonly ADaybook _daybook = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    public FlippedBitLaws()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Random(new Random(5)), "2026-03-26", "2026-04-03")));
        _daybook.Do("add", "2026-03-27", "2h", "--project", "letters", "--note", "two of them");
        _daybook.Do("contract", "add", "--from", "2026-03-02", "--hours", "40");
    }

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_flipped_bit_changes_no_fact_or_is_found(int seed)
    {
        var (random, sound, facts) = (new Random(seed), File.ReadAllBytes(_daybook.LedgerPath), Facts());
        var (changed, missed) = (0, new List<string>());
        for (var i = 0; i < Flips; i++)
        {
            var bytes = (byte[])sound.Clone();
            // Most of a small ledger is room.
            int at;
            do at = random.Next(bytes.Length);
            while (bytes[at] == 0);
            var bit = random.Next(8);
            bytes[at] ^= (byte)(1 << bit);
            File.WriteAllBytes(_daybook.LedgerPath, bytes);
            var (code, _, error) = _daybook.Run("check");
            code.ShouldBeOneOf([ExitCode.Done, ExitCode.InputOutput, ExitCode.Configuration], $"byte {at}, bit {bit}: {error}");
            var isChanged = Facts() is not { } now || !now.SequenceEqual(facts!);
            if (isChanged) changed++;
            if (isChanged && code == ExitCode.Done) missed.Add($"byte {at}, bit {bit}");
        }
        missed.ShouldBeEmpty();
        changed.ShouldBeGreaterThan(Flips / 10, "the flips have struck facts");
        File.WriteAllBytes(_daybook.LedgerPath, sound);
        _daybook.Do("check");
    }

    /// <summary>All rows of all summed tables, as SQLite gives them to anyone; null where it cannot.</summary>
    private List<string>? Facts()
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={_daybook.LedgerPath};Mode=ReadOnly;Pooling=False");
            connection.Open();
            return [.. AllSummedTables.InOrder.SelectMany(table =>
            {
                var columns = connection.Query($"select name from pragma_table_info('{table.Name}')", r => r.GetString(0));
                return connection.Query($"select {string.Join(" || ' ' || ", columns.Select(c => $"quote(\"{c}\")"))} from {table.Name}", r => $"{table.Name} {r.GetValue(0)}").Order(StringComparer.Ordinal);
            })];
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
