using Daybook.Importers.Daybook;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Makes plans of what a person asks for. Nothing is written here, and what cannot be is refused.</summary>
public sealed class HandPlans(HandStage hand)
{
    private readonly HandClock _clock = hand.Clock;

    /// <summary>Starts now or earlier; what runs already ends at that moment.</summary>
    public HandPlan Start(HandWork work, SaidTime? at)
    {
        var plan = new HandPlan();
        var start = NowOr(at, null, plan);
        foreach (var running in hand.Running) End(running, start, HandWork.Unsaid, plan);
        plan.Changes.Add(new HandChange("started", new DaybookEntry(New(new EntryTime.Interval(start, start), work), IsRunning: true)));
        return plan;
    }

    /// <param name="work">What to say of the entry beside what was said when it started.</param>
    public HandPlan Stop(HandWork work, SaidTime? at)
    {
        var plan = new HandPlan();
        if (hand.Running.Count == 0) throw HandStage.Refused("nothing is running. 'daybook start --project NAME' starts something, 'daybook add' adds what is over.");
        foreach (var running in hand.Running) End(running, NowOr(at, StartOf(running), plan), work, plan);
        return plan;
    }

    public HandPlan AddSpan(LocalDate date, long from, long to, HandWork work)
    {
        var plan = new HandPlan();
        if (from == to) throw HandStage.Refused("it ends when it starts. Where a whole day is meant, say 00:00-24:00.");
        var start = _clock.At(date, from, null, plan.Notes);
        var isNextDay = to < from && !_clock.ComesAgainAfter(date, to, start);
        var end = _clock.At(isNextDay ? date.PlusDays(1) : date, to, start, plan.Notes);
        var entry = New(new EntryTime.Interval(start, end), work);
        if (end <= start) throw HandStage.Refused($"it would end before it starts, at {_clock.Moment(end)}");
        foreach (var piece in Cut(new DaybookEntry(entry)))
        {
            if (hand.Entries.FirstOrDefault(e => !e.IsRunning && IsSame(e, piece)) is { } same) plan.Notes.Add($"it is there already: {Shown(same)}");
            else plan.Changes.Add(new HandChange("added", piece));
        }
        return plan;
    }

    public HandPlan AddLength(LocalDate date, long micros, HandWork work)
    {
        var plan = new HandPlan();
        var piece = new DaybookEntry(New(new EntryTime.OnDate(date, Fitting(date, micros)), work));
        if (hand.Entries.Any(e => IsSame(e, piece))) plan.Notes.Add("the same length is there once more; if that is one too many: daybook drop last");
        plan.Changes.Add(new HandChange("added", piece));
        return plan;
    }

    public HandPlan Edit(string id, HandTimes times, HandWork work)
    {
        var plan = new HandPlan();
        var before = HandIds.Find(id, hand.Entries, HandKind.Entry, Shown);
        var entry = before.Entry with { Stamp = hand.Stamp, Work = work.Over(before.Entry.Work) };
        if (!times.AreUnsaid) entry = entry with { Time = Anew(before, times, plan), Said = null };
        var after = before with { Entry = entry };
        if (IsSame(before, after))
        {
            plan.Notes.Add($"it is so already: {Shown(before)}");
            return plan;
        }
        var pieces = times.AreUnsaid || before.IsRunning ? [after] : Cut(after);
        foreach (var piece in pieces) plan.Changes.Add(new HandChange(piece.Entry.UpstreamId == before.Entry.UpstreamId ? "edited" : "added", piece));
        return plan;
    }

    public HandPlan Drop(string id)
    {
        var plan = new HandPlan();
        var before = HandIds.Find(id, hand.Entries, HandKind.Entry, Shown);
        plan.Changes.Add(new HandChange("dropped", before with { Entry = before.Entry with { Stamp = hand.Stamp, IsDeleted = true } }));
        return plan;
    }

    /// <summary>What an entry is, in a line.</summary>
    public string Shown(DaybookEntry shown)
    {
        var entry = shown.Entry;
        var when = shown.IsRunning ? $"{_clock.Moment(StartOf(shown))} (running)"
            : entry.Time is EntryTime.Interval ? $"{Model.Period.Iso(_clock.DateOf(entry.Time))} {_clock.Span(entry.Time)} ({Hours.Text(entry.Length)})"
            : $"{Model.Period.Iso(_clock.DateOf(entry.Time))} {Hours.Text(entry.Length)}";
        return $"{when} {Printable.Line(entry.Work.Project ?? Unsaid.Of(Dimension.Project))}{(entry.Work.Task is { } task ? $", {Printable.Line(task)}" : "")} [{Printable.Line(hand.Ids.Of(entry.UpstreamId!))}]";
    }

