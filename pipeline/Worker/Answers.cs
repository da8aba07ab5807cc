using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Microsoft.Data.Sqlite;

namespace Daybook.Worker;

/// <summary>What the program answers where something could not be done.</summary>
internal static class Answers
{
    /// <summary>The exit code, and a sentence for a person.</summary>
    public static (ExitCode Code, string Message) To(Exception e) => e switch
    {
        UsageException => (ExitCode.Usage, e.Message),
        SettingsException => (ExitCode.Configuration, e.Message),
        LedgerException ledger => (CodeOf(ledger.Trouble), ledger.Message),
        SqliteException sqlite => To(LedgerException.From("in use", sqlite)),
        OutOfOrderException => (ExitCode.InputOutput, $"the ledger is damaged: {e.Message}. Keep a copy of it, restore a backup, and import again what came since."),
        OperationCanceledException => (ExitCode.Interrupted, "stopped; what was being written was undone, what was finished is kept"),
        UnauthorizedAccessException => (ExitCode.NoPermission, e.Message),
        IOException => (ExitCode.InputOutput, e.Message),
        _ => (ExitCode.Internal, $"this is a defect of the program, not of your data: {e.GetType().Name}: {e.Message}\n{e.StackTrace}"),
    };

    /// <summary>Whether the ledger itself fails: then nothing that comes after could be written down.</summary>
    public static bool AreOfTheLedger(Exception e) => e is SqliteException or LedgerException { Trouble: LedgerTrouble.Damaged or LedgerTrouble.Busy };

    private static ExitCode CodeOf(LedgerTrouble trouble) => trouble switch
    {
        LedgerTrouble.Missing => ExitCode.NoInput,
        LedgerTrouble.Busy => ExitCode.TryAgain,
        LedgerTrouble.Unknown => ExitCode.Configuration,
        LedgerTrouble.Forbidden => ExitCode.NoPermission,
        LedgerTrouble.Refused => ExitCode.BadData,
        _ => ExitCode.InputOutput,
    };
}
