using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Gets what a report looks at: the period's days, and whatever else it needs of the ledger.</summary>
public static class ReportStage
{
    /// <param name="period">Null for the last whole one of the kind before the clock's day.</param>
    /// <exception cref="LedgerException">There is no ledger, or it cannot be used.</exception>
    public static Slice Read(Settings settings, SliceParts needs, PeriodKind kind, Period? period, Instant now) =>
        SliceStage.Read(settings, now, Reading(settings, needs, kind, period, now));

    /// <summary>As <see cref="Read"/>, from a ledger that is open and derived; null where it knows nothing of the person.</summary>
    public static Slice? TryRead(SliceSource source, Settings settings, SliceParts needs, PeriodKind kind, Period? period, Instant now) =>
        SliceStage.TryRead(source, settings, Reading(settings, needs, kind, period, now));

    private static Func<SliceSource, DerivedPerson, PersonCut, Slice?> Reading(Settings settings, SliceParts needs, PeriodKind kind, Period? period, Instant now) => (source, person, by) =>
    {
        var wanted = period ?? SliceStage.LastWhole(kind, by.Zone, now);
        var slice = NameDays.ToSlice(source.Read(person.Id, wanted, NameDays.EarlierFor(wanted.Kind)), person.Name, wanted, now, by.Zone);
        if (wanted.Kind != PeriodKind.Year && wanted.From.Year > 2) slice = slice with { LastYear = Sum(source, person.Id, wanted.YearBefore) };
        if (needs.HasFlag(SliceParts.Account))
        {
            slice = slice with { Account = AccountStage.TryRead(source, settings, wanted, now, out var needsLedger) };
            if (needsLedger) return null;
        }
        if (needs.HasFlag(SliceParts.Goals) && wanted.Kind == PeriodKind.Week && settings.Goals.Count > 0)
            slice = slice with { Goals = Goals(source, person.Id, by.Cut, settings, slice, now) };
        if (needs.HasFlag(SliceParts.Questions)) slice = slice with { Questions = QuestionStage.Of(source, person.Id, settings, slice, by.Cut.DayOf(Micros.From(now))) };
        return slice;
    };

    private static PeriodSum Sum(SliceSource source, int person, Period period)
    {
        var days = source.Days(person, period.From, period.To);
        return new PeriodSum(period, Micros.ToDuration(days.Sum(d => d.Worked)), days.Any(d => d.Basis != DayBasis.None));
    }

    private static IReadOnlyList<GoalFigure> Goals(SliceSource source, int person, DayCut cut, Settings settings, Slice slice, Instant now)
    {
        var today = cut.DayOf(Micros.From(now));
        var goals = GoalsStage.Of(settings, slice.Period, today, slice.Days.ToDictionary(d => d.Date), GoalsStage.DaysOff(source, person, cut, settings));
        return [.. goals.Select(g => new GoalFigure(g.Goal.Project, g.Goal.WeekMicros, g.Worked, g.DaysLeft, g.State == GoalState.Failed))];
    }
}
