using Daybook.Model;

namespace Daybook.Store;

/// <summary>Holds a chain of closings against what makes it one.</summary>
public static class ChainCheck
{
    public const string Name = "closed days keep their hash";

    /// <param name="chain">A person's rows in the order they were made.</param>
    public static IEnumerable<Finding> Of(string person, IEnumerable<ClosingRow> chain)
    {
        byte[] previous = [];
        // What holds, oldest first: a reopening takes back what ends on its first day or later.
        var open = new List<ClosingRow>();
        foreach (var row in chain)
        {
            var said = row.Said;
            var what = $"{person}: {said.Kind.ToString().ToLowerInvariant()} {Period.Iso(said.First)} (row {row.Id})";
            if (!row.Previous.AsSpan().SequenceEqual(previous)) yield return new Finding(Name, $"{what} does not follow the row before it");
            if (!row.Hash.AsSpan().SequenceEqual(said.HashAfter(row.Previous))) yield return new Finding(Name, $"{what} is not what was closed: its hash is another");
            previous = row.Hash;
            if (said.Kind == ClosingKind.Reopen)
            {
                foreach (var wrong in open.Where(o => o.Said.Last >= said.First && o.ReopenedBy != row.Id))
                    yield return new Finding(Name, $"{person}: row {wrong.Id} was reopened by row {row.Id} and does not say so");
                open.RemoveAll(o => o.Said.Last >= said.First);
                continue;
            }
            var before = open.FindLast(o => o.Said.Kind == ClosingKind.Day);
            if (said is { Kind: ClosingKind.Day, Sums: { } sums })
            {
                if (before is not null && before.Said.First.PlusDays(1) != said.First) yield return new Finding(Name, $"{what} does not follow {Period.Iso(before.Said.First)}");
                if ((before?.Said.Sums!.Balance ?? 0) + sums.Worked + sums.Credited - sums.Should + sums.Adjusted != sums.Balance)
                    yield return new Finding(Name, $"{what} does not add up to its balance");
            }
            open.Add(row);
        }
        foreach (var wrong in open.Where(o => o.ReopenedBy is not null)) yield return new Finding(Name, $"{person}: row {wrong.Id} says it was reopened, and no row did so");
    }
}
