namespace Daybook.Worker.Running;

/// <summary>A part of <c>daybook run</c>. It does what is due by what the ledger holds, so that it can be done again at any time.</summary>
/// <param name="Name">As <c>--only</c>, <c>--skip</c> and the settings call it.</param>
/// <param name="IsStandard">Whether a run does it without being told to.</param>
/// <param name="Summary">What it does, for help and docs.</param>
internal sealed record RunStage(string Name, bool IsStandard, string Summary, Func<RunWork, StageResult> Do);