    private void End(DaybookEntry running, long end, HandWork work, HandPlan plan)
    {
        var start = StartOf(running);
        if (end < start)
            throw HandStage.Refused($"{Printable.Line(running.Entry.Work.Project ?? Unsaid.Of(Dimension.Project))} runs since {_clock.Moment(start)} and cannot end before, at {_clock.Moment(end)}. "
                + "Say a later --at, mend the start with 'daybook edit last --start', or give it up with 'daybook drop last'.");
        var ended = running.Entry with { Time = new EntryTime.Interval(start, end), Stamp = hand.Stamp, Work = work.Over(running.Entry.Work) };
        foreach (var piece in Cut(new DaybookEntry(ended))) plan.Changes.Add(new HandChange("stopped", piece));
    }

    /// <summary>One entry a day; the first keeps the id.</summary>
    private IEnumerable<DaybookEntry> Cut(DaybookEntry whole)
    {
        if (whole.Entry.Time is not EntryTime.Interval interval || interval.Start == interval.End) return [whole];
        return _clock.Cut.Split(interval.Start, interval.End).Select((piece, i) => new DaybookEntry(whole.Entry with
        {
            UpstreamId = i == 0 ? whole.Entry.UpstreamId : hand.NewId(),
            Time = new EntryTime.Interval(piece.Start, piece.End),
            Zone = _clock.ZoneAt(piece.Start),
        })).ToList();
    }

    private EntryTime Anew(DaybookEntry before, HandTimes times, HandPlan plan)
    {
        var old = before.Entry.Time as EntryTime.Interval;
        if (times.Length is { } length)
        {
            if (times.End is not null || before.IsRunning) throw HandStage.Refused("a length goes with a start alone, and with an entry that has ended. Say --end, or 'daybook stop' first.");
            if (old is null && times.Start is null) return new EntryTime.OnDate(_clock.DateOf(before.Entry.Time), Fitting(_clock.DateOf(before.Entry.Time), length));
        }
        if (before.IsRunning && times.End is not null) throw HandStage.Refused("it is still running. 'daybook stop --at TIME' ends it.");
        if (old is null && (times.Start is null || (times.End is null && times.Length is null)))
            throw HandStage.Refused("it is a length on a date. Say --length, or both --start and --end.");
        var date = _clock.DateOf(before.Entry.Time);
        var start = times.Start is { } from ? _clock.At(from.Date ?? date, from.Clock, null, plan.Notes) : old!.Start;
        if (before.IsRunning) return start <= _clock.Now ? new EntryTime.Interval(start, start) : throw Ahead(start, times.Start!.Value);
        var end = times.Length is { } lasting ? start + lasting : times.End is { } to ? EndAfter(start, to, plan) : old!.End;
        return end > start ? new EntryTime.Interval(start, end)
            : throw HandStage.Refused($"it would start at {_clock.Moment(start)} and end at {_clock.Moment(end)}, which is not later. Say both --start and --end.");
    }

    private long EndAfter(long start, SaidTime to, HandPlan plan)
    {
        if (to.Date is { } said) return _clock.At(said, to.Clock, start, plan.Notes);
        var local = _clock.Local(start);
        var isNextDay = to.Clock <= local.TickOfDay / 10 && !_clock.ComesAgainAfter(local.Date, to.Clock, start);
        return _clock.At(isNextDay ? local.Date.PlusDays(1) : local.Date, to.Clock, start, plan.Notes);
    }

    private long NowOr(SaidTime? at, long? notBefore, HandPlan plan)
    {
        if (at is not { } said) return _clock.Now;
        var instant = _clock.At(said.Date ?? _clock.Today, said.Clock, notBefore, plan.Notes);
        return instant <= _clock.Now ? instant : throw Ahead(instant, said);
    }

    private Store.LedgerException Ahead(long instant, SaidTime said) => HandStage.Refused(
        $"{_clock.Moment(instant)} has not come yet, it is {_clock.Moment(_clock.Now)}."
        + (said.Date is null ? $" Where yesterday is meant, say the date: \"{Model.Period.Iso(_clock.Today.PlusDays(-1))} HH:MM\"." : " Say a time that is over."));

    private long Fitting(LocalDate date, long micros)
    {
        var (start, end) = _clock.Cut.SpanOf(date);
        return micros <= end - start ? micros : throw HandStage.Refused($"{Model.Period.Iso(date)} has only {Hours.Text(end - start)} hours, and {Hours.Text(micros)} do not fit.");
    }

    private TimeEntry New(EntryTime time, HandWork work) => new(time, "", Place.WholeFile)
    {
        UpstreamId = hand.NewId(),
        Stamp = hand.Stamp,
        Work = work.Over(EntryWork.None),
        Zone = time is EntryTime.Interval { Start: var start } ? _clock.ZoneAt(start) : null,
    };

    private static long StartOf(DaybookEntry entry) => ((EntryTime.Interval)entry.Entry.Time).Start;

    /// <summary>Whether two say the same, whatever they are known by and whenever it was said.</summary>
    private static bool IsSame(DaybookEntry one, DaybookEntry other) => Said(one) == Said(other);

    private static string Said(DaybookEntry entry) => DaybookDocument.Line(entry with { Entry = entry.Entry with { UpstreamId = null, Stamp = null, Zone = null } });
}
