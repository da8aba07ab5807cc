using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary>Shows by day and project how the counted time changes.</summary>
internal sealed class HoursChange(CommandContext context)
{
    private const int MostLines = 40;

    private readonly List<DayChange> _changes = [];

    public void Add(DayChange change) => _changes.Add(change);

    public void Say()
    {
        if (_changes.Count == 0)
        {
            context.Say("no day changes");
            return;
        }
        var table = new TextTable(1);
        foreach (var change in _changes.Take(MostLines))
            table.Row(Period.Iso(change.Date), change.Project.Length == 0 ? "no project" : change.Project, Hours.Text(change.Before), Hours.Text(change.After), Hours.Signed(change.After - change.Before));
        foreach (var line in table.Lines()) context.Say(line);
        if (_changes.Count > MostLines) context.Say($"and {CommandContext.Number(_changes.Count - MostLines)} more");
        var (before, after) = (_changes.Sum(c => c.Before), _changes.Sum(c => c.After));
        context.Say($"{CommandContext.Number(_changes.Select(c => c.Date).Distinct().Count())} days change: {Hours.Text(before)} becomes {Hours.Text(after)}, {Hours.Signed(after - before)}");
    }
}
