using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Orders by the texts that ids stand for, never by the ids themselves.</summary>
internal static class NameOrder
{
    /// <summary>Ordinal; what is not given comes first.</summary>
    public static int CompareText(this ILedgerNames names, int x, int y) =>
        x <= 0 || y <= 0 ? x.CompareTo(y) : string.CompareOrdinal(names.TextOf(x), names.TextOf(y));

    public static int CompareAgents(this ILedgerNames names, int x, int y)
    {
        if (x == y) return 0;
        var (a, b) = (x == 0 ? default : names.AgentOf(x), y == 0 ? default : names.AgentOf(y));
        var order = names.CompareText(a.Machine, b.Machine);
        if (order == 0) order = names.CompareText(a.Editor, b.Editor);
        if (order == 0) order = names.CompareText(a.OperatingSystem, b.OperatingSystem);
        return order != 0 ? order : names.CompareText(a.UserAgent, b.UserAgent);
    }

    public static int CompareEngagements(this ILedgerNames names, int x, int y)
    {
        if (x == y) return 0;
        var (a, b) = (x == 0 ? default : names.EngagementOf(x), y == 0 ? default : names.EngagementOf(y));
        var order = names.CompareText(a.Client, b.Client);
        if (order == 0) order = names.CompareText(a.Project, b.Project);
        if (order == 0) order = names.CompareText(a.Task, b.Task);
        if (order == 0) order = Nullable.Compare(a.IsBillable, b.IsBillable);
        if (order == 0) order = Nullable.Compare(a.Rate?.Minor, b.Rate?.Minor);
        return order != 0 ? order : string.CompareOrdinal(a.Rate?.Currency, b.Rate?.Currency);
    }
}
