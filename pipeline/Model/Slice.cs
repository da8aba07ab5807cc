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
    public Duration Worked => Micros.ToDuration(Days.Sum(day => Micros.From(day.Worked)));

    public Duration CoveredTwice => Micros.ToDuration(Days.Sum(day => Micros.From(day.CoveredTwice)));

    public IEnumerable<DaySum> DaysWithoutData => Days.Where(d => d.Basis == DayBasis.None);

    /// <summary>
    /// The period's time by name, longest first, then by name. The lines and <see cref="DimensionSum.Unattributed"/> sum to
    /// <see cref="Worked"/> exactly.
    /// </summary>
    public DimensionSum By(Dimension dimension)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        var unattributed = Micros.From(Worked);
        foreach (var day in Days)
            foreach (var part in day.Parts)
            {
                if (part.Dimension != dimension) continue;
                var micros = Micros.From(part.Worked);
                sums[part.Name] = sums.GetValueOrDefault(part.Name) + micros;
                unattributed -= micros;
            }
        var lines = new List<NamedSum>(sums.Count);
        foreach (var (name, micros) in sums)
            if (micros != 0) lines.Add(new(name, Micros.ToDuration(micros)));
        lines.Sort((a, b) => b.Worked.CompareTo(a.Worked) is var longer and not 0 ? longer : string.CompareOrdinal(a.Name, b.Name));
        return new DimensionSum(dimension, lines, Micros.ToDuration(unattributed));
    }
}

/// <param name="Length">Of the day itself: 23, 24 or 25 hours, or odder where a zone changes.</param>
/// <param name="First">Clock time of the first sign of activity, or null.</param>
public sealed record DaySum(
    LocalDate Date, DayBasis Basis, Duration Length, Duration Worked, LocalTime? First, LocalTime? Last, Duration CoveredTwice,
    IReadOnlyList<DayPart> Parts);

public sealed record DayPart(Dimension Dimension, string Name, Duration Worked);

/// <param name="HasData">Whether any source says anything about any of its days.</param>
public sealed record PeriodSum(Period Period, Duration Worked, bool HasData);

/// <param name="Unattributed">What the source's own parts leave of its total; below zero where they exceed it.</param>
public sealed record DimensionSum(Dimension Dimension, IReadOnlyList<NamedSum> Lines, Duration Unattributed);

public sealed record NamedSum(string Name, Duration Worked);

/// <param name="StartedAt">Clock time on <paramref name="Date"/>.</param>
public readonly record struct LongestStretch(LocalDate Date, LocalTime StartedAt, Duration Length);

/// <param name="Since">First day of the streak, or null when it is zero.</param>
public readonly record struct Streak(int Days, LocalDate? Since);

/// <summary>A total a source gives for a day whose time was worked out from better facts.</summary>
public sealed record ControlFigure(LocalDate Date, string Source, Duration Given, Duration Counted)
{
    public Duration Difference => Counted - Given;
}
