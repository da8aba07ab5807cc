namespace Daybook.Worker.Doctor;

/// <summary>Everything that is looked at, in order. A new one is one line and a function.</summary>
internal static class AllExaminations
{
    public static IReadOnlyList<Examination> InOrder { get; } =
    [
        new("settings", SettingsExamination.Settings),
        new("secrets", SettingsExamination.SecretsThere),
        new("hosts", SettingsExamination.Hosts),
        new("clock", MachineExamination.Clock),
        new("zones", MachineExamination.Zones),
        new("rights", MachineExamination.Rights),
        new("disk", MachineExamination.Disk),
        new("lock", MachineExamination.Lock),
        new("timer", MachineExamination.Timer),
        new("ledger", LedgerExamination.Soundness),
        new("sqlite", LedgerExamination.Library),
        new("runs", LedgerExamination.Runs),
        new("sources", LedgerExamination.Sources),
        new("mail", LedgerExamination.Mails),
        new("backups", LedgerExamination.Backups),
        new("services", OnlineExamination.Services),
        new("mail server", OnlineExamination.MailServer),
    ];
}
