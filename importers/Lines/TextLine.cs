using Daybook.Model;

namespace Daybook.Importers.Lines;

/// <summary>One line of a text file, without its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Offset">Bytes before it.</param>
/// <param name="IsGarbled">It holds bytes that are no UTF-8, or a NUL.</param>
/// <param name="IsEnded">False for a last line that no line break follows: it may have been cut.</param>
internal sealed record TextLine(int Number, long Offset, string Text, bool IsGarbled, bool IsEnded)
{
    public Place Place => new(Number, 1, Offset);

    public static Flaw Garbled { get; } = new("the line holds bytes that are no text", "The file is expected in UTF-8.");
}
