using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Running;

/// <summary>What the stages of one run share.</summary>
/// <param name="Settings">With what the command line says laid over them.</param>
/// <param name="IsRehearsal">Everything is done, and undone.</param>
internal sealed record RunWork(CommandContext Context, Ledger Ledger, Settings Settings, bool IsRehearsal)
{
    /// <summary>What files and pages came to.</summary>
    public ImportReport Imports { get; } = new(Context);

    /// <summary>What was pulled.</summary>
    public List<PullOutcome> Pulls { get; } = [];

    /// <summary>For people only: machines get the one document that is printed last.</summary>
    public void Say(string line)
    {
        if (!Context.IsJson) Context.Say(line);
    }
}
