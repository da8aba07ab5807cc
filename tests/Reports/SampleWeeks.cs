using Daybook.Model;
using Daybook.Tests.Support;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Reports;

/// <summary>The slices the goldens and the browser tests are made from.</summary>
internal static class SampleWeeks
{
    /// <summary>An ordinary good week: two editors, a free weekend.</summary>
    public static Slice Ordinary { get; } = ASlice.Of("2026-W47")
        .Worked("2026-11-16", "7:41:20", "8:12", "17:55", "project:daybook 5:10", "project:letters 2:31:20", "language:C# 5:00", "language:Markdown 2:41:20",
            "editor:VS Code 7:41:20", "category:coding 6:30", "category:writing docs 1:11:20", "machine:desk 7:41:20", "operatingsystem:Linux 7:41:20")
        .Worked("2026-11-17", "8:05:59", "8:01", "18:20", "project:daybook 6:02:30", "project:garden 2:03:29", "language:C# 6:02:30", "language:SQL 2:03:29",
            "editor:VS Code 6:02:30", "editor:Vim 2:03:29", "category:coding 8:05:59", "machine:desk 8:05:59", "operatingsystem:Linux 8:05:59")
        .Worked("2026-11-18", "6:30:00.5", "9:15", "16:40", "project:letters 4:00", "project:thesis 2:30:00.5", "language:Markdown 6:30:00.5",
            "editor:Vim 6:30:00.5", "category:writing docs 6:30:00.5", "machine:lap 6:30:00.5", "operatingsystem:macOS 6:30:00.5")
        .Worked("2026-11-19", "9:12:48", "7:40", "19:02", "project:daybook 7:00", "project:Observatory scheduling and night plans 2:12:48", "language:C# 7:00", "language:Python 2:12:48",
            "editor:VS Code 9:12:48", "category:coding 7:00", "category:debugging 2:12:48", "machine:desk 9:12:48", "operatingsystem:Linux 9:12:48")
        .Worked("2026-11-20", "5:58:31", "8:30", "15:10", "project:daybook 1:58:31", "project:letters 4:00", "language:C# 1:58:31", "language:Markdown 4:00",
            "editor:VS Code 5:58:31", "category:coding 1:58:31", "category:writing docs 4:00", "machine:desk 5:58:31", "operatingsystem:Linux 5:58:31")
        .NothingTracked("2026-11-21")
        .Earlier("36:10:11", "39:44", "35:02:03", "40:00").Longest("2026-11-19", "13:05", "3:11:40").Streak(5, "2026-11-16")
        .Build();

    /// <summary>Everything a week can be at once: a clock change, totals only, parts that lack and exceed, names of all kinds.</summary>
    public static Slice Hard { get; } = ASlice.Of("2026-W13").Person("Zoë <Turing>")
        .Worked("2026-03-23", "7:30:59.999999", "8:00", "17:00", "project:計画 設計書 3:30", "project:📅 カレンダー 2:00:59.999999", "project:مشروع التقويم 2:00",
            "language:C# 7:30:59.999999", "editor:Rider 4:00", "editor:Emacs 3:30:59.999999", "category:coding 7:30:59.999999")
        .Worked("2026-03-24", "6:00", "9:00", "16:00", "project:<script>alert(1)</script> 2:00", "project:{{Person}}{{{Title}}} 2:00",
            "project:=HYPERLINK(\"http://evil\") 1:00", "project:a\u202eb\u001b[31m\nc 1:00", "language:HTML 6:00", "editor:Rider 6:00", "category:coding 6:00")
        .TotalOnly("2026-03-25", "5:00", "project:計画 設計書 4:15", "language:C# 4:59:30", "editor:Rider 5:00")
        .TotalOnly("2026-03-26", "4:00", "project:family\u200d👨‍👩‍👧‍👦 4:00:01", "language:C# 4:00", "editor:Rider 4:00:31")
        .Worked("2026-03-27", "3:20", "10:00", "14:00", "project:" + string.Concat(Enumerable.Repeat("very-long-name-", 12)) + " 1:00",
            "project:e\u0301tude 0:20", "project:one 0:20", "project:two 0:20", "project:three 0:20", "project:four 0:20", "project:five 0:20", "project:six 0:20",
            "language:Go 3:20", "editor:Rider 3:20", "category:code reviewing 3:20")
        .Worked("2026-03-29", "1:00", "1:30", "3:30", "project:one 1:00", "language:Go 1:00", "editor:Emacs 1:00", "category:coding 1:00")
        .ClockChange("2026-03-29", "23:00").CoveredTwice("2026-03-23", "0:42:10")
        .Earlier("12:00", null, "3:00:30").Longest("2026-03-23", "8:00", "2:05:00.25").Streak(1, "2026-03-29")
        .Control("2026-03-23", "wakatime", "7:29:10", "7:30:59.999999").Control("2026-03-24", "wakatime", "6:00:30", "6:00")
        .Build();

