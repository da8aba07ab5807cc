using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>
/// Wakapi: a gap counts below the timeout, not at it, and goes to the earlier heartbeat; one over midnight is dropped whole.
/// A project's time on a day is cut to whole seconds; days, projects and the total are sums of these.
/// </summary>
/// <example><code>
/// timeout: 3 columns; |: midnight
/// beats:   a-a--a-a-|a
/// counted: aa...aa....
/// </code></example>
/// <remarks>Wakapi cuts days by its server's zone; here they are cut as all others.</remarks>
public static class WakapiProfile
{
    public static ProfileSums Apply(ProfileInput input, long timeout)
    {
        var exact = new Dictionary<(LocalDate Date, int Project), long>();
        (HeartbeatRow Row, LocalDate Date)? earlier = null;
        foreach (var (row, date) in input.OfTheDays())
        {
            exact.TryAdd((date, input.ProjectOf(row)), 0);
            if (earlier is { } before && before.Date == date && row.At - before.Row.At < timeout)
                exact[(date, input.ProjectOf(before.Row))] += row.At - before.Row.At;
            earlier = (row, date);
        }
        var tally = new ProfileTally(input);
        foreach (var ((date, project), micros) in exact) tally.Add(date, project, micros - micros % Micros.PerSecond);
        return tally.ToSums(tally.SumOfDays);
    }
}
