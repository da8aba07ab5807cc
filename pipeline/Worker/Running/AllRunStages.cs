namespace Daybook.Worker.Running;

/// <summary>Every stage, in the order of a run. A new one is one line and a function.</summary>
internal static class AllRunStages
{
    public static IReadOnlyList<RunStage> InOrder { get; } =
    [
        new("backup", false, "copy the ledger to Backup.Folder, where it is set and a backup is due", BackupRun.Do),
        new("pull", true, "ask services for what is new", PullRun.Do),
        new("import", true, "take in the spool and what lies in the inbox", ImportRun.Do),
        new("derive", true, "work out the days that changed", DeriveRun.Do),
        new("close", false, "seal the days that are complete", CloseRun.Do),
        new("allocate", false, "spread the days over projects, and tell what belongs to none", AllocateRun.Do),
        new("push", false, "send allocated days to Run.PushTo", PushRun.Do),
        new("report", true, "write the reports and reminders that are due", ReportRun.Do),
        new("send", true, "send what waits in the outbox", SendRun.Do),
    ];

    public static IEnumerable<string> Names => InOrder.Select(s => s.Name);

    /// <summary>Of a run that nobody told otherwise.</summary>
    public static IReadOnlyList<string> Standard => [.. InOrder.Where(s => s.IsStandard).Select(s => s.Name)];
}
