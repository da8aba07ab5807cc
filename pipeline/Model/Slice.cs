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
    /// <summary>The same period a year before, or null where it was not asked for.</summary>
    public PeriodSum? LastYear { get; init; }

    /// <summary>Unbroken runs of counted time that lie in the period, cut at the ends of days, in order.</summary>
    public IReadOnlyList<DatedStretch> Stretches { get; init; } = [];

    /// <summary>Where the period has no time: how many heartbeats are there that saved no file, while their source counts only those that did.</summary>
    public int Uncounted { get; init; }

    /// <summary>The days of the working-time account, or null where there is none or it was not asked for.</summary>
    public AccountSlice? Account { get; init; }

    /// <summary>Those that hold in the period.</summary>
    public IReadOnlyList<GoalFigure> Goals { get; init; } = [];

    /// <summary>What waits for the person's answer.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];

    /// <summary>What it is of, or null where it is of all time.</summary>
    public Focus? Focus { get; init; }

    /// <summary>Time by project and language at once; together it is the time of the projects.</summary>
    public IReadOnlyList<CrossedTime> Crossed { get; init; } = [];

    /// <summary>Counted time of known hours in order, by project and source.</summary>
    public IReadOnlyList<WorkedPiece> Pieces { get; init; } = [];

    /// <summary>The period that this one is held against, or null.</summary>
    public Slice? Compared { get; init; }

    /// <summary>The period's time of projects by client and rate, in order of days.</summary>
    public IReadOnlyList<SoldTime> Sold { get; init; } = [];

    /// <summary>What of <see cref="Sold"/> is billable, by client, project and rate.</summary>
    public IReadOnlyList<SaleLine> Sales { get; init; } = [];

    /// <summary>What could be billed up to the period's last day and was not, likewise; null where it was not asked for, or nothing is sold.</summary>
    public IReadOnlyList<SaleLine>? Unbilled { get; init; }

    /// <summary>Projects and clients that the configuration gives rates, budgets or clients to and no time is of.</summary>
    public IReadOnlyList<string> UnknownNames { get; init; } = [];

    /// <summary>Those that hold on the period's last day, as they stand then.</summary>
    public IReadOnlyList<BudgetFigure> Budgets { get; init; } = [];

    /// <summary>Or null where it was not asked for.</summary>
    public ReviewFigures? Reviews { get; init; }

    /// <summary>By day and project, in order.</summary>
    public IReadOnlyList<TokenSum> Tokens { get; init; } = [];

    /// <summary>Or null where it was not asked for.</summary>
    public QualityFigures? Quality { get; init; }

    public Duration Worked => Micros.ToDuration(Days.Sum(day => Micros.From(day.Worked)));

    public Duration CoveredTwice => Micros.ToDuration(Days.Sum(day => Micros.From(day.CoveredTwice)));

    /// <summary>The period's time by client, as <see cref="By"/>; what is of no client is unattributed.</summary>
    public DimensionSum ByClient()
    {
        if (Sold.Count == 0) return new DimensionSum(Dimension.Client, [], Worked);
        var sums = Sold.Where(s => s.Client.Length > 0).GroupBy(s => s.Client, StringComparer.Ordinal).Select(g => new NamedSum(g.Key, Micros.ToDuration(g.Sum(s => s.Micros)))).Where(s => s.Worked != Duration.Zero).ToList();
        return new DimensionSum(Dimension.Client, [.. sums.OrderByDescending(s => s.Worked).ThenBy(s => s.Name, StringComparer.Ordinal)], Worked - Micros.ToDuration(sums.Sum(s => Micros.From(s.Worked))));
    }

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

/// <summary>What a report may ask of a slice beside its days.</summary>
[Flags]
public enum SliceParts
{
    None = 0,
    Account = 1,
    Goals = 2,
    Questions = 4,
    /// <summary>It is of one project alone.</summary>
    Project = 8,
    /// <summary>It is of one client alone.</summary>
    Client = 16,
    Crossed = 32,
    Pieces = 64,
    /// <summary>A second period beside it.</summary>
    Compared = 128,
    Reviews = 256,
    Tokens = 512,
    Quality = 1024,
    /// <summary>Whose clients the time was, and what it is worth.</summary>
    Sold = 2048,
    Unbilled = 4096,
    Budgets = 8192,
}

/// <summary>How far a goal is, microseconds.</summary>
/// <param name="Project">Null for all time.</param>
/// <param name="DaysLeft">Days of the week that can still be worked on, the clock's day included.</param>
/// <param name="IsOver">The week has ended.</param>
public sealed record GoalFigure(string? Project, long Target, long Worked, int DaysLeft, bool IsOver);

/// <summary>Something that only the person can settle.</summary>
/// <param name="Kind">Of the texts that a report has for it: <c>open-days</c>.</param>
/// <param name="Count">Of days, sources, rows.</param>
/// <param name="Names">From outside: of sources, projects, days; the first few.</param>
/// <param name="Command">What settles it, or shows it closer.</param>
public sealed record OpenQuestion(string Kind, int Count, IReadOnlyList<string> Names, string Command)
{
    /// <summary>Microseconds, where it is about so much time; else 0.</summary>
    public long Micros { get; init; }
}
