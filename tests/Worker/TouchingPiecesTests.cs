using Daybook.Rules;
using Daybook.Worker.Stages;

namespace Daybook.Tests.Worker;

public sealed class TouchingPiecesTests
{
    /// <summary>Days of ten microseconds.</summary>
    private const int Day = 10, Days = 8;

    private const int Trials = 300;

    [Fact]
    public void Each_day_has_what_touches_it_in_the_order_it_was_given()
    {
        for (var seed = 0; seed < Trials; seed++)
        {
            var random = new Random(seed);
            var pieces = Enumerable.Range(0, random.Next(12)).Select(i => (Number: i, Start: random.Next(Day * Days)))
                .Select(p => (Time: new TrackedTime($"{p.Number}", 1, p.Start, null), Last: (long)p.Start + random.Next(3 * Day))).ToList();
            var sweep = new TouchingPieces(pieces);
            for (var day = 1; day < Days; day++)
            {
                var (start, end) = (day * Day, (day + 1) * Day);
                sweep.On(start, end).ShouldBe(pieces.Where(p => p.Time.Start < end && p.Last >= start).Select(p => p.Time), $"seed {seed}");
            }
        }
    }
}