    /// <summary>A week with all that a digest can say beside time: an account half closed, goals, open questions, times of day, clients and budgets.</summary>
    public static Slice WithAll { get; } = SampleMoney.With(Ordinary) with
    {
        LastYear = new PeriodSum(ASlice.Of("2025-W47").Build().Period, ASlice.Length("33:20:30"), true),
        Account = SampleAccounts.Of(Ordinary),
        Goals = [new GoalFigure(null, 35 * Micros.PerHour, Micros.From(Ordinary.Worked), 0, true), new GoalFigure("garden <b>", 7 * Micros.PerHour, 2 * Micros.PerHour, 2, false), new GoalFigure("thesis", 5 * Micros.PerHour, 0, 0, true)],
        Questions =
        [
            new OpenQuestion("open-days", 2, [], "daybook close --through 2026-11-22"), new OpenQuestion("without-data", 1, ["2026-11-22"], "daybook status 2026-W47"),
            new OpenQuestion("stale", 12, ["wakatime"], "daybook pull wakatime"), new OpenQuestion("overlaps", 1, [], "daybook overlaps 2026-W47") { Micros = 42 * Micros.PerMinute },
            new OpenQuestion("quarantine", 3, ["toggl", "<clockify>"], "daybook quarantine list"), new OpenQuestion("controls", 2, ["wakatime"], "daybook why 2026-11-16") { Micros = 90 * Micros.PerSecond },
        ],
        Stretches = [.. Ordinary.Days.Where(d => d.First is not null).Select(d => new DatedStretch(d.Date, d.First!.Value.TickOfDay / 10, new Stretch(0, Micros.From(d.Worked))))],
    };

    public static Slice WithoutData { get; } = ASlice.Of("2026-W01").Earlier(null, null).Build();

    public static Slice OnlyZero { get; } = ASlice.Of("2026-W02")
        .NothingTracked("2026-01-05").NothingTracked("2026-01-06").Earlier("10:00", "12:00", "14:00", "16:00:30").Build();

    public static Slice Day { get; } = OneOf(Hard, "2026-03-23");

    public static Slice Month { get; } = Long("2026-03");

    public static Slice Year { get; } = Long("2026");

    /// <summary>Many days and 40 projects from a small fixed sequence.</summary>
    private static Slice Long(string period)
    {
        var made = ASlice.Of(period).Earlier("100:00").Longest("2026-03-02", "9:00", "4:02").Streak(9, "2026-03-02");
        var state = 12345u;
        Period.TryParse(period, out var days).ShouldBeTrue();
        foreach (var date in days.Dates)
        {
            if ((int)date.DayOfWeek > 5 || date.Day == 9) continue;
            var worked = Duration.Zero;
            var parts = new List<DayPart>();
            for (var i = 0; i < 4; i++)
            {
                state = unchecked(state * 1664525 + 1013904223);
                var length = Micros.ToDuration(state % 7_200_000_000 + 1);
                parts.Add(new(Dimension.Project, $"project {state / 7 % 40:00}", length));
                parts.Add(new(Dimension.Language, state % 3 == 0 ? "C#" : "TypeScript", length));
                parts.Add(new(Dimension.Editor, state % 5 == 0 ? "Vim" : "VS Code", length));
                parts.Add(new(Dimension.Category, "coding", length));
                worked += length;
            }
            made.Day(new(date, DayBasis.Timeline, Duration.FromHours(24), worked, new LocalTime(8, 1), new LocalTime(17, 59), Duration.Zero, parts));
        }
        return made.Build();
    }

    private static Slice OneOf(Slice week, string date) => week with
    {
        Period = Period.Containing(PeriodKind.Day, ASlice.Date(date)),
        Days = [.. week.Days.Where(d => d.Date == ASlice.Date(date))],
        Controls = [.. week.Controls.Where(c => c.Date == ASlice.Date(date))],
    };
}
