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
    // What the derived days do not hold has to be worked out from the facts.
    private const SliceParts OfFacts = SliceParts.Project | SliceParts.Client | SliceParts.Crossed | SliceParts.Pieces | SliceParts.Reviews | SliceParts.Tokens | SliceParts.Quality;

    private const SliceParts OfMoney = SliceParts.Sold | SliceParts.Unbilled | SliceParts.Budgets;

    /// <param name="period">Null for the last whole one of the kind before the clock's day.</param>
    /// <exception cref="LedgerException">There is no ledger, or it cannot be used.</exception>
    public static Slice Read(Settings settings, SliceParts needs, PeriodKind kind, Period? period, Instant now) => Read(settings, needs, kind, new ReportArguments(period), now);

    /// <summary>As <see cref="Read(Settings, SliceParts, PeriodKind, Period?, Instant)"/>, of what a report is asked about.</summary>
    /// <exception cref="LedgerException">There is no ledger, it cannot be used, or it knows nothing of the name.</exception>
    public static Slice Read(Settings settings, SliceParts needs, PeriodKind kind, ReportArguments asked, Instant now) =>
        SliceStage.Read(settings, now, Reading(settings, needs, kind, asked, now));

    /// <summary>As <see cref="Read(Settings, SliceParts, PeriodKind, Period?, Instant)"/>, from a ledger that is open and derived; null where it knows nothing of the person.</summary>
    public static Slice? TryRead(SliceSource source, Settings settings, SliceParts needs, PeriodKind kind, Period? period, Instant now) =>
        SliceStage.TryRead(source, settings, Reading(settings, needs, kind, new ReportArguments(period), now));

    private static Func<SliceSource, DerivedPerson, PersonCut, Slice?> Reading(Settings settings, SliceParts needs, PeriodKind kind, ReportArguments asked, Instant now) => (source, person, by) =>
    {
        var slice = Of(source, person, by, asked.Period ?? SliceStage.LastWhole(kind, by.Zone, now), now);
        if (slice.Worked == Duration.Zero) slice = slice with { Uncounted = Uncounted(source, settings, by.Cut, slice.Period) };
        var wanted = slice.Period;
        if (needs.HasFlag(SliceParts.Compared)) slice = slice with { Compared = Of(source, person, by, asked.Other ?? wanted.Previous, now) };
        if (needs.HasFlag(SliceParts.Account))
        {
            slice = slice with { Account = AccountStage.TryRead(source, person.Id, settings, wanted, now, out var needsLedger) };
            if (needsLedger) return null;
        }
        if (needs.HasFlag(SliceParts.Goals) && wanted.Kind == PeriodKind.Week && settings.Goals.Count > 0)
            slice = slice with { Goals = Goals(source, person.Id, by.Cut, settings, slice, now) };
        if (needs.HasFlag(SliceParts.Questions)) slice = slice with { Questions = QuestionStage.Of(source, person.Id, settings, slice, new Today(now, () => by.Cut.DayOf(Micros.From(now))), now) };
        if ((needs & OfMoney) != 0) slice = MoneyStage.With(needs, slice, source, person.Id, settings);
        if ((needs & OfFacts) == 0) return slice;
        if (source.Ledger is { } open) return WithFacts(open, settings, needs, slice, asked);
        using var ledger = Ledger.OpenForReading(settings.Ledger);
        return WithFacts(ledger, settings, needs, slice, asked);
    };

    private static Slice Of(SliceSource source, DerivedPerson person, PersonCut by, Period wanted, Instant now)
    {
        var slice = NameDays.ToSlice(source.Read(person.Id, wanted, NameDays.EarlierFor(wanted.Kind)), person.Name, wanted, now, by.Zone);
        return wanted.Kind != PeriodKind.Year && wanted.From.Year > 2 ? slice with { LastYear = Sum(source, person.Id, wanted.YearBefore) } : slice;
    }

    private static int Uncounted(SliceSource source, Settings settings, DayCut cut, Period period)
    {
        using var opened = source.Ledger is null ? Ledger.OpenForReading(settings.Ledger) : null;
        var ledger = source.Ledger ?? opened!;
        var person = PersonRules.Of(ledger, settings).First(p => p.Name == settings.Person);
        return CountedHeartbeats.LeftOut(ledger, person, cut.SpanOf(period.From).Start, cut.SpanOf(period.To).End).Values.Sum();
    }

    private static Slice WithFacts(Ledger ledger, Settings settings, SliceParts needs, Slice slice, ReportArguments asked)
    {
        using var pieces = new PieceStage(ledger, settings);
        if ((needs & (SliceParts.Project | SliceParts.Client)) != 0)
        {
            using var source = SliceSource.Of(ledger);
            var kind = needs.HasFlag(SliceParts.Client) ? FocusKind.Client : FocusKind.Project;
            slice = new FocusStage(pieces, new MoneyStage(source, pieces.Person.Person, settings), kind, asked.Name!).Of(slice);
        }
        if (needs.HasFlag(SliceParts.Crossed)) slice = slice with { Crossed = pieces.Crossed(slice.Days) };
        if (needs.HasFlag(SliceParts.Pieces)) slice = slice with { Pieces = pieces.Pieces(slice.Period) };
        if (needs.HasFlag(SliceParts.Reviews)) slice = slice with { Reviews = SessionStage.Reviews(ledger, pieces.Person.Person, pieces.Cut, slice.Period) };
        if (needs.HasFlag(SliceParts.Tokens)) slice = slice with { Tokens = SessionStage.Tokens(ledger, pieces.Person.Person, pieces.Cut, slice.Period) };
        return needs.HasFlag(SliceParts.Quality) ? slice with { Quality = QualityStage.Of(ledger, settings, slice.Period) } : slice;
    }

    private static PeriodSum Sum(SliceSource source, int person, Period period)
    {
        var (worked, hasData) = source.SumOf(person, period.From, period.To);
        return new PeriodSum(period, Micros.ToDuration(worked), hasData);
    }

    private static IReadOnlyList<GoalFigure> Goals(SliceSource source, int person, DayCut cut, Settings settings, Slice slice, Instant now)
    {
        var today = cut.DayOf(Micros.From(now));
        var goals = GoalsStage.Of(settings, slice.Period, today, slice.Days.ToDictionary(d => d.Date), GoalsStage.DaysOff(source, person, cut, settings));
        return [.. goals.Select(g => new GoalFigure(g.Goal.Project, g.Goal.WeekMicros, g.Worked, g.DaysLeft, g.State == GoalState.Failed))];
    }
}
