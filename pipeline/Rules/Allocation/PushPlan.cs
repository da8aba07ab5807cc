using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What is to be done about an entry.</summary>
public enum PushAction
{
    Nothing,
    /// <summary>It is in doubt: first it is looked for.</summary>
    LookFor,
    Delete,
    Update,
    Create,
}

/// <param name="Row">With what is wanted now.</param>
/// <param name="MaySend">Whether more may be done than to look for it.</param>
public sealed record PushStep(PushRow Row, PushAction Action, bool MaySend = true);

/// <summary>What is to be done about a day.</summary>
/// <param name="SentElsewhere">Targets that another program says it has sent; one that is empty stands for the whole day.</param>
public sealed record PushDay(LocalDate Date, IReadOnlyList<PushStep> Steps, IReadOnlyList<string> SentElsewhere)
{
    public bool IsComplete => Steps.All(s => s.Action == PushAction.Nothing);

    public bool IsSentElsewhere => SentElsewhere.Contains("");
}

/// <summary>What another program has sent: a day, or the entry of a project.</summary>
/// <param name="Target">Null for the whole day.</param>
public sealed record PushedFact(string Workspace, LocalDate Date, string? Target)
{
    /// <summary>Null where the fact does not say enough.</summary>
    public static PushedFact? Of(TermFact fact)
    {
        var keys = FactKeys.Of(fact.Json);
        if (fact.Kind != AccountFact.Pushed || fact.Date is not { } date || keys.Text("workspace") is not { } workspace) return null;
        return keys.Text("what") switch
        {
            "day" => new PushedFact(workspace, date, null),
            "entry" when keys.Text("project") is { } project => new PushedFact(workspace, date, project),
            _ => null,
        };
    }
}

/// <summary>Compares what days come to with what was sent of them. A pure function.</summary>
/// <param name="Description">What entries say before their mark.</param>
public sealed record PushPlan(string Service, string Workspace, string Description)
{
    /// <param name="from">First day that is asked for.</param>
    /// <param name="to">The last.</param>
    /// <param name="days">Allocated, of those asked for; one that is missing has nothing.</param>
    /// <param name="rows">Of the days asked for, and whatever else is in doubt: of other days that is looked for, and nothing more.</param>
    /// <returns>Days of which there is anything to say, in order.</returns>
    public IReadOnlyList<PushDay> Of(LocalDate from, LocalDate to, IEnumerable<AllocatedDay> days, IEnumerable<PushRow> rows, IEnumerable<PushedFact> facts)
    {
        var allocated = days.ToDictionary(d => d.Date);
        var known = rows.ToLookup(r => r.Key.Date);
        var elsewhere = facts.Where(f => f.Workspace == Workspace).ToLookup(f => f.Date, f => f.Target ?? "");
        var dates = allocated.Keys.Concat(known.Select(k => k.Key)).Distinct().Order();
        return [.. dates.Select(date => date >= from && date <= to
            ? new PushDay(date, [.. Steps(date, allocated.GetValueOrDefault(date), known[date], [.. elsewhere[date]])], [.. elsewhere[date].Order(StringComparer.Ordinal)])
            : new PushDay(date, [.. known[date].Where(r => r.IsInDoubt).Select(r => new PushStep(r, PushAction.LookFor, MaySend: false))], []))];
    }

    /// <summary>What a row asks for by itself.</summary>
    public static PushAction ActionOf(PushRow row) => row switch
    {
        { IsInDoubt: true } => PushAction.LookFor,
        { RemoteId: null, Wanted: null } => PushAction.Nothing,
        { RemoteId: null } => PushAction.Create,
        { Wanted: null } => PushAction.Delete,
        _ when row.Wanted == row.Sent => PushAction.Nothing,
        _ => PushAction.Update,
    };

    private IEnumerable<PushStep> Steps(LocalDate date, AllocatedDay? day, IEnumerable<PushRow> rows, HashSet<string> elsewhere)
    {
        var wanted = Wanted(date, day).Where(w => !elsewhere.Contains("") && !elsewhere.Contains(w.Key.Target)).ToDictionary();
        var known = rows.ToDictionary(r => r.Key);
        foreach (var key in wanted.Keys.Concat(known.Keys).Distinct().OrderBy(k => k.Target, StringComparer.Ordinal).ThenBy(k => k.Slot))
        {
            var row = known.GetValueOrDefault(key) ?? new PushRow(key, null);
            if (elsewhere.Contains("") || elsewhere.Contains(key.Target))
            {
                // What never got there is not wanted any more.
                if (row is { IsInDoubt: false, RemoteId: null }) row = row with { Wanted = null };
                yield return new PushStep(Ended(row), row.IsInDoubt ? PushAction.LookFor : PushAction.Nothing, MaySend: false);
                continue;
            }
            row = Ended(row with { Wanted = wanted.GetValueOrDefault(key) });
            var action = ActionOf(row);
            // What is done is so until something else is wanted.
            if (action != PushAction.Nothing && row.State == PushState.Done) row = row with { State = PushState.Pending };
            yield return new PushStep(row, action);
        }
    }

    /// <summary>What never was there and is not wanted any more is at its end, and so is what is wanted again as it was sent.</summary>
    private static PushRow Ended(PushRow row) =>
        !row.IsInDoubt && ActionOf(row) == PushAction.Nothing ? row with { State = PushState.Done, Message = null, Attempts = 0 } : row;

    private IEnumerable<KeyValuePair<PushKey, PushContent>> Wanted(LocalDate date, AllocatedDay? day)
    {
        foreach (var target in (day?.Times ?? []).Where(t => t.End > t.Start).GroupBy(t => t.Target, StringComparer.Ordinal))
        {
            var slot = 0;
            foreach (var time in target.OrderBy(t => t.Start))
            {
                var key = new PushKey(Service, Workspace, date, target.Key, slot++);
                yield return new(key, new PushContent(time.Start, time.End, $"{Description} {key.Mark}".TrimStart()));
            }
        }
    }
}
