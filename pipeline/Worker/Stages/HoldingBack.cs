using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What keeps a day from being closed.</summary>
internal sealed class HoldingBack
{
    private readonly Settings _settings;
    private readonly AccountBook _book;
    private readonly long _now, _settles;
    private readonly List<long> _running;
    private readonly Dictionary<string, SourceStatus> _sources;

    public HoldingBack(Ledger ledger, Settings settings, AccountBook book, Instant now)
    {
        (_settings, _book, _now) = (settings, book, Micros.From(now));
        // Until a timeout has passed, work that goes on past midnight may still add to the day.
        _settles = PersonRules.Of(ledger, settings).First(p => p.Person == book.Person).Derive.LongestTimeout;
        _running = [.. HandStage.RunningOf(ledger, HandStage.SourceOf(ledger, settings)).Select(r => ((EntryTime.Interval)r.Entry.Time).Start)];
        _sources = settings.Closing.WaitFor.Count == 0 ? [] : ledger.Status.Sources().ToDictionary(s => s.Name);
    }

    private string Reached(SourceStatus source) =>
        source.LastDate is { } date ? Model.Period.Iso(date) : source.LastAt is { } at ? Model.Period.Iso(_book.Cut.DayOf(at)) : "no day";

    /// <summary>Sentences; none where nothing does.</summary>
    public IReadOnlyList<string> Reasons(LocalDate date)
    {
        var reasons = new List<string>();
        var end = _book.Cut.SpanOf(date).End;
        if (end + _settles > _now) reasons.Add(end > _now ? "it is not over" : $"work past its end may still add to it, for {Hours.Text(end + _settles - _now + Micros.PerMinute)}");
        if (_running.Exists(start => start < end)) reasons.Add("a timer has been running since then or before: daybook stop");
        foreach (var name in _settings.Closing.WaitFor)
        {
            if (!_sources.TryGetValue(name, out var source)) reasons.Add($"it waits for '{name}', of which the ledger has nothing (Closing.WaitFor)");
            else if (!(source.LastDate > date || source.LastAt >= end)) reasons.Add($"it waits for '{name}', which reaches {Reached(source)}");
        }
        return reasons;
    }
}
