using NodaTime;

namespace Daybook.Rules;

/// <summary>How often each instant of a day was claimed. All lengths in microseconds.</summary>
/// <param name="Once">By one slice that counts.</param>
/// <param name="Twice">By several; each instant once, however many claim it.</param>
/// <param name="Nobody">By none, between the first instant that counts and the last.</param>
/// <param name="EvidenceOnly">By evidence alone, wherever in the day.</param>
/// <param name="Together">What two sources, or one with itself, claim at once. Places in the order of sources, the winner first.</param>
public sealed record DayOverlaps(
    LocalDate Date, long Once, long Twice, long Nobody, long EvidenceOnly, IReadOnlyDictionary<(int Winner, int Other), long> Together)
{
    /// <summary>Time that counts.</summary>
    public long Counted => Once + Twice;

    public static DayOverlaps Of(DayClaims claims)
    {
        var edges = new List<(long At, bool Begins, TimelineSlice Slice, bool Counts)>();
        Add(edges, claims.Counted, counts: true);
        Add(edges, claims.Evidence, counts: false);
        edges.Sort((x, y) => x.At.CompareTo(y.At));
        long once = 0, twice = 0, nobody = 0, evidenceOnly = 0;
        var together = new SortedDictionary<(int, int), long>();
        var running = new List<TimelineSlice>();
        var evidence = 0;
        var starts = claims.Counted.Where(s => s.Length > 0).Select(s => s.Start).DefaultIfEmpty(long.MaxValue).Min();
        var ends = claims.Counted.Where(s => s.Length > 0).Select(s => s.End).DefaultIfEmpty(long.MinValue).Max();
        for (var i = 0; i < edges.Count; i++)
        {
            var (at, begins, slice, counts) = edges[i];
            if (!counts) evidence += begins ? 1 : -1;
            else if (begins) Insert(running, slice);
            else running.Remove(slice);
            var length = (i + 1 < edges.Count ? edges[i + 1].At : at) - at;
            if (length == 0) continue;
            if (running.Count == 1) once += length;
            else if (running.Count > 1) twice += length;
            else if (at >= starts && at < ends) nobody += length;
            if (running.Count == 0 && evidence > 0) evidenceOnly += length;
            foreach (var pair in Pairs(running)) together[pair] = together.GetValueOrDefault(pair) + length;
        }
        return new DayOverlaps(claims.Date, once, twice, nobody, evidenceOnly, together);
    }

    private static void Add(List<(long, bool, TimelineSlice, bool)> edges, IReadOnlyList<TimelineSlice> slices, bool counts)
    {
        foreach (var slice in slices.Where(s => s.Length > 0))
        {
            edges.Add((slice.Start, true, slice, counts));
            edges.Add((slice.End, false, slice, counts));
        }
    }

    /// <summary>They run as they win: by rank, then as they began.</summary>
    private static void Insert(List<TimelineSlice> running, TimelineSlice slice)
    {
        var at = running.FindIndex(r => r.Rank > slice.Rank);
        running.Insert(at < 0 ? running.Count : at, slice);
    }

    private static IEnumerable<(int, int)> Pairs(List<TimelineSlice> running)
    {
        if (running.Count < 2) return [];
        var pairs = new HashSet<(int, int)>();
        for (var i = 0; i < running.Count; i++)
            for (var j = i + 1; j < running.Count; j++)
                pairs.Add((running[i].Source, running[j].Source));
        return pairs;
    }
}
