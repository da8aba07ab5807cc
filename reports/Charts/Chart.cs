namespace Daybook.Reports;

/// <summary>A picture as shapes on a plane of fixed size: a template writes them out as SVG, one element a shape.</summary>
/// <param name="Text">All that it shows, in a sentence or two, for who does not see it.</param>
/// <param name="Width">In units of the plane, which has its origin at the top left.</param>
public sealed record Chart(string Text, int Width, int Height)
{
    public IReadOnlyList<ChartBox> Boxes { get; init; } = [];

    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    public IReadOnlyList<ChartLabel> Labels { get; init; } = [];

    /// <summary>The picture in signs, where a terminal can show it; else empty.</summary>
    public IReadOnlyList<Strip> Strips { get; init; } = [];
}

/// <summary>A row of the picture in signs.</summary>
/// <param name="Name">What the row is of; may be empty.</param>
/// <param name="Signs">One a column, of single width.</param>
public sealed record Strip(string Name, string Signs);

/// <param name="Tone">How it is filled: <c>t0</c> (nothing) to <c>t4</c> (most), <c>c0</c> to <c>c7</c> (kinds), <c>below</c>, <c>rest</c>.</param>
/// <param name="Says">What the box stands for: <c>Mon 16 Nov: 7:41</c>.</param>
public sealed record ChartBox(string X, string Y, string Width, string Height, string Tone, string Says);

/// <param name="Points"><c>0,10 20,8</c>: what SVG calls points.</param>
/// <param name="Tone"><c>line</c> or <c>axis</c>.</param>
public sealed record ChartLine(string Points, string Tone);

/// <param name="Anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
public sealed record ChartLabel(string X, string Y, string Anchor, string Text);
