using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What three programs would make of the same heartbeats.</summary>
/// <param name="Sums">By profile, in the order they are shown.</param>
/// <param name="ProjectNames">By name id.</param>
public sealed record ProfileComparison(Period Period, string Zone, IReadOnlyList<(Profile Profile, ProfileSums Sums)> Sums, IReadOnlyDictionary<int, string> ProjectNames);

/// <summary>Lays the profiles side by side for a period.</summary>
public static class ProfilesStage
{
    public static ProfileComparison Run(Ledger ledger, Settings settings, Func<string, Period> period)
    {
        var person = PersonRules.Of(ledger, settings).FirstOrDefault(p => p.Name == settings.Person)
            ?? throw new LedgerException(LedgerTrouble.Missing, $"the ledger knows no '{Printable.Line(settings.Person)}' yet. Import some facts: daybook import PATH");
        using var names = ledger.Names();
        var wanted = period(person.Zone);
        var cut = person.Derive.Cut;
        var reach = AllProfiles.InOrder.Max(p => p.Timeout);
        var ours = person.Derive.SourceOrder.ToHashSet();
        var rows = new List<HeartbeatRow>();
        foreach (var batch in ledger.Facts.Heartbeats(cut.SpanOf(wanted.From).Start - reach, cut.SpanOf(wanted.To).End + reach))
            foreach (ref readonly var row in batch.Filled)
                if (ours.Contains(names.ActivityOf(row.Activity).Source))
                    rows.Add(row);
        var input = new ProfileInput(rows, wanted.From, wanted.To, cut, names);
        var sums = AllProfiles.InOrder.Select(p => (p, p.ApplyTo(input))).ToList();
        var projects = sums.SelectMany(s => s.Item2.ByProject).Select(p => p.Project).Distinct()
            .ToDictionary(id => id, id => id == 0 ? Unsaid.Of(Dimension.Project) : names.TextOf(id));
        return new ProfileComparison(wanted, person.Zone, sums, projects);
    }
}
