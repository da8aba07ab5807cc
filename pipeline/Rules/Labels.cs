using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What a piece of time is summed under: name ids, an agent's and an engagement's id; 0 = not given.</summary>
public readonly record struct Labels(int Project, int Language, int Category, int Agent, int Engagement = 0);

/// <summary>Finds the source and the labels of heartbeats; asks the ledger once for each id.</summary>
internal sealed class LabelFinder(ILedgerNames names, IReadOnlyList<int> sourceOrder)
{
    private Subject[] _subjects = [];
    private bool[] _knownSubjects = [];
    private (int Rank, int Category)[] _activities = [];
    private bool[] _knownActivities = [];

    /// <summary>The place of the heartbeat's source in the order of sources; -1 when it never counts.</summary>
    public int Find(in HeartbeatRow row, out Labels labels)
    {
        ref readonly var subject = ref SubjectOf(row.Subject);
        ref readonly var activity = ref ActivityOf(row.Activity);
        labels = new Labels(subject.Project, subject.Language, activity.Category, row.Agent);
        return activity.Rank;
    }

    private ref readonly Subject SubjectOf(int id)
    {
        if (id >= _knownSubjects.Length || !_knownSubjects[id])
        {
            Grow(ref _subjects, ref _knownSubjects, id);
            _subjects[id] = names.SubjectOf(id);
        }
        return ref _subjects[id];
    }

    private ref readonly (int Rank, int Category) ActivityOf(int id)
    {
        if (id >= _knownActivities.Length || !_knownActivities[id])
        {
            Grow(ref _activities, ref _knownActivities, id);
            var activity = names.ActivityOf(id);
            _activities[id] = (sourceOrder.RankOf(activity.Source), activity.Category);
        }
        return ref _activities[id];
    }

    private static void Grow<T>(ref T[] values, ref bool[] known, int id)
    {
        if (id >= known.Length)
        {
            var size = Math.Max(id + 1, known.Length * 2);
            Array.Resize(ref values, size);
            Array.Resize(ref known, size);
        }
        known[id] = true;
    }
}

internal static class SourceOrder
{
    /// <summary>Place in the order, from 0; -1 for a source that never counts.</summary>
    public static int RankOf(this IReadOnlyList<int> order, int source)
    {
        for (var rank = 0; rank < order.Count; rank++)
            if (order[rank] == source)
                return rank;
        return -1;
    }
}
