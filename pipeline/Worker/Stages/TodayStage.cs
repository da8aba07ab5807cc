using Daybook.Model;
using Daybook.Spool;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Leaves the day's sum in the spool, where the receiver finds it for the status bars of editors.</summary>
public static class TodayStage
{
    /// <summary>Only where keys are given out; from a ledger that is derived.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Run(Ledger ledger, Settings settings, Instant now)
    {
        if (settings.Serve.Keys.Count == 0) return;
        using var source = SliceSource.Of(ledger);
        foreach (var person in settings.Serve.Keys.Select(k => k.Person).Distinct(StringComparer.Ordinal))
            SliceStage.TryRead(source, settings with { Person = person }, (days, of, by) =>
            {
                var today = by.Cut.DayOf(Micros.From(now));
                return new TodayFile(by.Cut.SpanOf(today).End / Micros.PerSecond, days.SumOf(of.Id, today, today).Worked / Micros.PerSecond);
            })?.Write(settings.Spool, person);
    }
}
