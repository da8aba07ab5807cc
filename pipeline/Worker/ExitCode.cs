using Daybook.Importers.Remote;

namespace Daybook.Worker;

/// <summary>What a run tells the program that called it. Add, never renumber.</summary>
public enum ExitCode
{
    /// <summary>All done.</summary>
    Done = 0,
    /// <summary>Of <c>heartbeat</c>, as EZTRACKER's command line has it: a heartbeat was not kept.</summary>
    NotKept = 1,
    /// <summary>The command line could not be understood; nothing was done.</summary>
    Usage = 2,
    /// <summary>Done, but some rows were rejected or some files could not be read; the rest is in.</summary>
    PartlyDone = 3,
    /// <summary>The input as a whole is not something that can be taken in.</summary>
    BadData = 65,
    /// <summary>A file or folder that was named is not there.</summary>
    NoInput = 66,
    /// <summary>A service did not answer.</summary>
    Unavailable = 69,
    /// <summary>A defect of this program.</summary>
    Internal = 70,
    /// <summary>An output could not be made.</summary>
    CannotCreate = 73,
    /// <summary>The disk or the ledger failed.</summary>
    InputOutput = 74,
    /// <summary>Something else is using the ledger, or a service wants fewer requests: try again later.</summary>
    TryAgain = 75,
    /// <summary>A service answered nonsense.</summary>
    Protocol = 76,
    /// <summary>Not permitted.</summary>
    NoPermission = 77,
    /// <summary>The configuration is wrong, or the ledger is another program's.</summary>
    Configuration = 78,
    /// <summary>Of <c>heartbeat</c>, likewise: its configuration cannot be understood.</summary>
    BadConfiguration = 103,
    /// <summary>Of <c>heartbeat</c>, likewise: the configuration names a server and no key to it. The heartbeat was kept.</summary>
    NoKey = 104,
    /// <summary>Interrupted from the keyboard.</summary>
    Interrupted = 130,
    /// <summary>Asked to stop.</summary>
    Stopped = 143,
}

public static class ExitCodes
{
    // Worst first; "partly done" comes before "done" and after everything that failed.
    private static readonly ExitCode[] ByWeight =
    [
        ExitCode.Internal, ExitCode.InputOutput, ExitCode.Configuration, ExitCode.NoPermission, ExitCode.Protocol, ExitCode.Unavailable,
        ExitCode.TryAgain, ExitCode.CannotCreate, ExitCode.NoInput, ExitCode.BadData, ExitCode.PartlyDone, ExitCode.Done,
    ];

    /// <summary>The one of two that a caller must hear of.</summary>
    public static ExitCode Worst(ExitCode x, ExitCode y) => Array.IndexOf(ByWeight, x) <= Array.IndexOf(ByWeight, y) ? x : y;

    /// <summary>What the trouble with a service comes to.</summary>
    public static ExitCode Of(RemoteKind kind) => kind switch
    {
        RemoteKind.Auth => ExitCode.NoPermission,
        RemoteKind.Limited => ExitCode.TryAgain,
        RemoteKind.Unreachable => ExitCode.Unavailable,
        RemoteKind.Misconfigured => ExitCode.Configuration,
        _ => ExitCode.Protocol,
    };

    /// <summary>Of several inputs some of which failed: partly done when any was taken in, else the worst failure.</summary>
    public static ExitCode OfMany(IEnumerable<ExitCode> each)
    {
        var many = new ManyExitCodes();
        foreach (var code in each) many.Add(code);
        return many.Code;
    }
}

/// <summary>Of several inputs some of which failed: partly done when any was taken in, else the worst failure.</summary>
internal sealed class ManyExitCodes
{
    private ExitCode _worst = ExitCode.Done;
    private bool _isAnyIn;

    public ExitCode Code => _isAnyIn && _worst is ExitCode.BadData or ExitCode.NoInput ? ExitCode.PartlyDone : _worst;

    public void Add(ExitCode code)
    {
        _worst = ExitCodes.Worst(_worst, code);
        _isAnyIn |= code is ExitCode.Done or ExitCode.PartlyDone;
    }
}
