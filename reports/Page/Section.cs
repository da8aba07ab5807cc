namespace Daybook.Reports;

/// <summary>A part of a page under one heading. It has what it has: single figures, a chart, a table, sentences.</summary>
/// <param name="Name">What settings and programs call it: <c>days</c>.</param>
/// <param name="Title">In sentence case: <c>Projects</c>; empty for a part without a heading.</param>
public sealed record Section(string Name, string Title)
{
    /// <summary>Single figures with their names.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The facts stand side by side, as figures to be seen first.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>A picture of the table, or null. All that it shows stands in the table or its own text.</summary>
    public Chart? Chart { get; init; }

    /// <summary>Or null.</summary>
    public Table? Table { get; init; }

    /// <summary>Sentences.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Whether people are shown a table; else the chart, or the sentence that says what it shows.</summary>
    public bool HasTable => Table is { Rows.Count: > 0 } or { Sum: not null };

    /// <summary>Whether it has nothing at all.</summary>
    public bool IsEmpty => Facts.Count == 0 && Table is null && Notes.Count == 0 && Chart is null;
}

/// <summary>A single figure with its name.</summary>
/// <param name="Label"><c>Longest stretch</c>.</param>
/// <param name="Value"><c>3:10</c>.</param>
/// <param name="Detail"><c>Tue 17 Nov from 9:12</c>, or empty.</param>
public sealed record Fact(string Label, string Value, string Detail)
{
    /// <summary>What programs call it; empty where it is the label.</summary>
    public string Key { get; init; } = "";

    /// <summary>The figure itself, or null: microseconds of a length.</summary>
    public long? Exact { get; init; }
}

/// <summary>A sentence, and what can be done about it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Command">What settles it, to be typed as it stands; or empty.</param>
public sealed record Note(string Text, string Command = "");

/// <summary>Named rows under named columns, which sum to the last row where there is one.</summary>
/// <param name="Columns">Of figures, without that of the names.</param>
/// <param name="Heading">Over the names of the rows; or empty.</param>
/// <param name="Rows">For people, in page order; many small ones may stand together in one.</param>
/// <param name="Sum">What the rows of <paramref name="Rows"/> sum to, or null where nothing is summed.</param>
public sealed record Table(string Heading, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, Row? Sum = null)
{
    /// <summary>Each row on its own, for programs; null where these are the same.</summary>
    public IReadOnlyList<Row>? All { get; init; }

    /// <summary>Whether any row has a bar.</summary>
    public bool HasBars => Rows.Any(r => r.PerMille > 0);

    /// <summary>Columns with that of the names.</summary>
    public int Width => Columns.Count + 1;

    /// <summary>One column or two need no headings.</summary>
    public bool HasHeadings => Columns.Count > 2 || (Columns.Count > 0 && Heading.Length > 0);
}

/// <param name="Key">What programs call it: <c>worked</c>.</param>
/// <param name="Title">What people read.</param>
/// <param name="Unit">Of the exact figures: <c>microseconds</c>, <c>percent</c>, a currency in ten-thousandths, or empty for a text.</param>
public sealed record Column(string Key, string Title, string Unit = Column.Length)
{
    public const string Length = "microseconds";
}

/// <summary>One printed line of a table.</summary>
/// <param name="Key">What programs call it: a date, or the name as its source gave it.</param>
/// <param name="Name">Safe to show, no longer than a line can hold; never empty.</param>
/// <param name="Cells">One for each column.</param>
public sealed record Row(string Key, string Name, IReadOnlyList<Cell> Cells)
{
    /// <summary>A few words, or empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>What else is known of it, for programs alone: a clock time, what it was worked out from.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Known { get; init; } = [];

    /// <summary>It stands out: open while others are closed, or over its limit.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Length of the bar, 0 to 1000 = the table's longest.</summary>
    public int PerMille { get; init; }

    /// <summary>Width of the bar, <c>62.5%</c>; empty where there is none.</summary>
    public string Bar => PerMille == 0 ? "" : Percent(PerMille);

    /// <summary>What is left beside the bar; empty where it fills the line.</summary>
    public string Rest => PerMille == 1000 ? "" : Percent(1000 - PerMille);

    private static string Percent(int perMille) => $"{perMille / 10}.{perMille % 10}%";
}

/// <param name="Text">As it is printed; a dash where nobody knows.</param>
/// <param name="Exact">In the unit of the column, or null.</param>
public sealed record Cell(string Text, long? Exact = null)
{
    /// <summary>It is no figure, and may be broken into lines anywhere.</summary>
    public bool IsText => Exact is null;
}
