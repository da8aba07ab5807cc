using System.Globalization;
using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Tests.Rules;

/// <summary>Days and findings as a table row writes them; times are Berlin's.</summary>
internal static class LimitDays
{
    public static readonly DayCut Berlin = DayCut.In(Moment.Zone("Europe/Berlin"));

    /// <summary>
    /// <c>2026-03-02 09:00-12:00 22:00-01:00, 2026-03-03 8:00</c>: an end that is not later is of the next day, and a length alone
    /// is a day of which only the total is known. Seconds and microseconds may follow: <c>19:00:00.000001</c>.
    /// </summary>
    public static IReadOnlyList<LimitDay> Of(string text)
    {
        var days = new SortedDictionary<NodaTime.LocalDate, LimitDay>();
        foreach (var words in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var date = Moment.Date(words[0]);
            Add(date, 0, []);
            foreach (var word in words[1..])
            {
                if (word.Split('-') is not [var from, var to])
                {
                    days[date] = new LimitDay(date, Clock(word), [], HasTimes: false);
                    continue;
                }
                var (start, end) = (At(date, from), At(date, to));
                foreach (var piece in Berlin.Split(start, end > start ? end : At(date.PlusDays(1), to))) Add(piece.Date, piece.End - piece.Start, [new Stretch(piece.Start, piece.End)]);
            }
        }
        return [.. days.Values];

        void Add(NodaTime.LocalDate date, long worked, IReadOnlyList<Stretch> stretches)
        {
            var day = days.GetValueOrDefault(date) ?? new LimitDay(date, 0, [], HasTimes: true);
            days[date] = day with { Worked = day.Worked + worked, Stretches = [.. day.Stretches.Concat(stretches).OrderBy(s => s.Start)] };
        }
    }

    /// <summary>Weeks of Monday to Friday with so many hours each, from 2026-W01 on, known by their totals.</summary>
    public static IReadOnlyList<LimitDay> Weeks(params ReadOnlySpan<long> hours)
    {
        var days = new List<LimitDay>();
        var monday = Moment.Date("2025-12-29");
        foreach (var week in hours)
        {
            for (var i = 0; i < 5; i++) days.Add(new LimitDay(monday.PlusDays(i), week * Micros.PerHour / 5, [], HasTimes: false));
            monday = monday.PlusWeeks(1);
        }
        return days;
    }

    public static LimitPack Pack(params LimitRule[] rules) => new("XX", "Nowhere", [], rules);

    /// <summary><c>2026-03-02 day 10:00:01 of 10:00:00</c>.</summary>
    public static string Text(IEnumerable<LimitFinding> findings) =>
        string.Join(", ", findings.Select(f => $"{f.When.Name} {f.Rule.Id} {Length(f.Found)} of {Length(f.Limit)}"));

    private static string Length(long micros) =>
        Hours.WithSeconds(micros) + (micros % Micros.PerSecond is var rest and not 0 ? string.Create(CultureInfo.InvariantCulture, $".{rest:000000}") : "");

    private static long At(NodaTime.LocalDate date, string clock)
    {
        var micros = Clock(clock);
        var day = date.PlusDays((int)(micros / (24 * Micros.PerHour)));
        return Micros.From(day.At(NodaTime.LocalTime.FromTicksSinceMidnight(micros % (24 * Micros.PerHour) * 10)).InZoneStrictly(Moment.Zone("Europe/Berlin")).ToInstant());
    }

    private static long Clock(string text)
    {
        var parts = text.Split(':').Select(p => decimal.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return (long)(parts[0] * Micros.PerHour + parts[1] * Micros.PerMinute + (parts.Count > 2 ? parts[2] * Micros.PerSecond : 0));
    }
}
