using Daybook.Reports;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>Who gets which reports by mail, and how.</summary>
/// <param name="Person">Whose time they tell of.</param>
/// <param name="Reports">Names of reports; each is due once its last whole period is over.</param>
public sealed record Recipient(Mailbox To, string Person, IReadOnlyList<string> Reports, ReportStyle Style)
{
    /// <summary>Sections in their order; null for all that the report has.</summary>
    public IReadOnlyList<string>? Sections { get; init; }

    public Redaction Redaction { get; init; } = Redaction.Self;

    /// <summary>On the day after the period, by the clock of <see cref="Zone"/>.</summary>
    public LocalTime NotBefore { get; init; } = LocalTime.Midnight;

    /// <summary>IANA name; null for the one that the person's days are cut by.</summary>
    public string? Zone { get; init; }
}
