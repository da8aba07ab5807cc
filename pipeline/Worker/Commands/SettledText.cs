using Daybook.Model;
using Daybook.Store;

namespace Daybook.Worker.Commands;

/// <summary>What was said once of a source's files, as a line.</summary>
internal static class SettledText
{
    public static string Of(IReadOnlyList<Settled> settled) =>
        string.Join(", ", settled.Select(s => $"{s.What} {Printable.Line(s.Value)} (run {CommandContext.Number(s.Run)})"));
}
