using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Doctor;

/// <summary>What is known to whoever examines.</summary>
/// <param name="Settings">Null where they cannot be used.</param>
/// <param name="Ledger">Open for reading; null where there is none, or it cannot be opened.</param>
internal sealed record Patient(CommandContext Context, Settings? Settings, Ledger? Ledger, bool IsOnline)
{
    /// <summary>Where the ledger is, or would be.</summary>
    public string LedgerPath => Settings?.Ledger ?? Path.GetFullPath(Context.LedgerSaid?.Path ?? "daybook.db");
}

/// <summary>One thing that is looked at.</summary>
internal sealed record Examination(string Name, Func<Patient, IEnumerable<Symptom>> Look);
