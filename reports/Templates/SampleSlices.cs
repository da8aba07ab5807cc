using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Reports;

/// <summary>Invented time for templates to be tried on: every part of a page has something, and names are of all kinds. Always the same.</summary>
public static class SampleSlices
{
    private static readonly string[] Projects = ["daybook", "letters", "garden <b>", "Observatory scheduling and night plans", "計画 設計書", "thesis & notes"];
    private static readonly string[] Languages = ["C#", "Markdown", "SQL", "Python"];
    private static readonly string[] Editors = ["VS Code", "Vim"];
    private static readonly string[] Machines = ["desk", "lap"];

    /// <summary>The week, month, year or day that 18 November 2026 lies in.</summary>
    public static Slice Of(PeriodKind kind)
    {
        var period = Period.Containing(kind, new LocalDate(2026, 11, 18));
        return SampleSales.AddedTo(SampleParts.AddedTo(Of(period), Of(period.Previous)));
    }

    private static Slice Of(Period period)
    {
        var kind = period.Kind;
        var days = period.Dates.Select(Day).ToList();
        var stretches = days.Where(d => d.First is not null).Select(d => new DatedStretch(d.Date, d.First!.Value.TickOfDay / 10, new Stretch(0, Micros.From(d.Worked)))).ToList();
        var worked = days.Aggregate(Duration.Zero, (sum, d) => sum + d.Worked);
        return new Slice("Ada Lovelace", period, Instant.FromUtc(2026, 11, 23, 6, 0), "Europe/Berlin", days,
            [.. Enumerable.Range(1, 4).Select(i => new PeriodSum(Before(period, i), worked - Duration.FromMinutes(37 * i), true))],
            stretches.Count == 0 ? null : new LongestStretch(stretches[0].Date, new LocalTime(9, 5), Duration.FromMinutes(131)), new Streak(5, new LocalDate(2026, 11, 12)),
            [new ControlFigure(period.From, "wakatime", days[0].Worked - Duration.FromMinutes(2), days[0].Worked)])
        {
            LastYear = kind == PeriodKind.Year ? null : new PeriodSum(period.YearBefore, worked + Duration.FromMinutes(95), true),
            Stretches = stretches,
            Account = Account(period, days),
            Goals = kind != PeriodKind.Week ? [] : [new GoalFigure(null, 35 * Micros.PerHour, Micros.From(worked), 0, true), new GoalFigure("garden <b>", 7 * Micros.PerHour, 2 * Micros.PerHour, 2, false)],
            Questions =
            [
                new OpenQuestion("open-days", 2, [], $"daybook close --through {Period.Iso(period.To)}"), new OpenQuestion("without-data", 1, [Period.Iso(period.To)], $"daybook status {period.Name}"),
                new OpenQuestion("stale", 12, ["wakatime"], "daybook pull wakatime"), new OpenQuestion("quarantine", 3, ["toggl"], "daybook quarantine list"),
            ],
        };
    }

    private static Period Before(Period period, int times) => times == 0 ? period : Before(period.Previous, times - 1);

    private static DaySum Day(LocalDate date)
    {
        var seed = date.DayOfYear * 7 + date.Year;
        if (date.DayOfWeek == IsoDayOfWeek.Sunday) return new(date, DayBasis.None, Duration.FromHours(24), Duration.Zero, null, null, Duration.Zero, []);
        if (date.DayOfWeek == IsoDayOfWeek.Saturday) return new(date, DayBasis.Empty, Duration.FromHours(24), Duration.Zero, null, null, Duration.Zero, []);
        var (parts, worked) = (new List<DayPart>(), Duration.Zero);
        for (var i = 0; i < 4; i++)
        {
            var length = Duration.FromSeconds(1500 + (seed * (i + 3) * 769 + i * 211) % 7100);
            worked += length;
            parts.Add(new(Dimension.Project, Projects[(seed + i * i) % Projects.Length], length));
            parts.Add(new(Dimension.Language, Languages[(seed + i) % Languages.Length], length));
            parts.Add(new(Dimension.Branch, i == 1 ? "main" : "feature/<pilots>", length));
            parts.Add(new(Dimension.Entity, $"/home/ada/src/{(char)('a' + (seed + i) % 9)}.cs", length));
            parts.Add(new(Dimension.Editor, Editors[(seed + i) / 3 % Editors.Length], length));
            parts.Add(new(Dimension.Category, i == 2 ? "writing docs" : "coding", length));
            parts.Add(new(Dimension.Machine, Machines[seed % Machines.Length], length));
            parts.Add(new(Dimension.OperatingSystem, seed % 2 == 0 ? "Linux" : "macOS", length));
        }
        return new(date, DayBasis.Timeline, Duration.FromHours(24), worked, new LocalTime(8, seed % 60), new LocalTime(17, (seed * 3) % 60), Duration.FromMinutes(seed % 3), parts);
    }

    private static AccountSlice Account(Period period, List<DaySum> days)
    {
        var (balance, all) = (3 * Micros.PerHour + 12 * Micros.PerMinute, new List<AccountDay>());
        foreach (var day in days)
        {
            var should = day.Date.DayOfWeek < IsoDayOfWeek.Saturday ? 8 * Micros.PerHour : 0;
            var next = new AccountDay(day.Date, should, should, Micros.From(day.Worked), 0, 0);
            balance += next.Delta;
            all.Add(next with { Closing = balance, IsClosed = day.Date <= period.From.PlusDays(3) });
        }
        return new AccountSlice("Ada Lovelace", period.From, period.To, Instant.FromUtc(2026, 11, 23, 6, 0), "Europe/Berlin", all, [], all.LastOrDefault(d => d.IsClosed)?.Date, []);
    }
}
