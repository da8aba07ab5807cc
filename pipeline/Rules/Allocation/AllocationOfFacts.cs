using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What the settings of claude-tracker that lie in the ledger say of allocation; null where they do not.</summary>
/// <param name="WorkDay">Between which clock times a day lies.</param>
/// <param name="Rules">Its folders, in order of their names.</param>
public sealed record AllocationOfFacts((LocalTime From, LocalTime To)? WorkDay, string? Other, IReadOnlyList<ProjectRule> Rules)
{
    /// <summary>The kinds of facts that say it.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [AccountFact.Allocation, AccountFact.Mapping];

    public static AllocationOfFacts Of(IEnumerable<TermFact> facts)
    {
        var (workDay, other, rules) = (((LocalTime, LocalTime)?)null, (string?)null, new List<ProjectRule>());
        foreach (var fact in facts)
        {
            var keys = FactKeys.Of(fact.Json);
            if (fact.Kind == AccountFact.Allocation)
            {
                if (keys.Clock("work_day_start") is { } from && keys.Clock("work_day_end") is { } to && from < to) workDay = (from, to);
                other = keys.Text("other_project") ?? other;
            }
            else if (keys.Text("folder") is { } folder && keys.Text("project") is { } project) rules.Add(new ProjectRule(MapBy.Folder, folder, project, LocalDate.MinIsoValue, null));
        }
        return new AllocationOfFacts(workDay, other, [.. rules.OrderBy(r => r.Text, StringComparer.Ordinal)]);
    }
}
