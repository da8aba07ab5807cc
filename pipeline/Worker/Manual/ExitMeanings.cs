namespace Daybook.Worker.Manual;

/// <summary>What the exit codes mean, for people; README.md has the same words.</summary>
internal static class ExitMeanings
{
    public static string Meaning(this ExitCode code) => code switch
    {
        ExitCode.Done => "all done",
        ExitCode.NotKept => "of heartbeat: it was not kept",
        ExitCode.Usage => "the command line could not be understood; nothing was done",
        ExitCode.PartlyDone => "done, but some rows were rejected or some files could not be read; the rest is in",
        ExitCode.BadData => "the input as a whole is not something that can be taken in",
        ExitCode.NoInput => "a file, folder or ledger that was named is not there",
        ExitCode.Unavailable => "a service or mail server cannot be reached, or fails itself",
        ExitCode.Internal => "a defect of the program",
        ExitCode.CannotCreate => "a file that was to be written is there already",
        ExitCode.InputOutput => "the disk or the ledger failed, or the ledger breaks its laws",
        ExitCode.TryAgain => "something else is using the ledger, or a service wants fewer requests: try again later",
        ExitCode.Protocol => "a service answered what cannot be right",
        ExitCode.NoPermission => "not permitted",
        ExitCode.Configuration => "the configuration is wrong, or the ledger is another program's",
        ExitCode.BadConfiguration => "of heartbeat: its configuration cannot be understood",
        ExitCode.NoKey => "of heartbeat: its configuration names a server and no key to it; the heartbeat was kept",
        ExitCode.Interrupted => "interrupted",
        ExitCode.Stopped => "asked to stop",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
