using Daybook.Model;

namespace Daybook.Rules;

/// <summary>
/// Orders heartbeats of the same instant by what they say, so that the gap that follows them goes to the same one
/// whatever order they were imported in.
/// </summary>
public sealed class HeartbeatOrder(ILedgerNames names) : IComparer<HeartbeatRow>
{
    public int Compare(HeartbeatRow x, HeartbeatRow y)
    {
        var order = x.At.CompareTo(y.At);
        if (order == 0 && x.Subject != y.Subject) order = CompareSubjects(names.SubjectOf(x.Subject), names.SubjectOf(y.Subject));
        if (order == 0 && x.Activity != y.Activity) order = CompareActivities(names.ActivityOf(x.Activity), names.ActivityOf(y.Activity));
        return order != 0 ? order : x.IsWrite.CompareTo(y.IsWrite);
    }

    private int CompareSubjects(in Subject x, in Subject y)
    {
        var order = names.CompareText(x.Project, y.Project);
        if (order == 0) order = names.CompareText(x.Language, y.Language);
        if (order == 0) order = names.CompareText(x.Entity, y.Entity);
        return order != 0 ? order : names.CompareText(x.Type, y.Type);
    }

    private int CompareActivities(in Activity x, in Activity y)
    {
        var order = names.CompareText(x.Branch, y.Branch);
        return order != 0 ? order : names.CompareText(x.Category, y.Category);
    }
}
