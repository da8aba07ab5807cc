using Daybook.Worker.Stages;

namespace Daybook.Tests.Worker;

public sealed class ReadAheadTests
{
    [Fact]
    public void Gives_every_item_in_order() =>
        ReadAhead.Of(Numbers(10_000), _ => false, CancellationToken.None).Select(int.Parse).ShouldBe(Enumerable.Range(0, 10_000));

    [Fact]
    public void Throws_what_the_reading_throws_after_the_items_before_it()
    {
        var seen = new List<string>();
        Should.Throw<IOException>(() =>
        {
            foreach (var item in ReadAhead.Of(Numbers(40).Concat(Broken()), _ => false, CancellationToken.None)) seen.Add(item);
        }).Message.ShouldBe("the disk is gone");
        seen.Count.ShouldBe(40);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Stops_though_the_reading_hangs(bool isLarge)
    {
        using var stop = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        IEnumerable<string> Hanging()
        {
            yield return "first";
            never.Wait(TestContext.Current.CancellationToken);
        }
        using var items = ReadAhead.Of(Hanging(), _ => isLarge, stop.Token).GetEnumerator();
        // A small item waits for others to go over with.
        if (isLarge) items.MoveNext().ShouldBeTrue();
        stop.CancelAfter(TimeSpan.FromMilliseconds(50));
        Should.Throw<OperationCanceledException>(() => items.MoveNext());
        never.Set();
    }

    [Fact]
    public void Reads_little_further_than_is_asked_for()
    {
        var read = 0;
        IEnumerable<string> Counted()
        {
            while (true)
            {
                Interlocked.Increment(ref read);
                yield return "item";
            }
        }
        using (var items = ReadAhead.Of(Counted(), _ => true, CancellationToken.None).GetEnumerator())
            for (var i = 0; i < 100; i++) items.MoveNext();
        Volatile.Read(ref read).ShouldBeLessThan(100 + 20);
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(i => $"{i}");

    private static IEnumerable<string> Broken()
    {
        throw new IOException("the disk is gone");
#pragma warning disable CS0162 // Makes it an iterator.
        yield break;
#pragma warning restore CS0162
    }
}
