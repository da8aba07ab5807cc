using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>One program's way of making time of heartbeats.</summary>
/// <param name="Name">The program's: <c>wakapi</c>.</param>
/// <param name="Timeout">The program's own, microseconds.</param>
/// <param name="Apply">The rule, with any timeout in microseconds.</param>
public sealed record Profile(string Name, long Timeout, Func<ProfileInput, long, ProfileSums> Apply)
{
    public ProfileSums ApplyTo(ProfileInput input) => Apply(input, Timeout);
}

/// <summary>Heartbeats to compare profiles by, all on one timeline.</summary>
/// <param name="Heartbeats">
/// In order of time; those of the days and, for gaps over both ends, those a timeout before and after.
/// </param>
/// <param name="Last">Last day, inclusive.</param>
public sealed record ProfileInput(
    IReadOnlyList<HeartbeatRow> Heartbeats, LocalDate First, LocalDate Last, DayCut Cut, ILedgerNames Names)
{
    public bool Contains(LocalDate date) => First <= date && date <= Last;

    public int ProjectOf(in HeartbeatRow row) => Names.SubjectOf(row.Subject).Project;

    /// <summary>The heartbeats of the days alone, each with its day.</summary>
    internal IEnumerable<(HeartbeatRow Row, LocalDate Date)> OfTheDays()
    {
        foreach (var row in Heartbeats)
            if (Cut.DayOf(row.At) is var date && Contains(date))
                yield return (row, date);
    }
}

/// <summary>What a profile makes of them, microseconds.</summary>
/// <param name="Total">Not always the sum of the days or of the projects: each profile says.</param>
/// <param name="ByDay">Every day, those without time too.</param>
/// <param name="ByProject">By name id, 0 = not given; longest first, then by name. Zero where a project only occurred.</param>
public sealed record ProfileSums(long Total, IReadOnlyList<ProfileDay> ByDay, IReadOnlyList<ProfileProject> ByProject);

public readonly record struct ProfileDay(LocalDate Date, long Micros);

public readonly record struct ProfileProject(int Project, long Micros);
