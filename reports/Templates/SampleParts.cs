using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>What reports look at beside the days, made up from invented days.</summary>
internal static class SampleParts
{
    /// <param name="before">What it is held against.</param>
    public static Slice AddedTo(Slice slice, Slice before) => slice with
    {
        Focus = new Focus(FocusKind.Project, "Observatory scheduling and night plans", slice.Worked + Duration.FromMinutes(1234), new LocalDate(2025, 3, 4), slice.Period.To),
        Crossed = Crossed(slice),
        Pieces = [.. slice.Days.SelectMany(Pieces)],
        Compared = before,
        Reviews = new ReviewFigures(
            [.. slice.Days.Where(d => d.Worked > Duration.Zero).SelectMany(d => Reviewed(d.Date))],
            [.. slice.Days.Where(d => d.Worked > Duration.Zero).Select((d, i) => new ReviewActivity(d.Date, "acme/rocket", "#42", i % 3 == 0 ? "approve" : i % 3 == 1 ? "comment" : "<odd>"))]),
        Tokens = [.. slice.Days.Where(d => d.Worked > Duration.Zero).SelectMany(d => Tokens(d.Date))],
        Quality = new QualityFigures(
            [
                new("wakatime", [.. slice.Days.Select(d => d.Basis == DayBasis.None ? Knowledge.None : d.Worked > Duration.Zero ? Knowledge.Complete : Knowledge.Empty)]),
                new("garden <b>", [.. slice.Days.Select((_, i) => i % 3 == 0 ? Knowledge.Partial : Knowledge.None)]),
            ],
            [new("wakatime", "garden <b>", 42 * Micros.PerMinute), new("garden <b>", "garden <b>", 90 * Micros.PerSecond)],
            [new("garden <b>", "the row has no <start>", 3), new("wakatime", "the length is no number", 1)]),
    };

    private static List<CrossedTime> Crossed(Slice slice)
    {
        var sums = new SortedDictionary<string, CrossedTime>(StringComparer.Ordinal);
        foreach (var day in slice.Days)
            foreach (var (project, language) in day.Parts.Where(p => p.Dimension == Dimension.Project).Zip(day.Parts.Where(p => p.Dimension == Dimension.Language)))
            {
                // One day is known by its total only.
                var line = new CrossedTime(project.Name, day.Date.DayOfWeek == IsoDayOfWeek.Friday ? null : language.Name, Micros.From(project.Worked));
                var key = $"{line.Project}/{line.Language}";
                sums[key] = line with { Micros = line.Micros + (sums.TryGetValue(key, out var sum) ? sum.Micros : 0) };
            }
        return [.. sums.Values];
    }

    private static IEnumerable<WorkedPiece> Pieces(DaySum day)
    {
        var at = day.First is { } first ? first.TickOfDay / 10 : 0;
        foreach (var part in day.Parts.Where(p => p.Dimension == Dimension.Project))
        {
            yield return new WorkedPiece(day.Date, part.Name, "wakatime", at, Micros.From(part.Worked));
            at += Micros.From(part.Worked) + 25 * Micros.PerMinute;
        }
    }

    private static IEnumerable<ReviewedTime> Reviewed(LocalDate date) =>
    [
        new(date, "acme/rocket", "#42", "Faster pump", (600 + date.Day * 37) * Micros.PerSecond, true),
        new(date, "acme/<anvil>", $"#{date.Day % 4}", "", (300 + date.Day * 61) * Micros.PerSecond, true),
    ];

    private static IEnumerable<TokenSum> Tokens(LocalDate date) =>
        [new(date, "daybook", 2, 1000 + date.Day, 20_000 + date.Day * 7, 3000, 4_000_000 + date.Day), new(date, "garden <b>", 1, date.Day, date.Day * 3, 0, 0)];
}
