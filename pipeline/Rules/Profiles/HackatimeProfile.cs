using NodaTime;

namespace Daybook.Rules;

/// <summary>
/// Hackatime: every gap adds up to the timeout and no more, so each pause adds a little.
/// </summary>
/// <remarks>
/// Its three figures are three questions. The total is over all gaps. A day is over the gaps between its own heartbeats:
/// the days leave out the gaps over midnight. A project is over the gaps between its own heartbeats, as if there were no
/// others: switching to and fro can count twice, one visit of a single heartbeat nothing. Projects do not sum to the total.
/// </remarks>
/// <example><code>
/// timeout: 3 columns
/// beats:   a-a------b--a
/// total:   aaaaa....bbb.    8 columns
/// a:       aaaaa........    2 + 3: its last gap, 10 long, adds 3
/// b:       .............    one heartbeat, no gap
/// </code></example>
public static class HackatimeProfile
{
    public static ProfileSums Apply(ProfileInput input, long timeout)
    {
        var tally = new ProfileTally(input);
        var lastOfProject = new Dictionary<int, long>();
        (long At, LocalDate Date)? earlier = null;
        long total = 0;
        foreach (var (row, date) in input.OfTheDays())
        {
            var project = input.ProjectOf(row);
            if (earlier is { } before)
            {
                var capped = Math.Min(row.At - before.At, timeout);
                total += capped;
                if (before.Date == date) tally.AddToDay(date, capped);
            }
            tally.AddToProject(project, lastOfProject.TryGetValue(project, out var last) ? Math.Min(row.At - last, timeout) : 0);
            lastOfProject[project] = row.At;
            earlier = (row.At, date);
        }
        return tally.ToSums(total);
    }
}
