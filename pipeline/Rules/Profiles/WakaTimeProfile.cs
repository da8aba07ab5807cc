using Daybook.Model;

namespace Daybook.Rules;

/// <summary>
/// WakaTime: <see cref="JoinHeartbeats"/>, gaps over midnight cut there. Days and projects both sum to the total.
/// </summary>
public static class WakaTimeProfile
{
    public static ProfileSums Apply(ProfileInput input, long timeout)
    {
        var join = new JoinHeartbeats(input.Cut, Dated<JoinRule>.Always(new JoinRule(timeout)), new HeartbeatOrder(input.Names));
        var tally = new ProfileTally(input);
        foreach (var row in input.Heartbeats)
        {
            var earlier = join.Earlier;
            join.Take(row, out var credited);
            foreach (var piece in input.Cut.Split(row.At - credited, row.At))
                if (input.Contains(piece.Date))
                    tally.Add(piece.Date, input.ProjectOf(earlier), piece.End - piece.Start);
            var date = input.Cut.DayOf(row.At);
            if (input.Contains(date)) tally.Add(date, input.ProjectOf(row), 0);
        }
        return tally.ToSums(tally.SumOfDays);
    }
}
