using Daybook.Rules;
using Daybook.Worker.Stages;

namespace Daybook.Tests.Worker;

public sealed class TouchingPiecesTests
{
    /// <summary>Days of ten microseconds.</summary>
    private const int Day = 10, Days = 8;

    [Fact]
    public void Each_day_has_what_touches_it_in_the_order_it_was_given() =>
        Gen.Select(Gen.Int[0, Day * Days], Gen.Int[0, 3 * Day]).Array[0, 12].Sample(spans =>
        {
            var pieces = spans.Select((s, i) => (Time: new TrackedTime($"{i}", 1, s.Item1, null), Last: (long)s.Item1 + s.Item2)).ToList();
            var sweep = new TouchingPieces(pieces);
            for (var day = 1; day < Days; day++)
            {
                var (start, end) = (day * Day, (day + 1) * Day);
                sweep.On(start, end).ShouldBe(pieces.Where(p => p.Time.Start < end && p.Last >= start).Select(p => p.Time));
            }
        });
}
