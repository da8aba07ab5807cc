using Daybook.Model;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>What a report is asked about.</summary>
/// <param name="Period">Null for the last whole one.</param>
/// <param name="Name">Of a project or client, for a report that is of one.</param>
/// <param name="Other">The period that it is held against; null for the one before.</param>
public sealed record ReportArguments(Period? Period, string? Name = null, Period? Other = null);
