using NodaTime;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>The clock's day as a person's days are cut, worked out only where it matters: all zones are loaded for it, which takes as long as a report.</summary>
/// <param name="day">Works it out.</param>
internal sealed class Today(Instant now, Func<LocalDate> day)
{
    /// <summary>How far any zone and start of day can take a day from that of UTC.</summary>
    private const int Apart = 2;

    private readonly LocalDate _utc = now.InUtc().Date;
    private LocalDate? _day;

    public LocalDate Day => _day ??= day();

    public bool IsAfter(LocalDate date) => date < _utc.PlusDays(-Apart) || (date <= _utc.PlusDays(Apart) && date < Day);
}
