using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>A contract of 40 hours from Monday, 2026-09-07, on, with some time by hand; the clock is two weeks later.</summary>
public abstract class AClosedAccount : IDisposable
{
    private const string Berlin = """ "Zones": [{ "Zone": "Europe/Berlin" }] """;

    private protected ADaybook Daybook { get; } = new() { Now = "2026-09-22T08:00:00Z" }; // a Tuesday

    protected AClosedAccount()
    {
        Settings("");
        Daybook.Do("add", "2026-09-07", "09:00-17:00", "--project", "one");
        Daybook.Do("add", "2026-09-08", "09:00-18:30", "--project", "one");
        Daybook.Do("contract", "add", "--from", "2026-09-07", "--hours", "40");
    }

    public void Dispose() => Daybook.Dispose();

    private protected void Settings(string more) => Daybook.Configure($"{{{Berlin}{more}}}");

    private protected ADaybook At(string now)
    {
        Daybook.Now = now;
        return Daybook;
    }

    private protected void Import(string name, string date, string from, string to) => Daybook.Do("import", Daybook.Write(name,
        $"User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\nada,ada@example.org,,late,,,No,{date},{from}:00,{date},{to}:00,02:00:00,,\n"));

    private protected string Closings()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return string.Join('\n', ledger.Closings.Chain(1).Select(r => $"{r.Said.Kind} {r.Said.First} {r.Said.Sums} {r.Said.Body} {Convert.ToHexString(r.Hash)}"));
    }

    private protected long Rows(string where) => Daybook.Number($"select count(*) from closing where {where}");

    /// <summary>Of what holds.</summary>
    private protected string Inputs()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return string.Join('\n', ledger.Closings.Chain(1).Where(r => r.ReopenedBy is null && r.Said.Sums is not null)
            .Select(r => $"{r.Said.Kind} {r.Said.First} {Convert.ToHexString(r.Said.Inputs)}").Order(StringComparer.Ordinal));
    }

    private protected void Sound() => Daybook.Run("check").Code.ShouldBe(ExitCode.Done, Daybook.Run("check").Output);
}
