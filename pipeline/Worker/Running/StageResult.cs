using Daybook.Worker.Commands;

namespace Daybook.Worker.Running;

/// <summary>Something that a stage counted, such as 12 new.</summary>
/// <param name="What">The first word in the plural, where it has one.</param>
internal sealed record Counted(string What, long Count)
{
    public override string ToString()
    {
        var words = What.Split(' ');
        if (Count == 1) words[0] = words[0].TrimEnd('s');
        return $"{CommandContext.Number(Count)} {string.Join(' ', words)}";
    }
}

/// <summary>What a stage of a run came to.</summary>
/// <param name="Counts">Those of nothing are left out of what is told.</param>
/// <param name="Trouble">What went wrong, in a line, or null.</param>
internal sealed record StageResult(ExitCode Code, IReadOnlyList<Counted> Counts, string? Trouble = null)
{
    public static StageResult Nothing { get; } = new(ExitCode.Done, []);

    public static StageResult Done(params IReadOnlyList<Counted> counts) => new(ExitCode.Done, counts);

    /// <summary>As the journal has it.</summary>
    public string State => Code switch
    {
        ExitCode.Done => Counts.Any(c => c.Count > 0) ? "done" : "nothing",
        ExitCode.PartlyDone => "partial",
        _ => "failed",
    };
}
