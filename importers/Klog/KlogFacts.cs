using System.Globalization;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Klog;

/// <summary>Turns records into entries, alike for both forms: what came in as text is not new as JSON.</summary>
/// <remarks>
/// klog takes a negative length off the sum of its record. Here it goes off the end of the entry before it, or of one
/// further up, or below. klog counts what the clock showed; where clocks were changed, what passed counts.
/// </remarks>
internal sealed class KlogFacts(string file, Given given)
{
    private const int PerDay = 24 * 60;

    /// <summary>Ends with a refusal where the zone of a range is not known.</summary>
    public IEnumerable<Extracted> Of(KlogRecord record)
    {
        var found = record.Entries.Select(e => new Found(e)).ToList();
        foreach (var one in found.Where(o => o.Entry is KlogEntry.Range))
        {
            if (given.Zones is not { } zones)
            {
                yield return EntryText.NoZone(file, one.Entry.Place);
                yield break;
            }
            Resolve(one, record.Date, zones);
        }
        for (var i = 0; i < found.Count; i++)
            if (found[i].Entry is KlogEntry.Length { Minutes: < 0 } off)
                found[i].Flaw = TakeOff(found, i, -off.Minutes * Micros.PerMinute);
        foreach (var one in found)
            foreach (var extracted in Outcome(one, record).At(file, one.Entry.Place, one.Entry.Raw)) yield return extracted;
    }

    private static void Resolve(Found one, LocalDate date, Dated<DateTimeZone> zones)
    {
        var range = (KlogEntry.Range)one.Entry;
        var length = (range.End - range.Start) * Micros.PerMinute;
        if (length < 0) one.Flaw = new Flaw("the end lies before the start", "Mark a time of the next day so: 1:15>.");
        else one.Flaw = LocalSpan.Resolve(Moment(date, range.Start), Moment(date, range.End), zones, length, out one.From, out one.To);
        if (one.Flaw is not null) return;
        one.Counts = one.To - one.From;
        one.Zone = zones.On(Moment(date, range.Start).Date).Id;
        if (one.Counts != length) one.Doubt = $"clocks were changed meanwhile: {Hours.Text(one.Counts)} passed, where klog counts {Hours.Text(length)}; what passed counts";
    }

    private static Flaw? TakeOff(List<Found> found, int at, long micros)
    {
        var order = Enumerable.Range(1, at).Select(i => at - i).Concat(Enumerable.Range(at + 1, found.Count - at - 1)).ToList();
        if (order.Sum(i => found[i].Counts) < micros) return new Flaw("it takes more off than its record has");
        foreach (var i in order)
        {
            var part = Math.Min(micros, found[i].Counts);
            if (part == 0) continue;
            found[i].Counts -= part;
            found[i].Breaks.Add($"{found[at].Entry.Said} {found[at].Entry.Summary}".Trim());
            micros -= part;
        }
        return null;
    }

    private static RowOutcome Outcome(Found one, KlogRecord record)
    {
        if (one.Flaw is not null) return RowOutcome.Bad(one.Flaw);
        return one.Entry switch
        {
            KlogEntry.Bad bad => RowOutcome.Bad(bad.Flaw),
            KlogEntry.Open => RowOutcome.LeftOut("it is still running"),
            KlogEntry.Length { Minutes: < 0 } => default,
            KlogEntry.Range range => RowOutcome.Counts(Entry(one, record,
                new EntryTime.Interval(one.From, one.From + one.Counts, one.Counts == one.To - one.From ? null : one.To),
                range.Start.ToString(CultureInfo.InvariantCulture)), one.Doubt),
            _ => RowOutcome.Counts(Entry(one, record, new EntryTime.OnDate(record.Date, one.Counts), "")),
        };
    }

    private static TimeEntry Entry(Found one, KlogRecord record, EntryTime time, string start)
    {
        var date = Model.Period.Iso(record.Date);
        List<(string, string?)> extra = [("record_summary", record.Summary), ("should_total_mins", record.ShouldMinutes?.ToString(CultureInfo.InvariantCulture))];
        extra.AddRange(one.Breaks.Select(b => ("breaks", (string?)b)));
        return new TimeEntry(time, EntryText.Raw("klog", date, start, one.Entry.Summary), one.Entry.Place)
        {
            Zone = one.Zone,
            Said = $"{date} {one.Entry.Said}",
            Work = new EntryWork { Note = EntryText.NullIfEmpty(one.Entry.Summary), Tags = KlogTags.In(record.Summary, one.Entry.Summary) },
            Extra = EntryText.Extra(extra),
        };
    }

    private static Moment Moment(LocalDate date, int minutes)
    {
        var days = (int)Math.Floor((decimal)minutes / PerDay);
        return new Moment(date.PlusDays(days), (minutes - days * PerDay) * Micros.PerMinute, null);
    }

    private sealed class Found(KlogEntry entry)
    {
        public KlogEntry Entry => entry;
        public long From, To;
        public long Counts = entry is KlogEntry.Length { Minutes: > 0 and var minutes } ? minutes * Micros.PerMinute : 0;
        public Flaw? Flaw;
        public string? Doubt;
        public string? Zone;
        public List<string> Breaks { get; } = [];
    }
}
