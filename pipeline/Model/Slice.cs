using NodaTime;

namespace Daybook.Model;

/// <summary>What a report may look at: one person's period, its days worked out and named, and what it is compared with.</summary>
/// <param name="Now">The clock the report was made by.</param>
/// <param name="Zone">IANA name of the zone the days are cut by.</param>
/// <param name="Days">Every day of the period in order, days without data included.</param>
/// <param name="Earlier">The periods before, newest first; at least one, four for a week where the ledger reaches back that far.</param>
/// <param name="Longest">Longest unbroken run that starts in the period, or null.</param>
/// <param name="Streak">Days in a row with activity up to the period's last day with data, counted back past the period's start.</param>
/// <param name="Controls">Day totals that sources give for days that have heartbeats or entries.</param>
public sealed record Slice(
    string Person, Period Period, Instant Now, string Zone,
    IReadOnlyList<DaySum> Days, IReadOnlyList<PeriodSum> Earlier, LongestStretch? Longest, Streak Streak,
    IReadOnlyList<ControlFigure> Controls)
{
    public Duration Worked => Days.Aggregate(Duration.Zero, (sum, day) => sum + day.Worked);

    public Duration CoveredTwice => Days.Aggregate(Duration.Zero, (sum, day) => sum + day.CoveredTwice);

    public IEnumerable<LocalDate> DaysWithoutData => Days.Where(d => d.Basis == DayBasis.None).Select(d => d.Date);

    /// <summary>
    /// The period's time by name, longest first, then by name. The lines and <see cref="DimensionSum.Unattributed"/> sum to
    /// <see cref="Worked"/> exactly.
    /// </summary>
    public DimensionSum By(Dimension dimension)
    {
        var sums = new Dictionary<string, Duration>(StringComparer.Ordinal);
        foreach (var day in Days)
            foreach (var part in day.Parts)
                if (part.Dimension == dimension)
                    sums[part.Name] = sums.GetValueOrDefault(part.Name) + part.Worked;
        var lines = sums.Where(s => s.Value != Duration.Zero)
            .OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => new NamedSum(s.Key, s.Value)).ToList();
        return new DimensionSum(dimension, lines, Worked - lines.Aggregate(Duration.Zero, (sum, line) => sum + line.Worked));
    }
}

/// <param name="Length">Of the day itself: 23, 24 or 25 hours, or odder where a zone changes.</param>
/// <param name="First">Clock time of the first sign of activity, or null.</param>
public sealed record DaySum(
    LocalDate Date, DayBasis Basis, Duration Length, Duration Worked, LocalTime? First, LocalTime? Last, Duration CoveredTwice,
    IReadOnlyList<DayPart> Parts);

public readonly record struct DayPart(Dimension Dimension, string Name, Duration Worked);

/// <param name="HasData">Whether any source says anything about any of its days.</param>
public readonly record struct PeriodSum(Period Period, Duration Worked, bool HasData);

/// <param name="Unattributed">What the source's own parts leave of its total; below zero where they exceed it.</param>
public sealed record DimensionSum(Dimension Dimension, IReadOnlyList<NamedSum> Lines, Duration Unattributed);

public readonly record struct NamedSum(string Name, Duration Worked);

/// <param name="StartedAt">Clock time on <paramref name="Date"/>.</param>
public readonly record struct LongestStretch(LocalDate Date, LocalTime StartedAt, Duration Length);

/// <param name="Since">First day of the streak, or null when it is zero.</param>
public readonly record struct Streak(int Days, LocalDate? Since);

/// <summary>A total a source gives for a day whose time was worked out from better facts.</summary>
public readonly record struct ControlFigure(LocalDate Date, string Source, Duration Given, Duration Counted)
{
    public Duration Difference => Counted - Given;
}
