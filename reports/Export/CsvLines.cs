using System.Globalization;
using System.Text;

namespace Daybook.Reports;

/// <summary>Rows of comma separated cells under a header.</summary>
internal sealed class CsvLines
{
    private readonly StringBuilder _text;
    private readonly string _end;

    /// <param name="end">What ends a line.</param>
    public CsvLines(string header, string end)
    {
        _end = end;
        _text = new StringBuilder(header).Append(end);
    }

    public int Rows { get; private set; }

    public void Add(params ReadOnlySpan<CsvValue> cells)
    {
        for (var i = 0; i < cells.Length; i++) _text.Append(i == 0 ? "" : ",").Append(cells[i].Written);
        _text.Append(_end);
        Rows++;
    }

    public ExportedFile ToFile(ExportRemarks remarks) => new(_text.ToString(), Rows, remarks.Lines, remarks.IsPart);
}

/// <summary>A cell: a number, or a text that is made safe.</summary>
/// <param name="Written">As it stands in the file.</param>
internal readonly record struct CsvValue(string Written)
{
    public static implicit operator CsvValue(string text) => new(CsvCell.Of(text));

    public static implicit operator CsvValue(long number) => new(number.ToString(CultureInfo.InvariantCulture));
}
